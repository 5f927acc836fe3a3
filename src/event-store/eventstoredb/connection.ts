import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import type { BatchAppendReq, BatchAppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { CallOptions, ClientDuplexStream, ClientReadableStream, Metadata } from '@grpc/grpc-js';
import { StoreUnavailable } from '../event-store.js';
import { LeaderChannel } from './leader-channel.js';
import { Outage, type Timing, withTimeout } from './retry-policy.js';

export interface StoreLog {
  warn(message: string): void;
}

type Appends = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;
type Call = ClientReadableStream<ReadResp> | Appends;

/** Opens calls on one channel, and replaces a channel on which nothing has succeeded for a while. */
export class Connection {
  readonly outage = new Outage();
  private readonly channel: LeaderChannel;
  private readonly calls = new Set<Call>();
  private failingSince: number | null = null;
  private closed = false;

  constructor(
    url: string,
    private readonly log: StoreLog,
    readonly timing: Timing,
  ) {
    this.channel = new LeaderChannel(url);
  }

  openAppends(): Promise<Appends> {
    return this.open((client, args) => client.batchAppend(...args));
  }

  /** The messages of a read or a subscription, no faster than the consumer takes them. Always frees the server's side. */
  async *read(request: ReadReq, stallMs: number, signal?: AbortSignal): AsyncGenerator<ReadResp> {
    const opening = this.open((client, args) => client.read(request, ...args));
    const limit = Math.min(stallMs, this.timing.readTimeoutMs);
    const call = await withTimeout(opening, limit, 'open a read', signal).catch((error: unknown) => {
      opening.then((late) => this.end(late)).catch(() => {});
      throw error;
    });
    let isWaiting = true;
    const stop = (reason: string) => void call.destroy(new StoreUnavailable(`read: ${reason}`));
    const abort = () => stop('aborted');
    const stalled = () => (isWaiting ? stop(`no answer in ${Math.round(stallMs)} ms`) : void timer?.refresh());
    const timer = Number.isFinite(stallMs) ? setTimeout(stalled, stallMs) : undefined;
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    try {
      for await (const message of call as AsyncIterable<ReadResp>) {
        isWaiting = false;
        yield message;
        isWaiting = true;
        timer?.refresh();
      }
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      this.end(call);
    }
  }

  worked(): void {
    this.failingSince = null;
    this.outage.worked();
  }

  /** Notes a failed attempt that began at `startedAt`, and gives the error with its configuration fault named. */
  async failed(error: unknown, startedAt: number): Promise<unknown> {
    this.outage.failed(startedAt);
    this.failingSince ??= performance.now();
    if (performance.now() - this.failingSince >= 2 * this.timing.appendTimeoutMs && !this.closed) {
      this.log.warn(
        `no answer from EventStoreDB, reconnecting: ${error instanceof Error ? error.message : String(error)}`,
      );
      this.failingSince = performance.now();
      this.abandon();
    }
    return this.channel.explain(error);
  }

  close(): void {
    this.closed = true;
    this.abandon();
  }

  private async open<T extends Call>(create: (client: StreamsClient, args: [Metadata, CallOptions]) => T): Promise<T> {
    if (this.closed) throw new StoreUnavailable('the event store is closed');
    const client = await this.channel.client();
    if (this.closed) {
      client.close();
      throw new StoreUnavailable('the event store is closed');
    }
    const call = create(client, this.channel.callArguments());
    this.calls.add(call);
    // This listener also keeps the error of a call without a reader from ending the process.
    call.on('error', (error) => {
      if (this.calls.delete(call)) this.channel.failed(client, error);
    });
    call.on('close', () => this.calls.delete(call));
    return call;
  }

  /** A call that we end says CANCELLED; its channel is sound. */
  private end(call: Call): void {
    this.calls.delete(call);
    call.cancel();
  }

  private abandon(): void {
    for (const call of this.calls) call.destroy(new StoreUnavailable('the connection was given up'));
    for (const call of this.calls) this.end(call);
    this.channel.drop();
  }
}

/** A server serves 100 calls per connection and queues the next; long subscriptions must not fill it. */
const SUBSCRIPTIONS_EACH = 40;

/** One connection for appends and reads, and as many more as the subscriptions need. */
export class ConnectionPool {
  readonly main: Connection;
  private readonly shared = new Map<Connection, number>();

  constructor(private readonly connect: () => Connection) {
    this.main = connect();
  }

  /** A connection with room for one more subscription; give it back with `release`. */
  acquire(): Connection {
    const [free] = [...this.shared].find(([, count]) => count < SUBSCRIPTIONS_EACH) ?? [this.connect()];
    this.shared.set(free, (this.shared.get(free) ?? 0) + 1);
    return free;
  }

  release(connection: Connection): void {
    const left = (this.shared.get(connection) ?? 1) - 1;
    if (left > 0) this.shared.set(connection, left);
    else {
      this.shared.delete(connection);
      connection.close();
    }
  }

  close(): void {
    for (const connection of [this.main, ...this.shared.keys()]) connection.close();
  }
}
