import { randomUUID } from 'node:crypto';
import {
  type Appended,
  EventStore,
  InvalidEvent,
  type ReadAllOptions,
  type ReadOptions,
  type StoredEvent,
  type StoreLog,
  StoreMisconfigured,
  StoreUnavailable,
  type SubscribeOptions,
  type SubscriptionMessage,
  type ValidAppend,
} from '../event-store.js';
import { BatchAppends, Connection, defaultTiming, type Timing, withTimeout } from './connection.js';
import {
  comparePositions,
  HistorySealed,
  parsePosition,
  printPosition,
  proposedMessage,
  streamRequest,
  toProto,
} from './messages.js';
import { follow, readAll, readOnce, readStream } from './reads.js';

/** Metadata of a user stream, so that any account that may write the history may also read and write it. */
const SEAL_STREAM = '$$qorzhyn-history';
/** Time for which appends reuse a check of the seal. */
const SEAL_TTL_MS = 2_000;
/** After this time no server has an append under way that began before the seal. */
export const SEAL_NOTICE_MS = SEAL_TTL_MS + defaultTiming.appendTimeoutMs;

export interface EventStoreDbOptions {
  /** `esdb://host:2113?tls=false`; with several hosts the leader among them is found. */
  url: string;
  log: StoreLog;
  timing?: Partial<Timing>;
  /** True for moves between stores, which write into a sealed history. */
  ignoresSeal?: boolean;
}

/** Opens the store without waiting for the server. Errors: StoreMisconfigured, BadEventStoreDbAddress. */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStoreDbEventStore> {
  return new EventStoreDbEventStore(options);
}

interface SealMetadata {
  qorzhyn?: { sealed?: boolean };
}

interface Seal {
  isSealed: boolean;
  /** Revision of the seal's stream; null = it was never sealed. */
  revision: number | null;
}

/**
 * The history in an EventStoreDB 23.10 or newer, one node or a cluster. A seal, stored in the history, marks
 * it as moved: while it is set, no server of any address appends.
 */
export class EventStoreDbEventStore extends EventStore {
  private readonly closing = new AbortController();
  private readonly timing: Timing;
  private readonly main: Connection;
  private readonly appends: BatchAppends;
  /** The last check of the seal. */
  private check: { startedAt: number; seal: Promise<Seal> } | null = null;

  constructor(private readonly options: EventStoreDbOptions) {
    super();
    this.timing = { ...defaultTiming, ...options.timing };
    this.main = this.connect(this.closing.signal);
    this.appends = new BatchAppends(this.main);
  }

  /** An append that is neither done nor refused is repeated with the same ids and revision, which the server knows. */
  protected override write(append: ValidAppend): Promise<Appended> {
    const message = toProto(append);
    return this.main.retryOne(async (limit) => {
      const end = performance.now() + limit(this.timing.appendTimeoutMs);
      if (!this.options.ignoresSeal) await this.assertUnsealed(end - performance.now());
      const success = await this.appends.send(message, end - performance.now());
      const revision = Number(success.getCurrentRevision());
      const given = success.getPosition();
      const position = given && printPosition(given.getCommitPosition(), given.getPreparePosition());
      return {
        revision,
        position: position ?? (await this.positionOf(append.stream, revision, end - performance.now())),
      };
    });
  }

  read(stream: string, { from, direction = 'forwards', max = Infinity }: ReadOptions = {}): AsyncIterable<StoredEvent> {
    return readStream(this.main, stream, from ?? null, direction, max);
  }

  async *readAll({ from, direction = 'forwards', max = Infinity, filter = {} }: ReadAllOptions = {}) {
    if (from !== undefined) parsePosition(from);
    yield* readAll(this.main, from ?? null, direction, max, filter);
  }

