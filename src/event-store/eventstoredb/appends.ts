import { randomUUID } from 'node:crypto';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { StoreUnavailable } from '../event-store.js';
import type { Connection } from './connection.js';
import { appendError, type AppendMessage, appendRequest } from './messages.js';
import { withTimeout } from './retry-policy.js';

type Appends = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

interface PendingAppend {
  call?: Appends;
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
  async send(message: AppendMessage, ms: number, signal?: AbortSignal): Promise<BatchAppendResp.Success> {
    const correlationId = randomUUID();
    const answer = new Promise<BatchAppendResp.Success>((resolve, reject) => {
      const append: PendingAppend = { message, resolve, reject };
      this.pending.set(correlationId, append);
      const write = (call: Appends) => {
        if (this.pending.has(correlationId)) (append.call = call).write(appendRequest(correlationId, message));
      };
      this.opened().then(write, reject);
    });
    // The server may answer a refused append twice; the second answer finds no pending append.
    return withTimeout(answer, ms, 'append', signal).finally(() => this.pending.delete(correlationId));
  }

  private opened(): Promise<Appends> {
    if (this.call) return this.call;
    const opening = this.connection.openAppends().then((call) => this.listen(call, () => this.forget(opening)));
    opening.catch(() => this.forget(opening));
    this.call = opening;
    return opening;
  }

  private forget(call: Promise<Appends>): void {
    if (this.call === call) this.call = null;
  }

  private listen(call: Appends, forget: () => void): Appends {
    const fail = (error: Error) => {
      forget();
      for (const append of this.pending.values()) if (append.call === call) append.reject(error);
    };
    call.on('data', (response: BatchAppendResp) => this.settle(response));
    call.on('error', fail);
    call.on('end', () => fail(new StoreUnavailable('the server ended the append call')));
    call.on('close', () => fail(new StoreUnavailable('the connection was lost')));
    return call;
  }

  private settle(response: BatchAppendResp): void {
    const append = this.pending.get(response.getCorrelationId()?.getString() ?? '');
    const [success, error] = [response.getSuccess(), response.getError()];
    if (success) append?.resolve(success);
    else if (error) append?.reject(appendError(error, append.message.stream, append.message.expected));
  }
}
