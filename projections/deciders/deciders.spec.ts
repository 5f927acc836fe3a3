import type { DomainEvent } from '../../src/events/schemas.js';
import { approved, endorsed, rejected, submitted, whose } from '../../test/support/action-history.js';
import { fold } from '../document-folds.fixture.js';
import { decidersProjection } from './deciders.projection.js';

const accountId = 'aigul';
const invited: DomainEvent = { type: 'AccountInvited', data: { accountId, role: 'reviewer', collegeId: 'dala' } };
const granted: DomainEvent = { type: 'RoleGranted', data: { accountId, role: 'coordinator', collegeId: 'teniz' } };
const of = (...events: DomainEvent[]) => fold(decidersProjection, events).get(accountId);

describe('decidersProjection', () => {
  it('lists every college that an account had and resets of its password', () => {
    expect(of(invited, granted, { type: 'PasswordReset', data: { accountId } })).toMatchObject({
      colleges: ['dala', 'teniz'],
      resets: ['2026-10-12T07:02:00.000Z'],
    });
  });

  it('counts decisions by challenge and college', () => {
    const other = { ...rejected, data: { ...rejected.data, collegeId: 'constructor' } } as DomainEvent;
    expect(of(submitted, endorsed({ trees: 30 }), approved(), other)?.decisions).toEqual({
      [whose.challengeId]: { teniz: 2, constructor: 1 },
    });
    expect(of(submitted, approved({ trees: 1 }, 'nurlan'))).toBeUndefined();
  });
});
