import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Clock } from '../config/clock.js';
import type { DomainEvent } from '../events/schemas.js';
import { traceInside } from '../observability/tracing/tracing.js';
import type { CommandContext, Outcome } from './command-context.js';
import type { Decider } from './decider.js';
import { DomainError } from './domain-error.js';
import {
  type Appended,
  encode,
  EventStore,
  type ExpectedRevision,
  type NewEvent,
  WrongExpectedRevision,
} from './event-store.js';
import { type Loaded, StreamStateCache } from './stream-state-cache.js';

export interface AppendIntent {
  stream: string;
  expected: ExpectedRevision;
  events: readonly NewEvent[];
}

/**
 * Appends decided under an idempotency key, stored before they are made. A retry of an unfinished request repeats the same append,
 * with the same event ids, instead of deciding again.
 */
export abstract class AppendIntents {
  abstract find(actor: string, key: string, stream: string): Promise<AppendIntent | null>;
  /**
   * Stores the intent and the hash of its request; returns the intent that was first. Throws invalid IDEMPOTENCY_KEY_REUSED when
   * another request has used the key.
   */
  abstract store(actor: string, key: string, intent: AppendIntent, requestHash?: Buffer): Promise<AppendIntent>;
  /** Deletes an intent whose append lost against another writer and was never written. */
  abstract drop(actor: string, key: string, intent: AppendIntent): Promise<void>;
}

const ATTEMPTS = 8;

/**
 * Loads a stream, runs the rule and appends its events. The first attempt may use a cached state. A stale state loses the append;
 * a refusal is final only on the stored state.
 */
@Injectable()
export class DeciderCommandHandler {
  private readonly caches = new Map<object, unknown>();

  constructor(
    private readonly store: EventStore,
    private readonly intents: AppendIntents,
    private readonly clock: Clock,
  ) {}

  /** The stored state, never the cached one. */
  load<State, Event extends DomainEvent>(stream: string, decider: Decider<State, Event>): Promise<Loaded<State>> {
    return this.cacheOf(decider).load(stream);
  }

  /** The cached state, if any, otherwise the stored one; use only where staleness is harmless. */
  async cached<State, Event extends DomainEvent>(
    stream: string,
    decider: Decider<State, Event>,
  ): Promise<Loaded<State>> {
    return this.cacheOf(decider).get(stream) ?? this.load(stream, decider);
  }

  /** Throws DomainError when the rule refuses, and conflict STREAM_BUSY when other writers keep winning. */
  handle<State, Event extends DomainEvent>(
    stream: string,
    decider: Decider<State, Event>,
    rule: (state: State) => readonly Event[],
    context: CommandContext,
  ): Promise<Outcome<Event>> {
    const cache = this.cacheOf(decider);
    return traceInside('command', { 'qorzhyn.stream': stream }, async () => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const cached = attempt === 0 ? cache.get(stream) : undefined;
        const before = cached ?? (await cache.load(stream));
        let events: readonly Event[] = [];
        let refusal: unknown = null;
        try {
          events = rule(before.state);
        } catch (error) {
          refusal = error;
        }
        if (events.length === 0 && cached) continue;
        const outcome = await this.append(stream, cache, before, events, refusal, context);
        if (outcome) return outcome;
      }
      throw new DomainError('conflict', 'STREAM_BUSY');
    });
  }

  /**
   * Runs a rule before texts are stored for its events, so that a refusal leaves nothing behind. Null = the rule refuses, but an
   * unfinished attempt of the same request was accepted before.
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

  /** True when the rule records something, so a text of its events may be stored. Throws as `dryRun` does. */
  async records<State, Event extends DomainEvent>(
    stream: string,
    decider: Decider<State, Event>,
    rule: (state: State) => readonly Event[],
    context: CommandContext,
  ): Promise<boolean> {
    const { state } = await this.load(stream, decider);
    const decided = await this.dryRun(stream, context, () => rule(state));
    return decided?.length !== 0;
  }

  private cacheOf<State, Event extends DomainEvent>(decider: Decider<State, Event>): StreamStateCache<State, Event> {
    const known = this.caches.get(decider) as StreamStateCache<State, Event> | undefined;
    const cache = known ?? new StreamStateCache(this.store, decider);
    this.caches.set(decider, cache);
    return cache;
  }

  private async append<State, Event extends DomainEvent>(
    stream: string,
    cache: StreamStateCache<State, Event>,
    before: Loaded<State>,
    events: readonly Event[],
    refusal: unknown,
    context: CommandContext,
  ): Promise<Outcome<Event> | null> {
    if (events.length === 0) {
      // An earlier or concurrent attempt of this request may have changed the state: then its result is the result.
      const intent = await this.findIntent(stream, context);
      if (intent) return this.appendIntent(intent, context);
      if (refusal) throw refusal;
      return { events, position: before.position };
    }
    const metadata = {
      actor: context.actor,
      $correlationId: context.correlationId,
      ...(context.clientCorrelationId ? { clientCorrelationId: context.clientCorrelationId } : {}),
      ...(context.causationId ? { $causationId: context.causationId } : {}),
      recordedAt: this.clock.now().toISOString(),
    };
    const own = { stream, expected: before.expected, events: events.map((event) => encode(event, v7(), metadata)) };
    const { actor, idempotencyKey: key, requestHash } = context;
    const intent = key ? await this.intents.store(actor, key, own, requestHash) : own;
    return this.appendIntent(intent, context, (appended) => {
      if (intent === own) cache.appended(stream, before, own.events, appended);
    });
  }

  private findIntent(stream: string, { actor, idempotencyKey: key }: CommandContext): Promise<AppendIntent | null> {
    return key ? this.intents.find(actor, key, stream) : Promise.resolve(null);
  }

  /** Null = another writer was faster and nothing was written. */
  private async appendIntent<Event>(
    intent: AppendIntent,
    { actor, idempotencyKey: key }: CommandContext,
    onAppended?: (appended: Appended) => void,
  ): Promise<Outcome<Event> | null> {
    const { stream, expected, events } = intent;
    try {
      const appended = await this.store.append(stream, expected, events);
      onAppended?.(appended);
      return { events: events.map(({ type, data }) => ({ type, data }) as Event), position: appended.position };
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
      if (key) await this.intents.drop(actor, key, intent);
      return null;
    }
  }
}
