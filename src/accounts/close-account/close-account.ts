import { Command } from '@nestjs/cqrs';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import type { AccountEvent } from '../../events/account.events.js';
import { type Account, type OrganiserFacts, requireOtherOrganiser, type WrittenAccount } from '../account.js';

export class CloseAccount extends Command<WrittenAccount> {
  constructor(
    readonly accountId: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function closeAccount(account: Account, { otherOrganisers }: OrganiserFacts): AccountEvent[] {
  if (account.state === 'none') throw new DomainError('not-found', 'ACCOUNT_NOT_FOUND');
  if (account.state === 'closed') return [];
  if (account.role === 'organiser') requireOtherOrganiser(otherOrganisers);
  return [{ type: 'AccountClosed', data: { accountId: account.id } }];
}
