import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRunner } from '../../event-store/decider-runner.js';
import { challenge, challengeStream } from '../challenge.js';
import { FreezeStandings, freezeStandings } from './freeze-standings.js';

@CommandHandler(FreezeStandings)
export class FreezeStandingsHandler implements ICommandHandler<FreezeStandings> {
  constructor(private readonly runner: DeciderRunner) {}

  async execute({ input, context }: FreezeStandings) {
    const { challengeId } = input;
    const { position } = await this.runner.run(
      challengeStream(challengeId),
      challenge,
      (state) => freezeStandings(input, state),
      context,
    );
    return { position, challengeId };
  }
}
