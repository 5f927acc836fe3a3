import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { challenge, challengeStream } from '../challenge.js';
import { FreezeStandings, freezeStandings } from './freeze-standings.js';

@CommandHandler(FreezeStandings)
export class FreezeStandingsHandler implements ICommandHandler<FreezeStandings> {
  constructor(private readonly commandHandler: DeciderCommandHandler) {}

  async execute({ input, context }: FreezeStandings) {
    const { challengeId } = input;
    const { position } = await this.commandHandler.handle(
      challengeStream(challengeId),
      challenge,
      (state) => freezeStandings(input, state),
      context,
    );
    return { position, challengeId };
  }
}
