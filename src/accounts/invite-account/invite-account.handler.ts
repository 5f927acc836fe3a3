import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { uuidOf } from '../../config/ids.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { requireOpen } from '../account.js';
import { AccountHandler } from '../account.handler.js';
import { InviteAccount, inviteAccount } from './invite-account.js';

@CommandHandler(InviteAccount)
export class InviteAccountHandler extends AccountHandler implements ICommandHandler<InviteAccount> {
  async execute({ input, context }: InviteAccount) {
    const accountId = newId(context);
    const college = await this.collegeFacts(input.collegeId);
    const written = await this.change(
      accountId,
      context,
      (state, facts) => inviteAccount({ ...input, accountId }, state, { ...facts, ...college }),
      // A refused invitation leaves no name, and neither does a repeat of one whose account has ended.
      async () => {
        requireOpen(await this.directory.find(accountId));
        await this.rows.add(accountId, input.name ?? null);
      },
    );
    const account = requireOpen(await this.directory.find(accountId));
    return { ...written, token: await this.rows.newInvitation(account) };
  }
}

/** A retry under the same key creates the same account, even after a crash. */
const newId = ({ actor, idempotencyKey: key }: CommandContext): string =>
  key === undefined ? randomUUID() : uuidOf(JSON.stringify(['account', actor, key]));
