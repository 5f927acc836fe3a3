import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { challenge, challengeStream } from '../challenge.js';
import { ChallengeFacts } from '../challenge-facts.js';
import { KeepCalendar } from '../keep-calendar/keep-calendar.js';
import { FinaliseResults, finaliseResults, mayBeFinal } from './finalise-results.js';

@CommandHandler(FinaliseResults)
export class FinaliseResultsHandler implements ICommandHandler<FinaliseResults> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly facts: ChallengeFacts,
    private readonly commands: CommandBus,
  ) {}

  async execute({ input, context }: FinaliseResults) {
    const { challengeId } = input;
    const stream = challengeStream(challengeId);
    await this.commands.execute(new KeepCalendar(challengeId));
    // Folding to the head is expensive, so a challenge that cannot be final is refused first.
    const { state: before } = await this.commandHandler.load(stream, challenge);
    mayBeFinal(before);
    const facts = await this.facts.atHead(challengeId);
    const { position } = await this.commandHandler.handle(
      stream,
      challenge,
      (state) => finaliseResults(input, state, facts),
      context,
    );
    return { position, challengeId };
  }
}
