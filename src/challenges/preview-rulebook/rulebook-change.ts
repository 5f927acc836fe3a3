import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Clock } from '../../config/clock.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import type { ChallengeEvent } from '../../events/challenge.events.js';
import { messageOf } from '../../http/messages/catalogue.js';
import { challenge, type ChallengeState, challengeStream, requireChallenge } from '../challenge.js';
import type { ChangedRules } from '../challenges.contract.js';
import { KeepCalendar } from '../keep-calendar/keep-calendar.js';
import { rulebookWarnings } from './rulebook-warnings.js';
import type { RulebookWarning } from './slips-in-rules.js';
import { StandingsPreviews } from './standings-previews.js';

interface Change {
  challengeId: string;
  /** The version that is withdrawn; absent = one is published. */
  withdrawn?: number;
  dryRun: boolean;
}

type Rule = (state: ChallengeState) => ChallengeEvent[];

interface Made {
  state: ChallengeState;
  position: string | null;
  /** Events that are not stored. */
  events: readonly ChallengeEvent[];
}

/** Publishes or withdraws a version of the rulebook, or says what that would change. */
@Injectable()
export class RulebookChange {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly standings: StandingsPreviews,
    private readonly clock: Clock,
    private readonly commands: CommandBus,
  ) {}

  /** Throws what the rule throws, on a dry run too. The calendar comes first, because an opening leaves less to mend. */
  async run(
    { challengeId, withdrawn, dryRun }: Change,
    rule: Rule,
    context: CommandContext,
  ): Promise<{ changed: ChangedRules; state: ChallengeState }> {
    const stream = challengeStream(challengeId);
    await this.commands.execute(new KeepCalendar(challengeId));
    const { state: before } = await this.commandHandler.load(stream, challenge);
    const made = dryRun ? this.imagine(before, rule, context) : await this.record(stream, rule, context);
    const { state, position, events } = made;
    const facts = await this.standings.of(challengeId, events);
    const after = requireChallenge(state);
    const published = withdrawn === undefined ? (after.rulebooks.at(-1) ?? null) : null;
    const warnings = rulebookWarnings({ before: requireChallenge(before), after, published, facts }).map(worded);
    const changed: ChangedRules = { position, challengeId, version: withdrawn ?? published?.version ?? 0, warnings };
    if (!dryRun) return { changed, state };
    const { position: through, actions, colleges } = facts;
    return { changed: { ...changed, preview: { through, records: events.length > 0, actions, colleges } }, state };
  }

  /** Recorded events are in the standings already, so none is left to fold. */
  private async record(stream: string, rule: Rule, context: CommandContext): Promise<Made> {
    const { position } = await this.commandHandler.handle(stream, challenge, rule, context);
    const { state } = await this.commandHandler.load(stream, challenge);
    return { state, position, events: [] };
  }

  private imagine(before: ChallengeState, rule: Rule, { actor, correlationId }: CommandContext): Made {
    const recordedAt = this.clock.now().toISOString();
    const metadata = { actor, $correlationId: correlationId, recordedAt, schemaVersion: 1 };
    const events = rule(before);
    const state = events.reduce((last, event) => challenge.evolve(last, { ...event, id: '', metadata }), before);
    return { state, position: null, events };
  }
}

function worded({ code, params }: RulebookWarning): ChangedRules['warnings'][number] {
  const words = {
    kk: messageOf(code, 'kk', params),
    ru: messageOf(code, 'ru', params),
    en: messageOf(code, 'en', params),
  };
  return { code, params, words };
}
