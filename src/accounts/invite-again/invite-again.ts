import type { AccountEvent } from '../../events/account.events.js';
import { Command } from '@nestjs/cqrs';
import type { CommandContext } from '../../event-store/command-context.js';
import { type Account, requireOpen, type WrittenAccount } from '../account.js';

/** Answers with the one-time token of a new link; older links stop working. */
export class InviteAgain extends Command<WrittenAccount & { token: string }> {
  constructor(
    readonly input: { accountId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Each link is a decision of its own, so a repeated command issues another. */
export function inviteAgain(account: Account): AccountEvent[] {
  const { id: accountId, role } = requireOpen(account);
  return [{ type: 'InvitationIssued', data: { accountId, kind: 'again', role } }];
}
