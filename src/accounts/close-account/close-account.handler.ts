import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AccountHandler } from '../account.handler.js';
import { CloseAccount, closeAccount } from './close-account.js';

/** Erases the person's name, login and password after the event. */
@CommandHandler(CloseAccount)
export class CloseAccountHandler extends AccountHandler implements ICommandHandler<CloseAccount> {
  async execute({ input: { accountId }, context }: CloseAccount) {
    const written = await this.change(accountId, context, closeAccount);
    await this.rows.erase(accountId);
    return written;
  }
}
