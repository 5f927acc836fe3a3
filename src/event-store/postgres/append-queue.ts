import { Pool } from 'pg';
import { backoffMs, sleep } from '../../config/backoff.js';
import { appendBatch } from '../../observability/metrics.js';
import {
  type Appended,
  InvalidEvent,
  StoreUnavailable,
  type ValidAppend,
  WrongExpectedRevision,
} from '../event-store.js';

/** An append is answered within this time, if only by StoreUnavailable. */
const ANSWER_MS = 4_000;
const MAX_PENDING = 20_000;
const MAX_BATCH_APPENDS = 1_024;
const MAX_BATCH_BYTES = 4_194_304;
const RETRY = { baseMs: 20, maxMs: 500 };
const APPEND = { name: 'append', text: 'SELECT * FROM history.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)' };

interface AppendResult {
  outcome: 'written' | 'repeated' | 'conflict' | 'id-taken';
  /** -1 = no stream. */
  revision: number;
  last_position: string;
}

interface Pending extends ValidAppend {
  isLate: boolean;
  resolve(appended: Appended): void;
  reject(error: Error): void;
}

/**
 * Group commit: appends that arrive while a batch is written form the next batch. A batch is one transaction and one fsync.
 * A batch whose outcome is unknown is sent again: its event ids make that harmless.
 */
export class AppendQueue {
  private pending: Pending[] = [];
  private running: Promise<void> | null = null;
  private isClosed = false;
  /** One connection: batches of one process would only wait for each other's lock. */
  private readonly pool: Pool;

  constructor(
    url: string,
    private readonly onWritten: (position: string) => void,
  ) {
    this.pool = new Pool({
      connectionString: url,
      max: 1,
      idleTimeoutMillis: 0,
      keepAlive: true,
      connectionTimeoutMillis: 2_000,
      statement_timeout: 3_600,
      query_timeout: 3_800,
      application_name: 'qorzhyn writer',
      // A stricter isolation would read the heads before it waits for the lock.
      options: '-c default_transaction_isolation=read\\ committed',
    });
    this.pool.on('error', () => undefined);
  }

  add(append: ValidAppend): Promise<Appended> {
    if (this.isClosed) return Promise.reject(new StoreUnavailable('the store is closed'));
    if (this.pending.length >= MAX_PENDING) return Promise.reject(new StoreUnavailable('too many appends are waiting'));
    const { promise, resolve, reject } = Promise.withResolvers<Appended>();
    const request: Pending = { ...append, isLate: false, resolve, reject };
    const timer = setTimeout(() => {
      request.isLate = true;
      reject(new StoreUnavailable('PostgreSQL did not answer in time'));
    }, ANSWER_MS);
    this.pending.push(request);
    this.running ??= this.run();
    return promise.finally(() => clearTimeout(timer));
  }

  /** Ends when everything that waits is answered; later appends are refused. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.running;
    await this.pool.end();
  }

  private async run(): Promise<void> {
    for (let failures = 0; this.pending.length > 0;) {
      // Callers that were answered just now can add their next append to this batch.
      await new Promise(setImmediate);
      const batch = this.takeBatch();
      if (batch.length === 0) continue;
      try {
        await this.write(batch);
        failures = 0;
      } catch (error) {
        if (isRefusal(error)) await this.writeEach(batch);
        else {
          this.pending.unshift(...batch);
          await sleep(backoffMs(failures++, RETRY));
        }
      }
    }
    this.running = null;
  }

  /** An append whose event ids are in the batch already begins the next one, where it is a repeat. */
  private takeBatch(): Pending[] {
    this.pending = this.pending.filter(({ isLate }) => !isLate);
    const ids = new Set<string>();
    let [size, bytes] = [0, 0];
    for (const request of this.pending) {
      bytes += request.bytes;
      const isFull = size >= MAX_BATCH_APPENDS || (size > 0 && bytes > MAX_BATCH_BYTES);
      if (isFull || request.events.some(({ id }) => ids.has(id))) break;
      for (const { id } of request.events) ids.add(id);
      size += 1;
    }
    return this.pending.splice(0, size);
  }

  private async write(batch: readonly Pending[]): Promise<void> {
    appendBatch.observe(batch.length);
    const { rows } = await this.pool.query<AppendResult>({ ...APPEND, values: parametersOf(batch) });
    for (const [index, { stream, expected, resolve, reject }] of batch.entries()) {
      const { outcome, revision, last_position: position } = rows[index]!;
      if (outcome === 'written') this.onWritten(position);
      if (outcome === 'written' || outcome === 'repeated') resolve({ revision, position });
      else if (outcome === 'id-taken') reject(new InvalidEvent('an event id was used before, in another place'));
      else reject(new WrongExpectedRevision(stream, expected, revision < 0 ? 'no-stream' : revision));
    }
  }

  private async writeEach(batch: readonly Pending[]): Promise<void> {
    for (const request of batch) {
      await this.write([request]).catch((error: Error) => {
        const Failure = isRefusal(error) ? InvalidEvent : StoreUnavailable;
        request.reject(new Failure(error.message, { cause: error }));
      });
    }
  }
}

/** Classes 22 and 54: PostgreSQL will never accept this value, so a retry is useless. */
const isRefusal = (error: unknown): boolean => /^(22|54)/.test(String((error as { code?: unknown }).code));

/** The function counts streams, appends and events from 1. */
function parametersOf(batch: readonly ValidAppend[]): unknown[] {
  const streams = [...new Set(batch.map(({ stream }) => stream))];
  const numbers = new Map(streams.map((stream, index) => [stream, index + 1]));
  const events = batch.flatMap((append) => append.events);
  let next = 1;
  return [
    streams,
    batch.map(({ stream }) => numbers.get(stream)),
    batch.map(({ expected }) => (expected === 'no-stream' ? -1 : expected)),
    batch.map((append) => (next += append.events.length) - append.events.length),
    batch.map((append) => append.events.length),
    batch.flatMap((append, index) => append.events.map(() => index + 1)),
    events.map(({ id }) => id),
    events.map(({ type }) => type),
    events.map(({ data }) => data),
    events.map(({ metadata }) => metadata),
  ];
}
