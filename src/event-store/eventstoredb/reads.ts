import type { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { sleep } from '../../config/backoff.js';
import {
  type Direction,
  type EventFilter,
  type StoredEvent,
  StoreUnavailable,
  type SubscriptionMessage,
  UnreadablePosition,
} from '../event-store.js';
import { type Connection, type Limit, READ_TIMEOUT_MS } from './connection.js';
import { isTombstoned } from './leader-channel.js';
import {
  allRequest,
  fromProto,
  isUserEvent,
  matches,
  recordRequest,
  streamRequest,
  subscriptionRequest,
} from './messages.js';

/** Time limit of each message of a filtered read: the server may skip many events before the next one. */
const STALL_MS = 10_000;
/** A newly elected leader may know the end of its log a moment late; a wrong position stays wrong. */
const LATE_HEAD_MS = 1_500;

/** The server's answer to a position that is not the start of a record. */
const isInvalidPosition = (error: unknown) => error instanceof Error && /invalid ?position/i.test(error.message);

/** One attempt of a read. A stream that was deleted with a tombstone is empty. */
export async function* readOnce(connection: Connection, request: ReadReq, ms: number): AsyncGenerator<StoredEvent> {
  try {
    for await (const message of connection.read(request, ms)) {
      const event = fromProto(message);
      if (event) yield event;
    }
  } catch (error) {
    if (!isTombstoned(error)) throw error;
  }
}

/** Events of one stream. Continues where it stopped when the connection or the leader is lost. */
export async function* readStream(
  connection: Connection,
  stream: string,
  from: number | null,
  direction: Direction,
  max: number,
): AsyncGenerator<StoredEvent> {
  let [next, left] = [from, max];
  const rest = async function* (limit: Limit) {
    if (left <= 0 || (next ?? 0) < 0) return;
    yield* readOnce(connection, streamRequest(stream, next, direction, left), limit(READ_TIMEOUT_MS));
  };
  for await (const event of connection.retry(rest)) {
    next = event.revision + (direction === 'forwards' ? 1 : -1);
    left--;
    if (isUserEvent(event)) yield event;
  }
}

/** Events of all streams from a position, that event included. Throws UnreadablePosition when this history has no event there. */
export async function* readAll(
  connection: Connection,
  from: string | null,
  direction: Direction,
  max: number,
  filter: EventFilter,
): AsyncGenerator<StoredEvent> {
  let left = max;
  let last: string | null = null;
  const rest = async function* (limit: Limit) {
    if (last === null && from !== null) yield await eventAt(connection, from);
    yield* readOnce(connection, allRequest(last, direction, filter), limit(STALL_MS));
  };
  if (left <= 0) return;
  for await (const event of connection.retry(rest)) {
    // A forwards read includes its start, a backwards read does not.
    if (event.position === last) continue;
    last = event.position;
    if (!isUserEvent(event) || !matches(filter, event)) continue;
    yield event;
    if (--left <= 0) return;
  }
}

/** Follows the log after a position until the connection's signal aborts, through every loss of the connection. */
export async function* follow(
  connection: Connection,
  after: string | null,
  filter: EventFilter,
): AsyncGenerator<SubscriptionMessage> {
  let last = after;
  let caughtUp = false;
  const rest = async function* () {
    // Beyond the end of its log a server is silent for ever, so the start is checked each time.
    if (last !== null) await eventAt(connection, last);
    for await (const message of connection.read(subscriptionRequest(last, filter), Infinity))
      if (message.hasEvent() || message.hasCaughtUp()) yield message;
    throw new StoreUnavailable('the server ended the subscription');
  };
  for await (const message of connection.retry(rest, Infinity)) {
    const event = fromProto(message);
    if (event) last = event.position;
    if (event && isUserEvent(event) && matches(filter, event)) yield { kind: 'event', event };
    // The server repeats caught-up; consumers expect it once.
    if (!message.hasCaughtUp() || caughtUp) continue;
    caughtUp = true;
    yield { kind: 'caught-up' };
  }
}

/** The event at a position. Throws UnreadablePosition when this history has none there. */
async function eventAt(connection: Connection, position: string): Promise<StoredEvent> {
  const end = performance.now() + LATE_HEAD_MS;
  for (;;) {
    const found = await recordAt(connection, position);
    if (found?.position === position) return found;
    if (found !== undefined || performance.now() > end)
      throw new UnreadablePosition(
        `this history has no event at ${position}: it and what was read from it do not belong together`,
      );
    await sleep(connection.timing.backoffMs[0], connection.signal);
  }
}

/** The record at a position or the next one; undefined = the log ends before, null = no record starts there. */
async function recordAt(connection: Connection, position: string): Promise<StoredEvent | null | undefined> {
  try {
    const records = readOnce(connection, recordRequest(position), READ_TIMEOUT_MS);
    for await (const record of records) return record;
    return undefined;
  } catch (error) {
    if (isInvalidPosition(error)) return null;
    throw error;
  }
}
