import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { requireOpen } from '../account.js';
import { AccountHandler } from '../account.handler.js';
import { InviteAgain, inviteAgain } from './invite-again.js';

/** Replaces a lost link or password. */
@CommandHandler(InviteAgain)
export class InviteAgainHandler extends AccountHandler implements ICommandHandler<InviteAgain> {
  async execute({ input: { accountId }, context }: InviteAgain) {
    const written = await this.decide(accountId, context, inviteAgain);
    const account = requireOpen(await this.directory.find(accountId));
    // A crash after the first event may have left the account without its row.
    await this.rows.add(accountId, null);
    return { ...written, token: await this.rows.newInvitation(account) };
  }
}
