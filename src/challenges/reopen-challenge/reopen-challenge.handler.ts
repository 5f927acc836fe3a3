import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRunner } from '../../event-store/decider-runner.js';
import { challenge, challengeStream } from '../challenge.js';
import { ReopenChallenge, reopenChallenge } from './reopen-challenge.js';

@CommandHandler(ReopenChallenge)
export class ReopenChallengeHandler implements ICommandHandler<ReopenChallenge> {
  constructor(private readonly runner: DeciderRunner) {}

  async execute({ input, context }: ReopenChallenge) {
    const { challengeId } = input;
    const { position } = await this.runner.run(
      challengeStream(challengeId),
      challenge,
      (state) => reopenChallenge(input, state),
      context,
    );
    return { position, challengeId };
  }
}
