import type { AccountEvent } from '../../events/account.events.js';
import { type Account, AccountCommand, type OrganiserFacts, requireOpen, requireOtherOrganiser } from '../account.js';

export class CloseAccount extends AccountCommand {}

export function closeAccount(account: Account, facts: OrganiserFacts): AccountEvent[] {
  if (account.state === 'closed') return [];
  const { id, role } = requireOpen(account);
  requireOtherOrganiser(role, facts);
  return [{ type: 'AccountClosed', data: { accountId: id } }];
}
