import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ReviewCommands } from '../review-commands.js';
import { CorrectAction, correctAction } from './correct-action.js';

@CommandHandler(CorrectAction)
export class CorrectActionHandler implements ICommandHandler<CorrectAction> {
  constructor(private readonly desk: ReviewCommands) {}

  async execute({ input, note, by, context }: CorrectAction) {
    const { position, actionId } = await this.desk.handle(
      input.actionId,
      context,
      (state, facts, ref) => correctAction(input, by, state, facts, ref),
      note,
    );
    return { position, actionId };
  }
}
