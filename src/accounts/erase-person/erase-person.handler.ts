import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AccountHandler } from '../account.handler.js';
import { ErasePerson, erasePerson } from './erase-person.js';

/** Erases the person's row after the event, again when asked again: the first time may have been cut short. */
@CommandHandler(ErasePerson)
export class ErasePersonHandler extends AccountHandler implements ICommandHandler<ErasePerson> {
  async execute({ input: { accountId, reason }, context }: ErasePerson) {
    const written = await this.change(accountId, context, (state, facts) => erasePerson(reason, state, facts));
    await this.rows.erase(accountId);
    return written;
  }
}
