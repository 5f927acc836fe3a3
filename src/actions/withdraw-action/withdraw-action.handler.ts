import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ReviewCommands } from '../review-commands.js';
import { WithdrawAction, withdrawAction } from './withdraw-action.js';

@CommandHandler(WithdrawAction)
export class WithdrawActionHandler implements ICommandHandler<WithdrawAction> {
  constructor(private readonly desk: ReviewCommands) {}

  async execute({ input, by, context }: WithdrawAction) {
    const { position, actionId } = await this.desk.handle(input.actionId, context, (state, facts) =>
      withdrawAction(input, by, state, facts),
    );
    return { position, actionId };
  }
}
