import {
  approved,
  disputed,
  endorsed,
  lapsed,
  rejected,
  reopened,
  requested,
  revised,
  revoked,
  submitted,
  whose,
  withdrawn,
} from '../../test/support/action-history.js';
import { closed, final, frozen, opened, revealed } from '../../test/support/challenge-history.js';
import { raised, settled } from '../../test/support/objection-history.js';
import type { DomainEvent } from '../../src/events/schemas.js';
import { fold } from '../document-folds.fixture.js';
import { audiencePrefix, type NotificationAudience, notificationsProjection } from './notifications.projection.js';

const heard = (audience: NotificationAudience, ...events: DomainEvent[]) =>
  [...fold(notificationsProjection, events)]
    .filter(([key]) => key.startsWith(audiencePrefix(audience)))
    .map(([, document]) => document);
const kinds = (audience: NotificationAudience, ...events: DomainEvent[]) =>
  heard(audience, ...events).map(({ kind }) => kind);
const teniz = { college: 'teniz' };

describe('Notifications', () => {
  it('tell a college each question and decision on its actions', () => {
    const history = [submitted, requested, revised(), approved(), revoked, reopened, rejected, lapsed];
    expect(kinds(teniz, ...history)).toEqual(['question', 'approved', 'revoked', 'reopened', 'rejected', 'lapsed']);
    expect(heard(teniz, submitted, requested)[0]).toMatchObject({
      challengeId: whose.challengeId,
      actionId: whose.actionId,
      reason: 'photo-missing',
      outcome: null,
    });
  });

  it('tell no other college of it', () => {
    expect(kinds({ college: 'dala' }, submitted, requested, approved(), rejected)).toEqual([]);
  });

  it('leave out a first yes and deeds of the college itself', () => {
    expect(kinds(teniz, submitted, endorsed({ trees: 28 }), withdrawn)).toEqual([]);
  });

  it('contain no number, reviewer or text of a decision', () => {
    const [document] = heard(teniz, submitted, approved({ trees: 28 }, 'aigul'));
    expect(JSON.stringify(document)).not.toMatch(/aigul|28/);
  });

  it('tell reviewers of a dispute, and the college of its outcome', () => {
    const resolved: DomainEvent = {
      type: 'DisputeResolved',
      data: { ...whose, outcome: 'upheld', verified: null, reason: 'appeal', note: null, reviewer: 'nurlan' },
    };
    const history = [submitted, rejected, disputed, resolved];
    for (const role of ['reviewer', 'organiser'] as const)
      expect(kinds({ role }, ...history)).toEqual(['dispute-raised']);
    expect(heard(teniz, ...history).at(-1)).toMatchObject({ kind: 'dispute-resolved', outcome: 'upheld' });
  });

  it('tell every entrant of the final, and nobody of a freeze', () => {
    const entrants = { challenge: 'green-2026' };
    expect(kinds(entrants, opened, frozen, closed, final, revealed)).toEqual(['final', 'revealed']);
  });

  it('tell organisers of an objection and its raiser of the settlement', () => {
    expect(kinds({ role: 'organiser' }, raised(), settled('upheld'))).toEqual(['objection-raised']);
    expect(kinds({ college: 'dala' }, raised(), settled('upheld'))).toEqual(['objection-settled']);
  });

  it('keep the order of the history in their keys', () => {
    const keys = [...fold(notificationsProjection, [submitted, requested, approved(), revoked]).keys()];
    expect(keys).toEqual([...keys].sort());
  });
});
