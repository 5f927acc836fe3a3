import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { accountDecider, streamOf } from '../account.js';
import { AccountDirectory } from '../account-directory.js';
import { AccountRows } from '../accounts.repository.js';
import { CloseAccount, closeAccount } from './close-account.js';

/** Erases the person's name, login and password after the event. */
@CommandHandler(CloseAccount)
export class CloseAccountHandler implements ICommandHandler<CloseAccount> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly directory: AccountDirectory,
    private readonly rows: AccountRows,
  ) {}

  async execute({ accountId, context }: CloseAccount) {
    const facts = { otherOrganisers: await this.directory.otherOrganisers(accountId) };
    const { position } = await this.commandHandler.handle(
      streamOf(accountId),
      accountDecider,
      (state) => closeAccount(state, facts),
      context,
    );
    await this.directory.reached(position);
    await this.rows.erase(accountId);
    return { accountId, position };
  }
}
