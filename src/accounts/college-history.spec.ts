import type { AccountEvent } from '../events/account.events.js';
import { fold } from '../../test/support/given.js';
import { collegeHistory } from './college-history.js';

const accountId = 'serik';
const invited: AccountEvent = { type: 'AccountInvited', data: { accountId, role: 'coordinator', collegeId: 'teniz' } };
const granted = (collegeId: string | null): AccountEvent => ({
  type: 'RoleGranted',
  data: { accountId, role: 'reviewer', collegeId },
});
const revoked: AccountEvent = { type: 'RoleRevoked', data: { accountId, role: 'reviewer' } };
const closed: AccountEvent = { type: 'AccountClosed', data: { accountId } };

describe('collegeHistory', () => {
  it('keeps every college of an account that moved and closed', () => {
    const events = [invited, granted(null), granted('dala'), revoked, granted('teniz'), closed];
    expect([...fold(collegeHistory, events).colleges]).toEqual(['teniz', 'dala']);
  });

  it('is empty for an account that never had a college', () => {
    expect([...fold(collegeHistory, [granted(null)]).colleges]).toEqual([]);
  });

  it('waits for a confirmation that the account has no college', () => {
    const waiting: AccountEvent = {
      type: 'RoleGranted',
      data: { accountId, role: 'reviewer', collegeId: null, unconfirmed: true },
    };
    const confirmed: AccountEvent = { type: 'NoCollegeConfirmed', data: { accountId, alone: false } };
    const isUnconfirmed = (...events: AccountEvent[]) => fold(collegeHistory, [invited, ...events]).unconfirmed;
    expect([granted(null), waiting].map((event) => isUnconfirmed(event))).toEqual([false, true]);
    for (const end of [confirmed, granted('dala'), revoked]) expect(isUnconfirmed(waiting, end)).toBe(false);
    expect(isUnconfirmed(waiting, confirmed, waiting)).toBe(true);
  });
});
