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
    expect([...fold(collegeHistory, events)]).toEqual(['teniz', 'dala']);
  });

  it('is empty for an account that never had a college', () => {
    expect([...fold(collegeHistory, [granted(null)])]).toEqual([]);
  });
});