  /** A server serves 100 calls per connection and queues the next, so each subscription has its own. */
  async *subscribe({ after, filter = {}, signal }: SubscribeOptions): AsyncIterable<SubscriptionMessage> {
    if (after !== undefined && after !== null) parsePosition(after);
    if (signal.aborted) return;
    const stopped = new AbortController();
    const connection = this.connect(AbortSignal.any([signal, this.closing.signal, stopped.signal]));
    try {
      yield* follow(connection, after ?? null, filter);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      stopped.abort();
    }
  }

  async head(): Promise<string | null> {
    for await (const { position } of readAll(this.main, null, 'backwards', 1, {})) return position;
    return null;
  }

  compare(a: string, b: string): number {
    return comparePositions(a, b);
  }

  async close(): Promise<void> {
    this.closing.abort();
  }

  override async assertWritable(): Promise<void> {
    await this.passAppendGuard();
    await this.main.retryOne((limit) => this.assertUnsealed(limit(this.timing.appendTimeoutMs)));
  }

  /** Refuses a moved history at the start; a server that does not answer yet is checked before its first append. */
  async assertNotMoved(): Promise<void> {
    try {
      if (!(await this.isSealed(this.timing.appendTimeoutMs))) return;
    } catch (error) {
      if (error instanceof StoreUnavailable && !(error instanceof StoreMisconfigured)) return;
      await this.close();
      throw error;
    }
    await this.close();
    throw new StoreMisconfigured(
      'The history of this EventStoreDB has moved to another store, or a move into it has not ended: set EVENTSTORE_URL or DATABASE_URL to where it is now.',
    );
  }

  async isSealed(giveUpAfterMs?: number): Promise<boolean> {
    const read = () => this.readSeal(this.timing.appendTimeoutMs);
    return (await this.main.retryOne(read, giveUpAfterMs)).isSealed;
  }

  /** Marks the history as moved, for all servers, or takes the mark back. Servers notice within `SEAL_NOTICE_MS`. */
  setSealed(isSealed: boolean): Promise<void> {
    return this.main.retryOne(async (limit) => {
      const ms = limit(this.timing.appendTimeoutMs);
      const before = await this.readSeal(ms);
      if (before.isSealed === isSealed) return;
      const data = JSON.stringify({ qorzhyn: { sealed: isSealed } } satisfies SealMetadata);
      const event = proposedMessage({ id: randomUUID(), type: '$metadata', data, metadata: '{}' });
      await this.appends.send({ stream: SEAL_STREAM, expected: before.revision ?? 'no-stream', events: [event] }, ms);
      this.check = null;
    });
  }

  /** Throws HistorySealed. One attempt, so that the caller's retries are the only ones. */
  private async assertUnsealed(ms: number): Promise<void> {
    const now = performance.now();
    if (this.check === null || now - this.check.startedAt >= SEAL_TTL_MS)
      this.check = { startedAt: now, seal: this.readSeal(ms) };
    const { check } = this;
    try {
      // Another append may have begun the check, with a time limit of its own.
      if ((await withTimeout(check.seal, ms, 'read the seal')).isSealed) throw new HistorySealed();
    } catch (error) {
      if (this.check === check) this.check = null;
      throw error;
    }
  }

  private async readSeal(ms: number): Promise<Seal> {
    for await (const { data, revision } of readOnce(this.main, streamRequest(SEAL_STREAM, null, 'backwards', 1), ms))
      return { isSealed: (JSON.parse(data) as SealMetadata).qorzhyn?.sealed === true, revision };
    return { isSealed: false, revision: null };
  }

  /** A repeated append may be answered without a position. */
  private async positionOf(stream: string, revision: number, ms: number): Promise<string> {
    for await (const event of readOnce(this.main, streamRequest(stream, revision, 'forwards', 1), ms))
      if (event.revision === revision) return event.position;
    throw new InvalidEvent(`stream ${stream} was deleted after the append, so its event ${revision} cannot be read`);
  }

  private connect(signal: AbortSignal): Connection {
    return new Connection(this.options.url, this.options.log, this.timing, signal);
  }
}
