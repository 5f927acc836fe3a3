import { backoffMs, sleep } from '../../config/backoff.js';
import {
  EventStore,
  StoreUnavailable,
  UnreadablePosition,
  type Appended,
  type Direction,
  type ExpectedRevision,
  type NewEvent,
  type StoredEvent,
  type SubscribeOptions,
  type SubscriptionMessage,
} from '../event-store.js';
import { validateAppend } from '../validate-append.js';
import { AppendListener } from './append-listener.js';
import { AppendQueue } from './append-queue.js';
import { PageReader } from './page-reader.js';

type ReadAllOptions = NonNullable<Parameters<EventStore['readAll']>[0]>;

export interface StoreLog {
  log(message: string): void;
  warn(message: string): void;
}

/** A subscription polls as well, because a notification may be lost. */
const POLL_MS = 1_000;
const RETRY = { baseMs: 50, maxMs: 5_000 };
const MAX_REVISION = 2_147_483_647;

/** The history in PostgreSQL. Positions are 1, 2, 3 … in commit order. Made by openPostgresEventStore. */
export class PostgresEventStore extends EventStore {
  private readonly reader: PageReader;
  private readonly queue: AppendQueue;
  private readonly listener: AppendListener;
  private readonly closing = new AbortController();

  constructor(
    url: string,
    private readonly log: StoreLog,
  ) {
    super();
    this.reader = new PageReader(url);
    this.listener = new AppendListener(url);
    this.queue = new AppendQueue(url, (position) => this.listener.report(BigInt(position)));
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    return this.queue.add(validateAppend(stream, expected, events));
  }

  read(
    stream: string,
    options: { from?: number; direction?: Direction; max?: number } = {},
  ): AsyncIterable<StoredEvent> {
    const { direction = 'forwards', max = Infinity } = options;
    return this.reader.stream(stream, options.from ?? (direction === 'forwards' ? 0 : MAX_REVISION), direction, max);
  }

  async *readAll({ from: given, direction = 'forwards', max = Infinity, filter }: ReadAllOptions = {}) {
    const head = await this.reader.head();
    const from = given === undefined ? null : numeric(given);
    if (from !== null && from > head) throw beyond(from, head);
    const [low, high] = direction === 'forwards' ? [from ?? 1n, head] : [1n, from ?? head];
    for await (const events of this.reader.span(low, high, direction, max, filter)) yield* events;
  }

  async *subscribe({ after, filter, signal }: SubscribeOptions): AsyncIterable<SubscriptionMessage> {
    let at = after === undefined || after === null ? 0n : numeric(after);
    let caughtUp = false;
    let failures = 0;
    let known: bigint | null = null;
    const either = AbortSignal.any([signal, this.closing.signal]);
    while (!signal.aborted) {
      if (this.closing.signal.aborted) throw new StoreUnavailable('the store is closed');
      try {
        const head: bigint | undefined = known ?? (await unlessAborted(this.reader.head(), either));
        if (head === undefined) continue;
        if (head < at) throw beyond(at, head);
        const pages = this.reader.span(at + 1n, head, 'forwards', Infinity, filter);
        for (;;) {
          const next = await unlessAborted(pages.next(), either);
          if (next === undefined || next.done) break;
          for (const event of next.value) {
            yield { kind: 'event', event };
            at = BigInt(event.position);
            if (either.aborted) break;
          }
        }
        if (either.aborted) continue;
        at = head;
        failures = 0;
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        if (failures++ === 0) this.log.warn(`subscription failed, retrying: ${error.message}`);
        known = null;
        await sleep(backoffMs(failures, RETRY), either);
        continue;
      }
      if (!caughtUp) yield { kind: 'caught-up' };
      caughtUp = true;
      await this.listener.wait(at, POLL_MS, either);
      known = this.listener.latest > at ? this.listener.latest : null;
    }
  }

  async head(): Promise<string | null> {
    const head = await this.reader.head();
    return head === 0n ? null : String(head);
  }

  compare(a: string, b: string): number {
    const [left, right] = [numeric(a), numeric(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  }

  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.queue.close();
    await Promise.all([this.listener.close(), this.reader.close()]);
  }
}

function numeric(position: string): bigint {
  if (!/^[1-9]\d{0,17}$/.test(position)) throw new UnreadablePosition(`${position} is no position of this history`);
  return BigInt(position);
}

function beyond(position: bigint, head: bigint): UnreadablePosition {
  return new UnreadablePosition(
    `position ${position} lies beyond the end of this history, ${head}: the read model and the history do not belong together`,
  );
}

/** Undefined as soon as the signal aborts. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  let stop: (() => void) | undefined;
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
  promise.catch(() => undefined);
  return Promise.race([promise, aborted]).finally(() => stop && signal.removeEventListener('abort', stop));
}
