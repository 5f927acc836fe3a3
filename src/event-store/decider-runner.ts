import { Clock } from '../config/clock.js';
import type { Recorded } from '../events/event.js';
import type { DomainEvent } from '../events/schemas.js';
import { decode, encode } from './codec.js';
import type { CommandContext, Outcome } from './command-context.js';
import type { Decider } from './decider.js';
import { DomainError } from './domain-error.js';
import { type ExpectedRevision, EventStore, WrongExpectedRevision } from './event-store.js';
import { type PlannedAppend, PlannedAppends } from './planned-appends.js';
import { v7 } from './uuid-v7.js';
import { traceInside } from '../tracing/tracing.js';

const ATTEMPTS = 8;

export interface Loaded<State> {
  state: State;
  expected: ExpectedRevision;
  /** Position of the stream's last event; null = it has none. */
  position: string | null;
  /** Id of the stream's last event; null = it has none. */
  eventId: string | null;
}

/** Loads a stream's state, asks the rule, appends what it decided; when another writer was faster, loads and asks again. */
export class DeciderRunner {
  constructor(
    private readonly store: EventStore,
    private readonly plans: PlannedAppends,
    private readonly clock: Clock,
  ) {}

  async load<State, Event extends DomainEvent>(stream: string, decider: Decider<State, Event>): Promise<Loaded<State>> {
    let state = decider.initialState();
    let last: Recorded<DomainEvent> | null = null;
    for await (const stored of this.store.read(stream)) {
      last = decode(stored);
      state = decider.evolve(state, last as unknown as Event);
    }
    return {
      state,
      expected: last?.revision ?? 'no-stream',
      position: last?.position ?? null,
      eventId: last?.id ?? null,
    };
  }

  /** Throws DomainError when the rule refuses, and conflict STREAM_BUSY when others kept winning. */
  run<State, Event extends DomainEvent>(
    stream: string,
    decider: Decider<State, Event>,
    rule: (state: State) => readonly Event[],
    context: CommandContext,
  ): Promise<Outcome<Event>> {
    return traceInside('command', { 'qorzhyn.stream': stream }, () => this.attempt(stream, decider, rule, context));
  }

  private async attempt<State, Event extends DomainEvent>(
    stream: string,
    decider: Decider<State, Event>,
    rule: (state: State) => readonly Event[],
    context: CommandContext,
  ): Promise<Outcome<Event>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const planned = attempt === 0 && context.isKeyNew ? null : await this.planned(stream, context);
      const outcome = planned
        ? await this.make<Event>(planned, context)
        : await this.decideAndMake(stream, decider, rule, context);
      if (outcome) return outcome;
    }
    throw new DomainError('conflict', 'STREAM_BUSY');
  }

  private async decideAndMake<State, Event extends DomainEvent>(
    stream: string,
    decider: Decider<State, Event>,
    rule: (state: State) => readonly Event[],
    context: CommandContext,
  ): Promise<Outcome<Event> | null> {
    const { state, expected, position } = await this.load(stream, decider);
    let decided: readonly Event[];
    try {
      decided = rule(state);
    } catch (refusal) {
      // The same request may have been carried out meanwhile by its twin in another process: then the twin's result is ours too.
      const planned = await this.planned(stream, context);
      if (planned) return this.make(planned, context);
      throw refusal;
    }
    if (decided.length === 0) {
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
    const key = context.idempotencyKey;
    return this.make(key ? await this.plans.keep(context.actor, key, plan, context.requestHash) : plan, context);
  }

  private planned(stream: string, { actor, idempotencyKey: key }: CommandContext): Promise<PlannedAppend | null> {
    return key ? this.plans.find(actor, key, stream) : Promise.resolve(null);
  }

  /** Makes the append; null = another writer was faster and nothing was written. */
  private async make<Event>(plan: PlannedAppend, context: CommandContext): Promise<Outcome<Event> | null> {
    const { stream, expected, events } = plan;
    try {
      const { position } = await this.store.append(stream, expected, events);
      return { events: events.map(({ type, data }) => ({ type, data }) as Event), position };
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
      if (context.idempotencyKey) await this.plans.drop(context.actor, context.idempotencyKey, plan);
      return null;
    }
  }
}
