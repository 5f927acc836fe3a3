import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRunner } from '../../event-store/decider-runner.js';
import { challenge, challengeStream } from '../challenge.js';
import { RevealStandings, revealStandings } from './reveal-standings.js';

@CommandHandler(RevealStandings)
export class RevealStandingsHandler implements ICommandHandler<RevealStandings> {
  constructor(private readonly runner: DeciderRunner) {}

  async execute({ input, context }: RevealStandings) {
    const { challengeId } = input;
    const { position } = await this.runner.run(
      challengeStream(challengeId),
      challenge,
      (state) => revealStandings(input, state),
      context,
    );
    return { position, challengeId };
  }
}
