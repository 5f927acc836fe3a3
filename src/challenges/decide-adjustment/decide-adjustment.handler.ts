import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { challenge, type ChallengeState, challengeStream } from '../challenge.js';
import { ConfirmAdjustment, confirmAdjustment } from './decide-adjustment.js';

@CommandHandler(ConfirmAdjustment)
export class ConfirmAdjustmentHandler implements ICommandHandler<ConfirmAdjustment> {
  constructor(private readonly commandHandler: DeciderCommandHandler) {}

  async execute({ input, context }: ConfirmAdjustment) {
    const { challengeId } = input;
    const rule = (state: ChallengeState) => confirmAdjustment(input, state, context.actor);
    const { position } = await this.commandHandler.handle(challengeStream(challengeId), challenge, rule, context);
    return { position, challengeId };
  }
}
