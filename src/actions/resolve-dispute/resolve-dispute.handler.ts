import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ActionDesk } from '../action-desk.js';
import { ResolveDispute, resolveDispute } from './resolve-dispute.js';

@CommandHandler(ResolveDispute)
export class ResolveDisputeHandler implements ICommandHandler<ResolveDispute> {
  constructor(private readonly desk: ActionDesk) {}

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
