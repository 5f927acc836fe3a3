import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRunner } from '../../event-store/decider-runner.js';
import { challenge, challengeStream } from '../challenge.js';
import { ChallengeFacts } from '../challenge-facts.js';
import { FinaliseResults, finaliseResults, mayBeFinal } from './finalise-results.js';

@CommandHandler(FinaliseResults)
export class FinaliseResultsHandler implements ICommandHandler<FinaliseResults> {
  constructor(
    private readonly runner: DeciderRunner,
    private readonly facts: ChallengeFacts,
  ) {}

  async execute({ input, context }: FinaliseResults) {
    const { challengeId } = input;
    const stream = challengeStream(challengeId);
    // The fold to the head is dear: it is not made for a challenge that cannot be final.
    const { state: before } = await this.runner.load(stream, challenge);
    mayBeFinal(before);
    const facts = await this.facts.atHead(challengeId);
    const { position } = await this.runner.run(
      stream,
      challenge,
      (state) => finaliseResults(input, state, facts),
      context,
    );
    return { position, challengeId };
  }
}
