import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { challenge, challengeStream } from '../challenge.js';
import { ReopenChallenge, reopenChallenge } from './reopen-challenge.js';

@CommandHandler(ReopenChallenge)
export class ReopenChallengeHandler implements ICommandHandler<ReopenChallenge> {
  constructor(private readonly commandHandler: DeciderCommandHandler) {}

  async execute({ input, context }: ReopenChallenge) {
    const { challengeId } = input;
    const { position } = await this.commandHandler.handle(
      challengeStream(challengeId),
      challenge,
      (state) => reopenChallenge(input, state),
      context,
    );
    return { position, challengeId };
  }
}
