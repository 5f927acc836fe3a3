import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AccountHandler } from '../account.handler.js';
import { ConfirmNoCollege, confirmNoCollege } from './confirm-no-college.js';

@CommandHandler(ConfirmNoCollege)
export class ConfirmNoCollegeHandler extends AccountHandler implements ICommandHandler<ConfirmNoCollege> {
  async execute({ input: { accountId }, context }: ConfirmNoCollege) {
    return this.change(accountId, context, (state, facts) => confirmNoCollege(context.actor, state, facts));
  }
}
