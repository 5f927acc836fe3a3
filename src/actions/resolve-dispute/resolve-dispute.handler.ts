import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ReviewCommands } from '../review-commands.js';
import { ResolveDispute, resolveDispute } from './resolve-dispute.js';

@CommandHandler(ResolveDispute)
export class ResolveDisputeHandler implements ICommandHandler<ResolveDispute> {
  constructor(private readonly desk: ReviewCommands) {}

  async execute({ input, note, by, context }: ResolveDispute) {
    const { position, actionId } = await this.desk.handle(
      input.actionId,
      context,
      (state, facts, ref) => resolveDispute(input, by, state, facts, ref),
      note,
    );
    return { position, actionId };
  }
}
