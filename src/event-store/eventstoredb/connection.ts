import { randomUUID } from 'node:crypto';
import { addAbortListener, setMaxListeners } from 'node:events';
import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import type { BatchAppendReq, BatchAppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { ClientDuplexStream, ClientReadableStream, Metadata } from '@grpc/grpc-js';
import { backoffMs, sleep } from '../../config/backoff.js';
import { type StoreLog, StoreMisconfigured, StoreUnavailable } from '../event-store.js';
import { LeaderChannel } from './leader-channel.js';
import { appendError, type AppendMessage, appendRequest, isFinal } from './messages.js';

export interface Timing {
  /** Time limit of one append attempt; the server's own write timeout is 2 s. */
  appendTimeoutMs: number;
  /** Time after which an append or a read gives up, failed attempts included. */
  giveUpAfterMs: number;
  /** Shortest and longest pause before another attempt. */
  backoffMs: readonly [number, number];
}

/** Eight seconds outlast two losses of a leader (1–2 s of heartbeats, then an election). */
export const defaultTiming: Timing = {
  appendTimeoutMs: 3_000,
  giveUpAfterMs: 8_000,
  backoffMs: [100, 2_000],
};

/** Time limit for opening any read, and for each message of a stream read. */
export const READ_TIMEOUT_MS = 3_000;
/** Time limit of a call that begins when the outage already outlasted the retries. */
const PROBE_MS = 1_000;
/** Delay of a call that is refused at once; it slows callers in a loop. */
const REFUSAL_MS = 50;

/** Cuts a time limit in milliseconds to the time that is left for all attempts. */
export type Limit = (ms: number) => number;

type Appends = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;
type Call = ClientReadableStream<ReadResp> | Appends;

/** Opens calls on one channel until the signal aborts, repeats what fails, and replaces a channel on which nothing succeeds. */
export class Connection {
  private readonly channel: LeaderChannel;
  private readonly calls = new Set<Call>();
  /** Start of the outage, shared by all calls: a late call does not wait the full time again. Null = the server answers. */
  private failingSince: number | null = null;
  private lastFailure = -Infinity;
  private lastSuccess = -Infinity;
  private renewedAt = -Infinity;
  private isProbing = false;

  constructor(
    url: string,
    private readonly log: StoreLog,
    readonly timing: Timing,
    readonly signal: AbortSignal,
  ) {
    this.channel = new LeaderChannel(url);
    setMaxListeners(0, signal);
    signal.addEventListener('abort', () => this.abandon(), { once: true });
  }

  /**
   * Repeats an attempt with growing pauses until it ends, is refused for good, or the time is up. An attempt continues where the one
   * before it stopped; each item starts the time again. One call at a time probes a server that was away for longer.
   */
  async *retry<Item>(
    attempt: (limit: Limit) => AsyncIterable<Item>,
    giveUpAfterMs = this.timing.giveUpAfterMs,
  ): AsyncGenerator<Item> {
    // An old failure proves nothing: the server may have come back since.
    if (performance.now() - this.lastFailure > giveUpAfterMs) this.failingSince = null;
    let startedAt = this.failingSince ?? performance.now();
    const isProbe = this.failingSince !== null && performance.now() - startedAt >= giveUpAfterMs;
    if (isProbe && this.isProbing) {
      await sleep(REFUSAL_MS);
      throw new StoreUnavailable('EventStoreDB does not answer');
    }
    this.isProbing ||= isProbe;
    const limit: Limit = (ms) => {
      const left = giveUpAfterMs - (performance.now() - startedAt);
      return left > ms ? ms : Math.max(left, Math.min(ms / 2, PROBE_MS));
    };
    try {
      for (let failures = 0; ; failures += 1) {
        if (this.signal.aborted) throw new StoreUnavailable('the event store is closed');
        const attemptedAt = performance.now();
        try {
          for await (const item of attempt(limit)) {
            [failures, startedAt] = [0, performance.now()];
            this.recordSuccess();
            yield item;
          }
          return this.recordSuccess();
        } catch (error) {
          if (this.signal.aborted) continue;
          if (isFinal(error)) {
            this.recordSuccess();
            throw error;
          }
          const cause = await this.recordFailure(error, attemptedAt);
          if (cause instanceof StoreMisconfigured && Number.isFinite(giveUpAfterMs)) throw cause;
          const [baseMs, maxMs] = this.timing.backoffMs;
          const pauseMs = backoffMs(failures, { baseMs, maxMs });
          if (performance.now() - startedAt + pauseMs > giveUpAfterMs) throw unavailable(cause);
          await sleep(pauseMs, this.signal);
        }
      }
    } finally {
      if (isProbe) this.isProbing = false;
    }
  }

  /** The result of an attempt that `retry` repeats. */
  async retryOne<Result>(attempt: (limit: Limit) => Promise<Result>, giveUpAfterMs?: number): Promise<Result> {
    const once = async function* (limit: Limit) {
      yield await attempt(limit);
    };
    let result: Result;
    for await (const item of this.retry(once, giveUpAfterMs)) result = item;
    return result!;
  }

  openAppends(): Promise<Appends> {
    return this.open((client, metadata) => client.batchAppend(metadata), this.timing.appendTimeoutMs);
  }

  /** The messages of a read or a subscription, no faster than the consumer takes them. Always frees the server's side. */
  async *read(request: ReadReq, stallMs: number): AsyncGenerator<ReadResp> {
    const openMs = Math.min(stallMs, READ_TIMEOUT_MS);
    const call = await this.open((client, metadata) => client.read(request, metadata), openMs);
    const messages = (call as AsyncIterable<ReadResp>)[Symbol.asyncIterator]();
    try {
      for (;;) {
        const { done, value } = await withTimeout(messages.next(), stallMs, 'read');
        if (done) return;
        yield value;
      }
    } finally {
      this.cancel(call);
    }
  }

  private async open<T extends Call>(create: (client: StreamsClient, metadata: Metadata) => T, ms: number): Promise<T> {
    const client = await withTimeout(this.channel.client(), ms, 'open a call', this.signal);
    if (this.signal.aborted) throw new StoreUnavailable('the event store is closed');
    const call = create(client, this.channel.metadata());
    this.calls.add(call);
    // This listener also keeps the error of a call without a reader from ending the process.
    call.on('error', (error) => {
      if (this.calls.delete(call)) this.channel.failed(client, error);
    });
    call.on('close', () => this.calls.delete(call));
    return call;
  }

  private recordSuccess(): void {
    this.failingSince = null;
    this.lastSuccess = performance.now();
  }

  /** `attemptedAt` is the start of the attempt. Returns StoreMisconfigured when an operator has to act, else the error itself. */
  private async recordFailure(error: unknown, attemptedAt: number): Promise<unknown> {
    const now = performance.now();
    this.failingSince ??= Math.max(attemptedAt, this.lastSuccess);
    this.lastFailure = now;
    if (now - Math.max(this.failingSince, this.renewedAt) >= 2 * this.timing.appendTimeoutMs) {
      this.log.warn(`no answer from EventStoreDB, reconnecting: ${messageOf(error)}`);
      this.renewedAt = now;
      this.abandon();
    }
    return this.channel.explain(error);
  }

  /** Removes the call first: its CANCELLED is no fault of the channel. */
  private cancel(call: Call): void {
    this.calls.delete(call);
    call.cancel();
  }

  private abandon(): void {
    for (const call of this.calls) {
      call.destroy(new StoreUnavailable('the connection was given up'));
      this.cancel(call);
    }
    this.channel.drop();
  }
}

interface PendingAppend {
  message: AppendMessage;
  resolve(success: BatchAppendResp.Success): void;
  reject(error: Error): void;
}

/** One long call that carries all appends, in the order in which they were requested. */
export class BatchAppends {
  private call: Promise<Appends> | null = null;
  private readonly pending = new Map<string, PendingAppend>();

  constructor(private readonly connection: Connection) {}

  /** One attempt of at most `ms`. Rejects with a final refusal, or with an error after which the append may be written. */
  async send(message: AppendMessage, ms: number): Promise<BatchAppendResp.Success> {
    const correlationId = randomUUID();
    const { promise, resolve, reject } = Promise.withResolvers<BatchAppendResp.Success>();
    this.pending.set(correlationId, { message, resolve, reject });
    const write = (call: Appends) => {
      if (this.pending.has(correlationId)) call.write(appendRequest(correlationId, message));
    };
    this.openOnce().then(write, reject);
    // The server may answer a refused append twice; the second answer finds no pending append.
    return withTimeout(promise, ms, 'append', this.connection.signal).finally(() => this.pending.delete(correlationId));
  }

  private openOnce(): Promise<Appends> {
    if (this.call) return this.call;
    const opening = this.connection.openAppends();
    const fail = (error: Error) => {
      if (this.call !== opening) return;
      this.call = null;
      for (const { reject } of this.pending.values()) reject(error);
    };
    const lost = () => fail(new StoreUnavailable('the append call has ended'));
    opening.then((call) => {
      call.on('data', (response: BatchAppendResp) => this.settle(response));
      call.on('error', fail).on('end', lost).on('close', lost);
    }, fail);
    this.call = opening;
    return opening;
  }

  private settle(response: BatchAppendResp): void {
    const append = this.pending.get(response.getCorrelationId()?.getString() ?? '');
    const [success, error] = [response.getSuccess(), response.getError()];
    if (success) append?.resolve(success);
    else if (error) append?.reject(appendError(error, append.message));
  }
}

const messageOf = (error: unknown) => (error instanceof Error && error.message) || String(error);

const unavailable = (cause: unknown) =>
  new StoreUnavailable(`EventStoreDB did not answer in time: ${messageOf(cause)}`, { cause });

/** The promise's outcome, or StoreUnavailable when the time is up or the signal comes first. */
export function withTimeout<T>(promise: Promise<T>, ms: number, what: string, signal?: AbortSignal): Promise<T> {
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const expire = () => reject(new StoreUnavailable(`${what}: no answer in ${Math.round(ms)} ms`));
  const timer = Number.isFinite(ms) ? setTimeout(expire, Math.max(ms, 0)) : undefined;
  const listener = signal && addAbortListener(signal, () => reject(new StoreUnavailable(`${what}: aborted`)));
  return Promise.race([promise, stopped]).finally(() => {
    clearTimeout(timer);
    listener?.[Symbol.dispose]();
  });
}
