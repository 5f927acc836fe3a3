import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { AccountHistories } from '../account-histories.js';
import { challenge, type ChallengeState, challengeStream } from '../challenge.js';
import { ConfirmAdjustment, confirmAdjustment } from './decide-adjustment.js';

@CommandHandler(ConfirmAdjustment)
export class ConfirmAdjustmentHandler implements ICommandHandler<ConfirmAdjustment> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly histories: AccountHistories,
  ) {}

  async execute({ input, context }: ConfirmAdjustment) {
    const { challengeId } = input;
    const stream = challengeStream(challengeId);
    const { state: before } = await this.commandHandler.load(stream, challenge);
    const adjuster = await this.histories.adjuster(context.actor, collegeOf(before, input.adjustmentId), before);
    const rule = (state: ChallengeState) => confirmAdjustment(input, state, adjuster);
    const { position } = await this.commandHandler.handle(stream, challenge, rule, context);
    return { position, challengeId };
  }
}

/** Null = there is no such adjustment, and the rule refuses. */
const collegeOf = (state: ChallengeState, adjustmentId: string): string | null =>
  (state.status !== 'none' && state.adjustments.get(adjustmentId)?.collegeId) || null;
