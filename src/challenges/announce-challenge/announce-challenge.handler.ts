import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRunner } from '../../event-store/decider-runner.js';
import { challenge, challengeStream } from '../challenge.js';
import { AnnounceChallenge, announceChallenge } from './announce-challenge.js';

@CommandHandler(AnnounceChallenge)
export class AnnounceChallengeHandler implements ICommandHandler<AnnounceChallenge> {
  constructor(private readonly runner: DeciderRunner) {}

  async execute({ input, context }: AnnounceChallenge) {
    const { challengeId } = input;
    const { position } = await this.runner.run(
      challengeStream(challengeId),
      challenge,
      (state) => announceChallenge(input, state),
      context,
    );
    return { position, challengeId };
  }
}
