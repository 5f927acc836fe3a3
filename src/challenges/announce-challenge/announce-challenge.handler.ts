import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { challenge, challengeStream } from '../challenge.js';
import { AnnounceChallenge, announceChallenge } from './announce-challenge.js';

@CommandHandler(AnnounceChallenge)
export class AnnounceChallengeHandler implements ICommandHandler<AnnounceChallenge> {
  constructor(private readonly commandHandler: DeciderCommandHandler) {}

  async execute({ input, context }: AnnounceChallenge) {
    const { challengeId } = input;
    const { position } = await this.commandHandler.handle(
      challengeStream(challengeId),
      challenge,
      (state) => announceChallenge(input, state),
      context,
    );
    return { position, challengeId };
  }
}
