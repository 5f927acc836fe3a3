import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { action, actionStream } from '../action.js';
import { ReviewCommands } from '../review-commands.js';
import { ApproveAction, approveAction } from './approve-action.js';

@CommandHandler(ApproveAction)
export class ApproveActionHandler implements ICommandHandler<ApproveAction> {
  constructor(
    private readonly desk: ReviewCommands,
    private readonly commandHandler: DeciderCommandHandler,
  ) {}

  async execute({ input, by, context }: ApproveAction) {
    const { position, actionId, events } = await this.desk.handle(input.actionId, context, (state, facts) =>
      approveAction(input, by, state, facts),
    );
    if (events.length > 0) return { position, actionId, decided: events.at(-1)?.type === 'ActionApproved' };
    const { state } = await this.commandHandler.load(actionStream(actionId), action);
    return { position, actionId, decided: state.status === 'approved' };
  }
}
