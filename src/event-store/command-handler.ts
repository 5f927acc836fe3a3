import { Clock } from '../config/clock.js';
import type { DomainEvent } from '../events/schemas.js';
import { encode } from './codec.js';
import type { CommandContext, Outcome } from './command-context.js';
import type { Decider } from './decider.js';
import { DomainError } from './domain-error.js';
import { type Appended, EventStore, WrongExpectedRevision } from './event-store.js';
import { FoldedStreams, type Loaded } from './folded-streams.js';
import { type AppendIntent, AppendIntents } from './append-intents.js';
import { v7 } from './uuid-v7.js';
import { traceInside } from '../observability/tracing/tracing.js';

const ATTEMPTS = 8;

/**
 * Asks the rule on a stream's state and appends what it decided. The state may be one that is remembered: if another writer was faster the
 * append fails, and a refusal, or that nothing is to be done, is told only when the rule says so of what stands in the store.
 */
export class DeciderCommandHandler {
  private readonly folds = new Map<object, unknown>();

  constructor(
    private readonly store: EventStore,
    private readonly intents: AppendIntents,
    private readonly clock: Clock,
  ) {}

  /** What stands in the store now. */
  load<State, Event extends DomainEvent>(stream: string, decider: Decider<State, Event>): Promise<Loaded<State>> {
    return this.foldsOf(decider).load(stream);
  }

  /**
   * What is remembered of a stream, else what stands in the store: for what never changes once it is written, and for what `run` asks
   * again.
   */
  async cached<State, Event extends DomainEvent>(
    stream: string,
    decider: Decider<State, Event>,
  ): Promise<Loaded<State>> {
    return this.foldsOf(decider).recall(stream) ?? this.load(stream, decider);
  }

  /**
   * Throws DomainError when the rule refuses, and conflict STREAM_BUSY when others kept winning. `isFirst` = the command most likely begins
   * the stream: then the rule is asked as if there were none, before anything is read.
   */
  handle<State, Event extends DomainEvent>(
    stream: string,
    decider: Decider<State, Event>,
    rule: (state: State) => readonly Event[],
    context: CommandContext,
    isFirst = false,
  ): Promise<Outcome<Event>> {
    const folds = this.foldsOf(decider);
    const remembered = folds.recall(stream) ?? (isFirst ? folds.empty() : null);
    return traceInside('command', { 'qorzhyn.stream': stream }, () =>
      this.attempt(stream, folds, rule, context, remembered),
    );
  }

  /**
   * Asks a rule before words are kept for what it decides, so that what is refused leaves nothing behind. Throws its refusal, unless the same
   * request was decided before under its key and is yet to be finished: then null.
   */
  async dryRun<Event>(
    stream: string,
    context: CommandContext,
    rule: () => readonly Event[],
  ): Promise<readonly Event[] | null> {
    try {
      return rule();
    } catch (refusal) {
      if (await this.findIntent(stream, context)) return null;
      throw refusal;
    }
  }

  private foldsOf<State, Event extends DomainEvent>(decider: Decider<State, Event>): FoldedStreams<State, Event> {
    const known = this.folds.get(decider) as FoldedStreams<State, Event> | undefined;
    if (known) return known;
    const folds = new FoldedStreams(this.store, decider);
    this.folds.set(decider, folds);
    return folds;
  }

  private async attempt<State, Event extends DomainEvent>(
    stream: string,
    folds: FoldedStreams<State, Event>,
    rule: (state: State) => readonly Event[],
    context: CommandContext,
    remembered: Loaded<State> | null,
  ): Promise<Outcome<Event>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const outcome = await this.decideAndAppend(stream, folds, rule, context, attempt === 0 ? remembered : null);
      if (outcome) return outcome;
    }
    throw new DomainError('conflict', 'STREAM_BUSY');
  }

  /** Null = another writer was faster, or the rule has to be asked again on the stored state. */
  private async decideAndAppend<State, Event extends DomainEvent>(
    stream: string,
    folds: FoldedStreams<State, Event>,
    rule: (state: State) => readonly Event[],
    context: CommandContext,
    remembered: Loaded<State> | null,
  ): Promise<Outcome<Event> | null> {
    const before = remembered ?? (await folds.load(stream));
    const { state, expected, position } = before;
    let decided: readonly Event[];
    try {
      decided = rule(state);
    } catch (refusal) {
      if (remembered) return null;
      // An earlier or concurrent attempt of this request may have changed the state: then its result is the result.
      const intent = await this.findIntent(stream, context);
      if (intent) return this.append(intent, context);
      throw refusal;
    }
    if (decided.length === 0) {
      if (remembered) return null;
      const intent = await this.findIntent(stream, context);
      return intent ? this.append(intent, context) : { events: [], position };
    }
    const metadata = {
      actor: context.actor,
      $correlationId: context.correlationId,
      ...(context.causationId ? { $causationId: context.causationId } : {}),
      recordedAt: this.clock.now().toISOString(),
    };
    const own = { stream, expected, events: decided.map((event) => encode(event, v7(), metadata)) };
    const { actor, idempotencyKey: key, requestHash } = context;
    const intent = key ? await this.intents.store(actor, key, own, requestHash) : own;
    return this.append(intent, context, (appended) => {
      if (!appended) folds.forget(stream);
      else if (intent === own) folds.appended(stream, before, own.events, appended);
    });
  }

  private findIntent(stream: string, { actor, idempotencyKey: key }: CommandContext): Promise<AppendIntent | null> {
    return key ? this.intents.find(actor, key, stream) : Promise.resolve(null);
  }

  /** Null = another writer was faster and nothing was written. */
  private async append<Event>(
    intent: AppendIntent,
    { actor, idempotencyKey: key }: CommandContext,
    onEnd?: (appended: Appended | null) => void,
  ): Promise<Outcome<Event> | null> {
    const { stream, expected, events } = intent;
    try {
      const appended = await this.store.append(stream, expected, events);
      onEnd?.(appended);
      return { events: events.map(({ type, data }) => ({ type, data }) as Event), position: appended.position };
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
      onEnd?.(null);
      if (key) await this.intents.drop(actor, key, intent);
      return null;
    }
  }
}
