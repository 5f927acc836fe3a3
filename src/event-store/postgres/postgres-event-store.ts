import { backoffMs, sleep } from '../../config/backoff.js';
import {
  EventStore,
  type ReadAllOptions,
  type ReadOptions,
  type StoredEvent,
  type StoreLog,
  StoreUnavailable,
  type SubscribeOptions,
  type SubscriptionMessage,
  UnreadablePosition,
  type ValidAppend,
} from '../event-store.js';
import { AppendQueue } from './append-queue.js';
import { AppendListener, PageReader } from './reads.js';

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
    this.queue = new AppendQueue(url, (position) => this.listener.report(Number(position)));
  }

  protected override write(append: ValidAppend) {
    return this.queue.add(append);
  }

  read(stream: string, { from, direction = 'forwards', max = Infinity }: ReadOptions = {}): AsyncIterable<StoredEvent> {
    return this.reader.stream(stream, from ?? (direction === 'forwards' ? 0 : MAX_REVISION), direction, max);
  }

  async *readAll({ from: given, direction = 'forwards', max = Infinity, filter }: ReadAllOptions = {}) {
    const head = await this.reader.head();
    const from = given === undefined ? null : numeric(given);
    if (from !== null && from > head) throw beyond(from, head);
    const [low, high] = direction === 'forwards' ? [from ?? 1, head] : [1, from ?? head];
    for await (const events of this.reader.span(low, high, direction, max, filter)) yield* events;
  }

  async *subscribe({ after, filter, signal }: SubscribeOptions): AsyncIterable<SubscriptionMessage> {
    const anySignal = AbortSignal.any([signal, this.closing.signal]);
    let last = after === undefined || after === null ? 0 : numeric(after);
    let caughtUp = false;
    for (let failures = 0; !signal.aborted;) {
      if (this.closing.signal.aborted) throw new StoreUnavailable('the store is closed');
      try {
        // A lost notice would let a subscription yield `caught-up` before it has caught up.
        const isReported = caughtUp && failures === 0 && this.listener.latest > last;
        const head = isReported ? this.listener.latest : await this.reader.head(anySignal);
        if (head < last) throw beyond(last, head);
        for await (const events of this.reader.span(last + 1, head, 'forwards', Infinity, filter, anySignal))
          for (const event of events) {
            yield { kind: 'event', event };
            last = Number(event.position);
            anySignal.throwIfAborted();
          }
        last = head;
        failures = 0;
      } catch (error) {
        if (anySignal.aborted) continue;
        if (!(error instanceof StoreUnavailable)) throw error;
        if (failures++ === 0) this.log.warn(`subscription failed, retrying: ${error.message}`);
        await sleep(backoffMs(failures, RETRY), anySignal);
        continue;
      }
      if (!caughtUp) yield { kind: 'caught-up' };
      caughtUp = true;
      await this.listener.wait(last, POLL_MS, anySignal);
    }
  }

  async head(): Promise<string | null> {
    const head = await this.reader.head();
    return head === 0 ? null : String(head);
  }

  compare(a: string, b: string): number {
    return numeric(a) - numeric(b);
  }

  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.queue.close();
    await Promise.all([this.listener.close(), this.reader.close()]);
  }
}

/** A position below 10^15, which a number holds exactly. */
function numeric(position: string): number {
  if (!/^[1-9]\d{0,14}$/.test(position)) throw new UnreadablePosition(`${position} is no position of this history`);
  return Number(position);
}

function beyond(position: number, head: number): UnreadablePosition {
  return new UnreadablePosition(
    `position ${position} lies beyond the end of this history, ${head}: the read model and the history do not belong together`,
  );
}
