import { Clock } from '../config/clock.js';
import type { DomainEvent } from '../events/schemas.js';
import { encode } from './codec.js';
import type { CommandContext, Outcome } from './command-context.js';
import type { Decider } from './decider.js';
import { DomainError } from './domain-error.js';
import { type Appended, type AppendKey, EventStore, KeyTaken, WrongExpectedRevision } from './event-store.js';
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
    private readonly plans: AppendIntents,
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
      if (await this.planned(stream, context)) return null;
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
      const planned = attempt === 0 && context.isKeyNew ? null : await this.planned(stream, context);
      const outcome = planned
        ? await this.make<Event>(planned, context)
        : await this.decideAndMake(stream, folds, rule, context, attempt === 0 ? remembered : null);
      if (outcome) return outcome;
    }
    throw new DomainError('conflict', 'STREAM_BUSY');
  }

  private async decideAndMake<State, Event extends DomainEvent>(
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
      // The same request may have been carried out meanwhile by its twin in another process: then the twin's result is ours too.
      const planned = await this.planned(stream, context);
      if (planned) return this.make(planned, context);
      throw refusal;
    }
    if (decided.length === 0) {
      if (remembered) return null;
      const planned = await this.planned(stream, context);
      return planned ? this.make(planned, context) : { events: [], position };
    }
    const metadata = {
      actor: context.actor,
      $correlationId: context.correlationId,
      ...(context.causationId ? { $causationId: context.causationId } : {}),
      recordedAt: this.clock.now().toISOString(),
    };
    const plan = { stream, expected, events: decided.map((event) => encode(event, v7(), metadata)) };
    const { actor, idempotencyKey: key, requestHash } = context;
    const takesKey = key !== undefined && this.store.takesKeys;
    const made = key && !takesKey ? await this.plans.keep(actor, key, plan, requestHash) : plan;
    const tell = (appended: Appended | null) => {
      if (!appended) folds.forget(stream);
      else if (made === plan) folds.appended(stream, before, plan.events, appended);
    };
    return this.make(made, context, tell, takesKey ? this.plans.keyFor(actor, key, plan, requestHash) : undefined);
  }

  private planned(stream: string, { actor, idempotencyKey: key }: CommandContext): Promise<AppendIntent | null> {
    return key ? this.plans.find(actor, key, stream) : Promise.resolve(null);
  }

  /** Makes the append; null = another writer, or a twin under the same key, was faster and nothing was written. */
  private async make<Event>(
    plan: AppendIntent,
    context: CommandContext,
    tell?: (appended: Appended | null) => void,
    key?: AppendKey,
  ): Promise<Outcome<Event> | null> {
    const { stream, expected, events } = plan;
    try {
      const appended = await this.store.append(stream, expected, events, key);
      tell?.(appended);
      if (context.idempotencyKey) context.onKept?.();
      return { events: events.map(({ type, data }) => ({ type, data }) as Event), position: appended.position };
    } catch (error) {
      if (error instanceof KeyTaken) {
        tell?.(null);
        if (error.isForeign) throw new DomainError('invalid', 'IDEMPOTENCY_KEY_REUSED');
        return null;
      }
      if (!(error instanceof WrongExpectedRevision)) throw error;
      tell?.(null);
      if (context.idempotencyKey && !key) await this.plans.drop(context.actor, context.idempotencyKey, plan);
      return null;
    }
  }
}
