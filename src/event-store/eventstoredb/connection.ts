import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import type { CallOptions, ClientDuplexStream, ClientReadableStream, Metadata } from '@grpc/grpc-js';
import type { BatchAppendReq, BatchAppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { StoreUnavailable } from '../event-store.js';
import { within } from './patience.js';
import type { Timing } from './timing.js';

export interface StoreLog {
  warn(message: string): void;
}

type Call = ClientReadableStream<ReadResp> | ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

/**
 * The parts of the client that find the server, the leader and the channel. The client's own appends and reads are not
 * used: they parse and print JSON, so bytes would not stay bytes, and one broken append stream rejects all others.
 */
interface ClientInside {
  GRPCStreamCreator<T extends Call>(
    of: typeof StreamsClient,
    name: string,
    create: (client: StreamsClient) => T,
  ): () => Promise<T>;
  callArguments(options: { requiresLeader: boolean }, call: CallOptions): [Metadata, CallOptions];
  handleError(client: unknown, error: Error): Promise<void>;
  dispose(): Promise<void>;
}

const DISPOSE_MS = 2_000;
const KEEP_ALIVE_MS = 10_000;
let connections = 0;

/** Clients with equal settings share one connection, also a stuck one; so no two of ours are quite equal. */
function onItsOwn(url: string): string {
  const clean = url.trim().replace(/\/+$/, '');
  return `${clean}${clean.includes('?') ? '&' : '?'}keepAliveTimeout=${KEEP_ALIVE_MS + (connections++ % KEEP_ALIVE_MS)}`;
}

/** One client at a time: opens calls on it, makes a new one when nothing has worked for a while. */
export class Connection {
  private inside: ClientInside;
  private channels = new Set<StreamsClient>();
  private failingSince: number | null = null;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly log: StoreLog,
    readonly timing: Timing,
  ) {
    this.inside = this.connect();
  }

  openAppends(): Promise<ClientDuplexStream<BatchAppendReq, BatchAppendResp>> {
    return this.open('append', (client, args) => client.batchAppend(...args));
  }

  /** The answers to a read or a subscription, as fast as they are taken. The server's side is freed however this ends. */
  async *answers(request: ReadReq, stallMs: number, signal?: AbortSignal): AsyncGenerator<ReadResp> {
    const opening = this.open('read', (client, args) => client.read(request, ...args));
    const call = await within(opening, Math.min(stallMs, this.timing.readTimeoutMs), 'open a read', signal).catch(
      (error: unknown) => {
        opening.then((late) => late.cancel()).catch(() => {});
        throw error;
      },
    );
    const cancel = () => call.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      const iterator = call[Symbol.asyncIterator]() as AsyncIterator<ReadResp>;
      for (;;) {
        const next = iterator.next();
        const { done, value } = await (Number.isFinite(stallMs) ? within(next, stallMs, 'read', signal) : next);
        if (done) return;
        yield value;
      }
    } finally {
      signal?.removeEventListener('abort', cancel);
      cancel();
    }
  }

  worked(): void {
    this.failingSince = null;
  }

  /** Counts a failure; after two timeouts' worth of nothing else the client is replaced, wherever it may be stuck. */
  failed(cause: unknown): void {
    this.failingSince ??= performance.now();
    if (performance.now() - this.failingSince < 2 * this.timing.appendTimeoutMs || this.closed) return;
    this.log.warn(
      `EventStoreDB has not answered for a while, connecting anew: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
    this.failingSince = performance.now();
    void this.abandon();
    this.inside = this.connect();
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.abandon();
  }

  private async open<T extends Call>(
    name: string,
    create: (client: StreamsClient, args: [Metadata, CallOptions]) => T,
  ): Promise<T> {
    if (this.closed) throw new StoreUnavailable('the event store is closed');
    const { inside, channels } = this;
    const call = await inside.GRPCStreamCreator(StreamsClient, name, (client) => {
      channels.add(client);
      const created = create(client, inside.callArguments({ requiresLeader: true }, { deadline: Infinity }));
      // Without a listener the error of a call that nobody waits for any more would end the process.
      return created.on('error', () => {}) as T;
    })();
    if (channels === this.channels && !this.closed) return call;
    call.cancel();
    // Opened after the others were closed: nobody else would close it, and it would connect again and again.
    for (const late of channels) late.close();
    throw new StoreUnavailable('the connection was given up');
  }

  private connect(): ClientInside {
    const inside = EventStoreDBClient.connectionString(onItsOwn(this.url)) as unknown as ClientInside;
    const handleError = inside.handleError;
    if (typeof handleError !== 'function' || typeof inside.GRPCStreamCreator !== 'function') {
      throw new Error('this version of @eventstore/db-client is built differently inside');
    }
    // It waits for a channel that may fail, and nobody would catch that.
    inside.handleError = (client, error) => handleError(client, error).catch(() => {});
    return inside;
  }

  private async abandon(): Promise<void> {
    const { inside, channels } = this;
    this.channels = new Set();
    await within(inside.dispose(), DISPOSE_MS, 'dispose').catch(() => {});
    for (const client of channels) client.close();
  }
}
