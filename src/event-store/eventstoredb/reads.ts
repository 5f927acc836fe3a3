import type { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import {
  type Direction,
  type EventFilter,
  type StoredEvent,
  StoreUnavailable,
  type SubscriptionMessage,
  UnreadablePosition,
} from '../event-store.js';
import type { Connection } from './connection.js';
import {
  allRequest,
  fromProto,
  isUserEvent,
  matches,
  parsePosition,
  recordRequest,
  streamRequest,
  subscriptionRequest,
} from './messages.js';
import { RetryPolicy, unavailable } from './retry-policy.js';
import { isTombstoned } from './server-errors.js';

/** A newly elected leader may know the end of its log a moment late; a wrong position stays wrong. */
const LATE_HEAD_MS = 1_500;

/** The server's answer to a position that is not the start of a record. */
const isInvalidPosition = (error: unknown) => error instanceof Error && /invalid ?position/i.test(error.message);

/** Reads that continue where they stopped when the connection or the leader is lost. */
export class Reads {
  /** At the signal all reads end with StoreUnavailable. */
  constructor(
    private readonly connection: Connection,
    private readonly closing: AbortSignal,
  ) {}

  async *stream(stream: string, from: number | null, direction: Direction, max: number): AsyncGenerator<StoredEvent> {
    let [next, left] = [from, max];
    const step = direction === 'forwards' ? 1 : -1;
    const { readTimeoutMs } = this.connection.timing;
    const rest = (policy: RetryPolicy) =>
      left > 0 && (next ?? 0) >= 0
        ? this.once(streamRequest(stream, next, direction, left), policy.attemptMs(readTimeoutMs))
        : nothing();
    for await (const event of this.withRetry(rest)) {
      next = event.revision + step;
      left--;
      if (isUserEvent(event)) yield event;
    }
  }

  /** The last event of any stream, also of the server's, in one attempt. */
  lastOf(stream: string, ms: number): AsyncGenerator<StoredEvent> {
    return this.once(streamRequest(stream, null, 'backwards', 1), ms);
  }

  /** From a position, that event included. Throws UnreadablePosition when this history has no event there. */
  async *all(from: string | null, direction: Direction, max: number, filter: EventFilter): AsyncGenerator<StoredEvent> {
    let left = max;
    if (left <= 0) return;
    for await (const event of this.serverFiltered(from, direction, filter)) {
      if (!isUserEvent(event) || !matches(filter, event)) continue;
      yield event;
      if (--left <= 0) return;
    }
  }

  /** The event at a position. Throws UnreadablePosition when this history has none there. */
  async at(position: string, signal = this.closing): Promise<StoredEvent> {
    const policy = new RetryPolicy(this.connection.timing, Infinity);
    const end = performance.now() + LATE_HEAD_MS;
    for (;;) {
      const found = await this.recordAt(position, signal);
      if (found && found.position === position) return found;
      if (found !== undefined || performance.now() > end)
        throw new UnreadablePosition(
          `this history has no event at ${position}: it and what was read from it do not belong together`,
        );
      await policy.pause('no event there', signal);
    }
  }

  /** The record at a position or the next one; undefined = the log ends before, null = no record starts there. */
  private async recordAt(position: string, signal: AbortSignal): Promise<StoredEvent | null | undefined> {
    try {
      const { readTimeoutMs } = this.connection.timing;
      let found: StoredEvent | undefined;
      for await (const event of this.once(recordRequest(parsePosition(position)), readTimeoutMs, signal)) found = event;
      return found;
    } catch (error) {
      if (isInvalidPosition(error)) return null;
      throw error;
    }
  }

  private async *serverFiltered(
    from: string | null,
    direction: Direction,
    filter: EventFilter,
  ): AsyncGenerator<StoredEvent> {
    let last: string | null = null;
    if (from !== null) {
      const start = async function* (this: Reads) {
        yield await this.at(from);
      };
      for await (const event of this.withRetry(() => start.call(this))) {
        last = event.position;
        yield event;
      }
    }
    const { stallMs } = this.connection.timing;
    const rest = (policy: RetryPolicy) =>
      this.once(allRequest(last === null ? null : parsePosition(last), direction, filter), policy.attemptMs(stallMs));
    for await (const event of this.withRetry(rest)) {
      // A forwards read includes its start, a backwards read does not.
      if (event.position === last) continue;
      last = event.position;
      yield event;
    }
  }

  private async *once(request: ReadReq, ms: number, signal = this.closing): AsyncGenerator<StoredEvent> {
    for await (const message of this.connection.read(request, ms, signal)) {
      const event = fromProto(message);
      if (event) yield event;
    }
  }

  /** Starts `read` again after an error until the time is up; `read` continues where it stopped. */
  private async *withRetry(read: (policy: RetryPolicy) => AsyncIterable<StoredEvent>): AsyncGenerator<StoredEvent> {
    const { timing, outage } = this.connection;
    const { since, leave } = await outage.enter(timing.giveUpAfterMs);
    const policy = new RetryPolicy(timing, timing.giveUpAfterMs, since);
    try {
      for (;;) {
        const startedAt = performance.now();
        try {
          for await (const event of read(policy)) {
            policy.reset();
            this.connection.worked();
            yield event;
          }
          return this.connection.worked();
        } catch (error) {
          if (error instanceof UnreadablePosition) throw error;
          if (isTombstoned(error)) return;
          if (this.closing.aborted) throw unavailable(error);
          await policy.pause(await this.connection.failed(error, startedAt), this.closing);
        }
      }
    } finally {
      leave();
    }
  }
}

async function* nothing(): AsyncGenerator<StoredEvent> {}

/** Follows the log from a position until it is aborted, through every loss of the connection. */
export class Subscription {
  private caughtUp = false;
  private readonly policy: RetryPolicy;
  private readonly reads: Reads;

  constructor(
    private readonly connection: Connection,
    private last: string | null,
    private readonly filter: EventFilter,
    private readonly signal: AbortSignal,
  ) {
    this.policy = new RetryPolicy(connection.timing, Infinity);
    this.reads = new Reads(connection, signal);
  }

  async *messages(): AsyncGenerator<SubscriptionMessage> {
    while (!this.signal.aborted) {
      let cause: unknown = new StoreUnavailable('the server ended the subscription');
      const startedAt = performance.now();
      try {
        // Beyond the end of its log a server is silent for ever, so the start is checked each time.
        if (this.last !== null) await this.reads.at(this.last, this.signal);
        yield* this.follow();
      } catch (error) {
        if (error instanceof UnreadablePosition) throw error;
        if (isInvalidPosition(error))
          throw new UnreadablePosition(`this history has no event at ${this.last}`, { cause: error });
        cause = error;
      }
      if (this.signal.aborted) return;
      cause = await this.connection.failed(cause, startedAt);
      await this.policy.pause(cause, this.signal);
    }
  }

  private async *follow(): AsyncGenerator<SubscriptionMessage> {
    const request = subscriptionRequest(this.last === null ? null : parsePosition(this.last), this.filter);
    for await (const message of this.connection.read(request, Infinity, this.signal)) {
      const event = fromProto(message);
      if (event) {
        this.last = event.position;
        if (isUserEvent(event) && matches(this.filter, event)) yield { kind: 'event', event };
      }
      if (event || message.hasCaughtUp()) {
        this.policy.reset();
        this.connection.worked();
      }
      // The server repeats caught-up; consumers expect it once.
      if (!message.hasCaughtUp() || this.caughtUp) continue;
      this.caughtUp = true;
      yield { kind: 'caught-up' };
    }
  }
}
