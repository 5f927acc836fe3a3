import type { AccountEvent } from '../../events/account.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { type Account, AccountCommand, type OrganiserFacts, requireOtherOrganiser } from '../account.js';

export class ErasePerson extends AccountCommand<{ reason: string }> {}

/** Closes the account first. An erased person stays erased. */
export function erasePerson(reason: string, account: Account, facts: OrganiserFacts): AccountEvent[] {
  if (account.state === 'none') throw new DomainError('not-found', 'ACCOUNT_NOT_FOUND');
  const { id: accountId } = account;
  if (account.state === 'closed') return account.erased ? [] : [{ type: 'PersonErased', data: { accountId, reason } }];
  requireOtherOrganiser(account.role, facts);
  return [
    { type: 'AccountClosed', data: { accountId } },
    { type: 'PersonErased', data: { accountId, reason } },
  ];
}
