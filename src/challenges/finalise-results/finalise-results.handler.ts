import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { DomainError } from '../../event-store/domain-error.js';
import { challenge, type ChallengeState, challengeStream } from '../challenge.js';
import { ChallengeFacts, OpenObjections } from '../challenge-facts.js';
import { KeepCalendar } from '../keep-calendar/keep-calendar.js';
import { FinaliseResults, finaliseResults, mayBeFinal } from './finalise-results.js';

/** The challenge may change between the facts and the final. */
const ATTEMPTS = 4;

@CommandHandler(FinaliseResults)
export class FinaliseResultsHandler implements ICommandHandler<FinaliseResults> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly facts: ChallengeFacts,
    private readonly objections: OpenObjections,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
  ) {}

  async execute({ input, context }: FinaliseResults) {
    const { challengeId } = input;
    const stream = challengeStream(challengeId);
    await this.commands.execute(new KeepCalendar(challengeId));
    // Folding to the head is expensive, so a challenge that cannot be final is refused first.
    const { state: before } = await this.commandHandler.load(stream, challenge);
    mayBeFinal(before);
    for (let attempt = 1; ; attempt += 1) {
      const standing = await this.facts.atHead(challengeId);
      const openObjections = await this.objections.openIn(challengeId);
      const facts = { ...standing, openObjections, today: dayOf(this.clock.now()) };
      const rule = (state: ChallengeState) => finaliseResults(input, state, facts);
      try {
        const { position } = await this.commandHandler.handle(stream, challenge, rule, context);
        return { position, challengeId };
      } catch (refusal) {
        const isBusy = refusal instanceof DomainError && refusal.code === 'STREAM_BUSY';
        if (!isBusy || attempt === ATTEMPTS) throw refusal;
      }
    }
  }
}
