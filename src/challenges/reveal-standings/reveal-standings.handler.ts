import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { challenge, challengeStream } from '../challenge.js';
import { RevealStandings, revealStandings } from './reveal-standings.js';

@CommandHandler(RevealStandings)
export class RevealStandingsHandler implements ICommandHandler<RevealStandings> {
  constructor(private readonly commandHandler: DeciderCommandHandler) {}

  async execute({ input, context }: RevealStandings) {
    const { challengeId } = input;
    const { position } = await this.commandHandler.handle(
      challengeStream(challengeId),
      challenge,
      (state) => revealStandings(input, state),
      context,
    );
    return { position, challengeId };
  }
}
