import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ReviewCommands } from '../review-commands.js';
import { RevokeApproval, revokeApproval } from './revoke-approval.js';

@CommandHandler(RevokeApproval)
export class RevokeApprovalHandler implements ICommandHandler<RevokeApproval> {
  constructor(private readonly desk: ReviewCommands) {}

  async execute({ input, note, by, context }: RevokeApproval) {
    const { position, actionId } = await this.desk.handle(
      input.actionId,
      context,
      (state, facts, ref) => revokeApproval(input, by, state, facts, ref),
      note,
    );
    return { position, actionId };
  }
}
