import { Command } from '@nestjs/cqrs';
import type { CommandContext } from '../../event-store/command-context.js';
import type { WrittenAccount } from '../account.js';

/** Answers with the one-time token of a new link; older links stop working. */
export class InviteAgain extends Command<WrittenAccount & { token: string }> {
  constructor(
    readonly input: { accountId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}
