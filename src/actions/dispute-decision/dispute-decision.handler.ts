import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ReviewCommands } from '../review-commands.js';
import { DisputeDecision, disputeDecision } from './dispute-decision.js';

@CommandHandler(DisputeDecision)
export class DisputeDecisionHandler implements ICommandHandler<DisputeDecision> {
  constructor(private readonly desk: ReviewCommands) {}

  async execute({ input, note, by, context }: DisputeDecision) {
    const { position, actionId } = await this.desk.handle(
      input.actionId,
      context,
      (state, facts, ref) => disputeDecision(input, by, state, facts, ref),
      note,
    );
    return { position, actionId };
  }
}
