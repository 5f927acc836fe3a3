import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { InvalidEvent, StoreUnavailable, WrongExpectedRevision, type Appended } from '../event-store.js';
import type { PreparedAppend } from './prepare-append.js';

export interface Outcome {
  outcome: 'written' | 'repeated' | 'conflict' | 'id-taken';
  revision: number;
  last_position: string;
}

interface Waiting extends PreparedAppend {
  settled: boolean;
  resolve(appended: Appended): void;
  reject(error: Error): void;
}

/** An append is answered within this time, if only by StoreUnavailable. */
const ANSWER_MS = 4_500;
const MAX_WAITING = 20_000;
const MAX_BATCH_REQUESTS = 1_024;
const MAX_BATCH_BYTES = 4_194_304;
const MAX_PAUSE_MS = 500;

/**
 * Group commit: what is asked while one batch is written becomes the next batch. A batch that fails on its way is sent again,
 * which its event ids make harmless, until each request's own time is over.
 */
export class AppendQueue {
  private waiting: Waiting[] = [];
  private draining: Promise<void> | null = null;
  private closed = false;

  constructor(
    private readonly write: (batch: readonly PreparedAppend[]) => Promise<readonly Outcome[]>,
    private readonly onWritten: (position: string) => void,
  ) {}

  add(request: PreparedAppend): Promise<Appended> {
    if (this.closed) return Promise.reject(new StoreUnavailable('the store is closed'));
    if (this.waiting.length >= MAX_WAITING)
      return Promise.reject(new StoreUnavailable('too many appends wait already'));
    return new Promise((resolve, reject) => {
      const settle = <T>(how: (value: T) => void) => {
        return (value: T) => {
          waiting.settled = true;
          clearTimeout(timer);
          how(value);
        };
      };
      const waiting: Waiting = { ...request, settled: false, resolve: settle(resolve), reject: settle(reject) };
      const timer = setTimeout(
        () => waiting.reject(new StoreUnavailable('PostgreSQL did not answer in time')),
        ANSWER_MS,
      );
      this.waiting.push(waiting);
      this.draining ??= this.drain();
    });
  }

  /** Ends when everything that waits is answered; later requests are refused. */
  async close(): Promise<void> {
    this.closed = true;
    await this.draining;
  }

  private async drain(): Promise<void> {
    let failures = 0;
    for (;;) {
      await nextTurn();
      const batch = this.take();
      if (batch.length === 0) break;
      try {
        answer(batch, await this.write(batch), this.onWritten);
        failures = 0;
      } catch (error) {
        if (isRefusal(error)) await this.oneByOne(batch);
        else {
          this.waiting.unshift(...batch);
          await pause(Math.random() * Math.min(MAX_PAUSE_MS, 20 * 2 ** failures++));
        }
      }
    }
    this.draining = null;
  }

  /** In order; an append whose event ids stand in the batch already waits for the next one, where it is seen to be a repeat. */
  private take(): Waiting[] {
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    const ids = new Set<string>();
    let bytes = 0;
    for (const request of this.waiting) {
      if (request.settled) continue;
      const full = batch.length >= MAX_BATCH_REQUESTS || (batch.length > 0 && bytes + request.bytes > MAX_BATCH_BYTES);
      if (full || later.length > MAX_BATCH_REQUESTS || request.events.some((event) => ids.has(event.id))) {
        later.push(request);
        if (full) bytes = MAX_BATCH_BYTES;
        continue;
      }
      batch.push(request);
      bytes += request.bytes;
      for (const event of request.events) ids.add(event.id);
    }
    this.waiting = later;
    return batch;
  }

  private async oneByOne(batch: readonly Waiting[]): Promise<void> {
    for (const request of batch) {
      try {
        answer([request], await this.write([request]), this.onWritten);
      } catch (error) {
        const message = (error as Error).message;
        request.reject(
          isRefusal(error)
            ? new InvalidEvent(message, { cause: error })
            : new StoreUnavailable(message, { cause: error }),
        );
      }
    }
  }
}

/** Class 22 and 54: PostgreSQL will never take this value, so trying again is of no use. */
function isRefusal(error: unknown): boolean {
  return /^(22|54)/.test(String((error as { code?: unknown }).code));
}

function answer(batch: readonly Waiting[], outcomes: readonly Outcome[], onWritten: (position: string) => void): void {
  batch.forEach((request, index) => {
    const { outcome, revision, last_position: position } = outcomes[index]!;
    if (outcome === 'written') onWritten(position);
    if (outcome === 'written' || outcome === 'repeated') request.resolve({ revision, position });
    else if (outcome === 'id-taken') request.reject(new InvalidEvent('an event id was used before, in another place'));
    else request.reject(new WrongExpectedRevision(request.stream, named(request.expected), named(revision)));
  });
}

const named = (revision: number) => (revision < 0 ? 'no-stream' : revision);
