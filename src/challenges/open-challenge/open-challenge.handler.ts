import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import { CollegeDirectory } from '../../colleges/index.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { challenge, challengeStream } from '../challenge.js';
import { OpenChallenge, openChallenge } from './open-challenge.js';

@CommandHandler(OpenChallenge)
export class OpenChallengeHandler implements ICommandHandler<OpenChallenge> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly directory: CollegeDirectory,
    private readonly clock: Clock,
  ) {}

  async execute({ input, context }: OpenChallenge) {
    const { challengeId } = input;
    const facts = { directory: await this.directory.all(), today: dayOf(this.clock.now()) };
    const { position } = await this.commandHandler.handle(
      challengeStream(challengeId),
      challenge,
      (state) => openChallenge(input, state, facts),
      context,
    );
    return { position, challengeId };
  }
}
