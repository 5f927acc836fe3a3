import { appendBatch } from '../../observability/metrics.js';
import { InvalidEvent, StoreUnavailable, WrongExpectedRevision, type Appended } from '../event-store.js';
import type { PreparedAppend } from './prepare-append.js';
import { takeBatch } from './take-batch.js';

export interface Outcome {
  outcome: 'written' | 'repeated' | 'conflict' | 'id-taken';
  revision: number;
  last_position: string;
}

/** A request and whoever waits for its answer; the first answer counts. */
class Waiting implements PreparedAppend {
  settled = false;
  readonly stream: string;
  readonly expected: number;
  readonly events: PreparedAppend['events'];
  readonly bytes: number;
  readonly overdueAt = performance.now() + ANSWER_MS;

  constructor(
    request: PreparedAppend,
    /** Place among all requests, to keep their order when they are sent again. */
    readonly order: number,
    private readonly open: Set<Waiting>,
    private readonly onAnswer: (appended: Appended) => void,
    private readonly onError: (error: Error) => void,
  ) {
    this.stream = request.stream;
    this.expected = request.expected;
    this.events = request.events;
    this.bytes = request.bytes;
    open.add(this);
  }

  resolve(appended: Appended): void {
    this.settle();
    this.onAnswer(appended);
  }

  reject(error: Error): void {
    this.settle();
    this.onError(error);
  }

  private settle(): void {
    this.settled = true;
    this.open.delete(this);
  }
}

/** An append is answered within this time, if only by StoreUnavailable; one clock looks now and then for all. */
const ANSWER_MS = 4_400;
const LOOK_MS = 100;
const MAX_WAITING = 20_000;
const MAX_PAUSE_MS = 500;
/** So many that wait are worth a second batch under way: it is made ready while PostgreSQL writes the first. Fewer share one fsync. */
const WORTH_A_SECOND = 128;

/**
 * Group commit: what is asked while batches are written becomes the next batch. A batch that fails on its way is sent again,
 * which its event ids make harmless, until each request's own time is over.
 */
export class AppendQueue {
  private waiting: Waiting[] = [];
  private order = 0;
  private underWay = 0;
  private failures = 0;
  private scheduled = false;
  private resting = false;
  private closed = false;
  /** In the order in which they become overdue. */
  private readonly open = new Set<Waiting>();
  private clock: NodeJS.Timeout | null = null;
  private onIdle: () => void = () => undefined;

  constructor(
    private readonly write: (batch: readonly PreparedAppend[]) => Promise<readonly Outcome[]>,
    private readonly onWritten: (position: string) => void,
  ) {}

  add(request: PreparedAppend): Promise<Appended> {
    if (this.closed) return Promise.reject(new StoreUnavailable('the store is closed'));
    if (this.waiting.length >= MAX_WAITING)
      return Promise.reject(new StoreUnavailable('too many appends wait already'));
    return new Promise((resolve, reject) => {
      this.waiting.push(new Waiting(request, this.order++, this.open, resolve, reject));
      this.clock ??= setTimeout(() => this.expire(), LOOK_MS);
      this.schedule();
    });
  }

  private expire(): void {
    const now = performance.now();
    for (const request of this.open) {
      if (request.overdueAt > now) break;
      request.reject(new StoreUnavailable('PostgreSQL did not answer in time'));
    }
    this.clock = this.open.size > 0 ? setTimeout(() => this.expire(), LOOK_MS) : null;
    this.schedule();
  }

  /** Ends when everything that waits is answered; later requests are refused. */
  async close(): Promise<void> {
    this.closed = true;
    if (this.underWay > 0 || this.waiting.length > 0) await new Promise<void>((resolve) => (this.onIdle = resolve));
  }

  /** At the end of the turn, so that all who were just answered can ask again and share a batch. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.send();
    });
  }

  private send(): void {
    if (this.resting || this.underWay > 1 || (this.underWay === 1 && this.waiting.length < WORTH_A_SECOND)) return;
    const { batch, later } = takeBatch(this.waiting);
    this.waiting = later;
    if (batch.length > 0) {
      this.underWay++;
      appendBatch.observe(batch.length);
      void this.deliver(batch).finally(() => {
        this.underWay--;
        this.schedule();
      });
    } else if (this.underWay === 0 && this.waiting.length === 0) this.onIdle();
  }

  private async deliver(batch: readonly Waiting[]): Promise<void> {
    try {
      answer(batch, await this.write(batch), this.onWritten);
      this.failures = 0;
    } catch (error) {
      if (isRefusal(error)) return this.oneByOne(batch);
      this.waiting = [...batch, ...this.waiting].sort((a, b) => a.order - b.order);
      this.rest();
    }
  }

  private rest(): void {
    if (this.resting) return;
    this.resting = true;
    setTimeout(
      () => {
        this.resting = false;
        this.schedule();
      },
      Math.random() * Math.min(MAX_PAUSE_MS, 20 * 2 ** this.failures++),
    );
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
