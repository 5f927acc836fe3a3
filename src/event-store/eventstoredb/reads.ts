import type { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { type Direction, type EventFilter, type StoredEvent, UnreadablePosition } from '../event-store.js';
import type { Connection } from './connection.js';
import { incoming, isOurs, matches } from './incoming.js';
import { Patience, unavailable } from './patience.js';
import { parsePosition } from './position.js';
import { allRequest, recordRequest, streamRequest } from './read-requests.js';

/** A leader just elected may know the end of its log a moment late; a wrong position stays wrong. */
const LOOK_AGAIN_MS = 1_500;

/** A server answers so to a position that is no record's. */
const INVALID_POSITION = /invalid ?position/i;

export const isInvalidPosition = (error: unknown) => error instanceof Error && INVALID_POSITION.test(error.message);

/** The events of a closed stream can be read no more than those of a missing one. */
const isTombstoned = (error: unknown) =>
  (error as { metadata?: { get(key: string): unknown[] } }).metadata?.get('exception')[0] === 'stream-deleted';

/** Reads that go on where they stopped when the connection or the leader is lost. */
export class Reads {
  /** At the signal all of them end with StoreUnavailable, whatever they wait for. */
  constructor(
    private readonly connection: Connection,
    private readonly ending: AbortSignal,
  ) {}

  async *stream(stream: string, from: number | null, direction: Direction, max: number): AsyncGenerator<StoredEvent> {
    let [next, left] = [from, max];
    const step = direction === 'forwards' ? 1 : -1;
    const { readTimeoutMs } = this.connection.timing;
    const rest = (ms: (most: number) => number) =>
      left > 0 && (next ?? 0) >= 0
        ? this.once(streamRequest(stream, next, direction, left), ms(readTimeoutMs))
        : nothing();
    for await (const event of this.patiently(rest)) {
      next = event.revision + step;
      left--;
      if (isOurs(event)) yield event;
    }
  }

  /** From a position on, that event included. Throws UnreadablePosition when this history has no event there. */
  async *all(from: string | null, direction: Direction, max: number, filter: EventFilter): AsyncGenerator<StoredEvent> {
    let left = max;
    if (left <= 0) return;
    for await (const event of this.roughly(from, direction, filter)) {
      if (!isOurs(event) || !matches(filter, event)) continue;
      yield event;
      if (--left <= 0) return;
    }
  }

  /** The event at a position. Throws UnreadablePosition when this history has none there. */
  async *at(position: string, signal = this.ending): AsyncGenerator<StoredEvent> {
    const patience = new Patience(this.connection.timing, Infinity);
    const end = performance.now() + LOOK_AGAIN_MS;
    for (;;) {
      const found = await this.recordAt(position, signal);
      if (found && found.position === position) return yield found;
      if (found !== undefined || performance.now() > end) {
        throw new UnreadablePosition(
          `this history has no event at ${position}: it and what was read of it do not belong together`,
        );
      }
      await patience.pause('no event there', signal);
    }
  }

  /** The record at a position or the next behind it; undefined = the log ends before, null = it is no record's place. */
  private async recordAt(position: string, signal: AbortSignal): Promise<StoredEvent | null | undefined> {
    try {
      const { readTimeoutMs } = this.connection.timing;
      for await (const event of this.once(recordRequest(parsePosition(position)), readTimeoutMs, signal)) return event;
      return undefined;
    } catch (error) {
      if (isInvalidPosition(error)) return null;
      throw error;
    }
  }

  private async *roughly(from: string | null, direction: Direction, filter: EventFilter): AsyncGenerator<StoredEvent> {
    let last: string | null = null;
    if (from !== null) {
      for await (const event of this.patiently(() => this.at(from))) {
        last = event.position;
        yield event;
      }
    }
    const { stallMs } = this.connection.timing;
    const rest = (ms: (most: number) => number) =>
      this.once(allRequest(last === null ? null : parsePosition(last), direction, filter), ms(stallMs));
    for await (const event of this.patiently(rest)) {
      // Forwards a read begins with the event it starts at, backwards behind it.
      if (event.position === last) continue;
      last = event.position;
      yield event;
    }
  }

  private async *once(request: ReadReq, ms: number, signal = this.ending): AsyncGenerator<StoredEvent> {
    for await (const answer of this.connection.answers(request, ms, signal)) {
      const event = incoming(answer);
      if (event) yield event;
    }
  }

  /** Begins again after an error until it is given up; `read` knows where it stopped. */
  private async *patiently(
    read: (atMost: (ms: number) => number) => AsyncIterable<StoredEvent>,
  ): AsyncGenerator<StoredEvent> {
    const patience = new Patience(this.connection.timing);
    for (;;) {
      try {
        for await (const event of read((ms) => patience.atMost(ms))) {
          patience.reset();
          yield event;
        }
        return this.connection.worked();
      } catch (error) {
        if (error instanceof UnreadablePosition) throw error;
        if (isTombstoned(error)) return;
        if (this.ending.aborted) throw unavailable(error);
        this.connection.failed(error);
        await patience.pause(error, this.ending);
      }
    }
  }
}

async function* nothing(): AsyncGenerator<StoredEvent> {}
