import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRunner } from '../../event-store/decider-runner.js';
import { challenge, challengeStream } from '../challenge.js';
import { LeaveChallenge, leaveChallenge } from './leave-challenge.js';

@CommandHandler(LeaveChallenge)
export class LeaveChallengeHandler implements ICommandHandler<LeaveChallenge> {
  constructor(private readonly runner: DeciderRunner) {}

  async execute({ input, context }: LeaveChallenge) {
    const { challengeId } = input;
    const { position } = await this.runner.run(
      challengeStream(challengeId),
      challenge,
      (state) => leaveChallenge(input, state),
      context,
    );
    return { position, challengeId };
  }
}
