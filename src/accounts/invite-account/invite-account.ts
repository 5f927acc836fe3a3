import { Command } from '@nestjs/cqrs';
import type { AccountEvent } from '../../events/account.events.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import {
  type Account,
  assigned,
  type CollegeFacts,
  type ConfirmerFacts,
  requireActiveCollege,
  type RoleAndCollege,
  type WrittenAccount,
} from '../account.js';

/** Answers with the one-time token of the invitation. */
export class InviteAccount extends Command<WrittenAccount & { token: string }> {
  constructor(
    readonly input: RoleAndCollege & { name?: string | null },
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function inviteAccount(
  command: RoleAndCollege & { accountId: string },
  account: Account,
  facts: CollegeFacts & ConfirmerFacts,
): AccountEvent[] {
  const { accountId, role } = command;
  if (account.state !== 'none') throw new DomainError('conflict', 'ACCOUNT_EXISTS');
  requireActiveCollege(command, facts);
  return [
    ...assigned('AccountInvited', command, facts),
    { type: 'InvitationIssued', data: { accountId, kind: 'first', role } },
  ];
}
