import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { uuidOf } from '../../config/ids.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { accountDecider, streamOf } from '../account.js';
import { AccountDirectory } from '../account-directory.js';
import { AccountRows } from '../accounts.repository.js';
import { InviteAccount, inviteAccount } from './invite-account.js';

@CommandHandler(InviteAccount)
export class InviteAccountHandler implements ICommandHandler<InviteAccount> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly directory: AccountDirectory,
    private readonly rows: AccountRows,
  ) {}

  async execute({ input, context }: InviteAccount) {
    const accountId = newId(context);
    await this.rows.add(accountId, input.name ?? null);
    const { position } = await this.commandHandler.handle(
      streamOf(accountId),
      accountDecider,
      (state) => inviteAccount({ ...input, accountId }, state),
      context,
    );
    await this.directory.reached(position);
    return { accountId, position, token: await this.rows.newInvitation(accountId) };
  }
}

/** A retry under the same key creates the same account, even after a crash. */
const newId = ({ actor, idempotencyKey: key }: CommandContext): string =>
  key === undefined ? randomUUID() : uuidOf(JSON.stringify(['account', actor, key]));
