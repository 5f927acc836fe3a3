import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { GrpcError } from './wire-messages.js';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** The answers of one read: waits when the reader is slow, stops when the reader has gone. */
export class Outlet {
  private readonly gone = new Set<() => void>();
  over = false;
  /** Answers handed to the connection. */
  sent = 0;
  private left = Infinity;

  constructor(private readonly call: ReadCall) {
    const stop = () => {
      this.over = true;
      for (const wake of this.gone) wake();
    };
    call.on('cancelled', stop).on('close', stop).on('error', stop);
  }

  /** False when nobody reads any more. */
  async send(message: ReadResp): Promise<boolean> {
    if (this.over) return false;
    if (this.left-- <= 0) {
      this.call.end();
      this.over = true;
      return false;
    }
    this.sent++;
    if (!this.call.write(message)) await this.until((wake) => this.call.once('drain', wake));
    return !this.over;
  }

  /** Waits for something, or for the reader to go. */
  until(subscribe: (wake: () => void) => void): Promise<void> {
    if (this.over) return Promise.resolve();
    return new Promise((done) => {
      const wake = () => {
        this.gone.delete(wake);
        done();
      };
      this.gone.add(wake);
      subscribe(wake);
    });
  }

  onGone(action: () => void): void {
    if (this.over) action();
    else this.gone.add(action);
  }

  /** Ends cleanly after `answers` responses. */
  endAfter(answers: number): void {
    this.left = answers;
  }

  end(): void {
    if (!this.over) this.call.end();
  }

  fail(error: GrpcError): void {
    if (!this.over) this.call.emit('error', error);
  }
}
