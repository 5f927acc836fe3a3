import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CollegeRoll } from '../../colleges/index.js';
import { DeciderRunner } from '../../event-store/decider-runner.js';
import { challenge, challengeStream } from '../challenge.js';
import { OpenChallenge, openChallenge } from './open-challenge.js';

@CommandHandler(OpenChallenge)
export class OpenChallengeHandler implements ICommandHandler<OpenChallenge> {
  constructor(
    private readonly runner: DeciderRunner,
    private readonly roll: CollegeRoll,
  ) {}

  async execute({ input, context }: OpenChallenge) {
    const { challengeId } = input;
    const facts = { roll: await this.roll.all() };
    const { position } = await this.runner.run(
      challengeStream(challengeId),
      challenge,
      (state) => openChallenge(input, state, facts),
      context,
    );
    return { position, challengeId };
  }
}
