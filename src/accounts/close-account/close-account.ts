import { DomainError } from '../../event-store/domain-error.js';
import type { AccountEvent } from '../../events/account.events.js';
import type { Account } from '../account.js';
import { keepOne, type OrganisersLeft } from '../change-role/change-role.js';

export function closeAccount(account: Account, { otherOrganisers }: OrganisersLeft): AccountEvent[] {
  if (account.state === 'none') throw new DomainError('not-found', 'ACCOUNT_NOT_FOUND');
  if (account.state === 'closed') return [];
  if (account.role === 'organiser') keepOne(otherOrganisers);
  return [{ type: 'AccountClosed', data: { accountId: account.id } }];
}
