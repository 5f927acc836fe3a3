import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ReviewCommands } from '../review-commands.js';
import { RejectAction, rejectAction } from './reject-action.js';

@CommandHandler(RejectAction)
export class RejectActionHandler implements ICommandHandler<RejectAction> {
  constructor(private readonly desk: ReviewCommands) {}

  async execute({ input, note, by, context }: RejectAction) {
    const { position, actionId } = await this.desk.handle(
      input.actionId,
      context,
      (state, facts, ref) => rejectAction(input, by, state, facts, ref),
      note,
    );
    return { position, actionId };
  }
}
