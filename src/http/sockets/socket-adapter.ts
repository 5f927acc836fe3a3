import { IoAdapter } from '@nestjs/platform-socket.io';
import { isObservable } from 'rxjs';
import type { Socket } from 'socket.io';

interface Handler {
  message: string;
  callback(body: unknown, ack: unknown): unknown;
  isAckHandledManually?: boolean;
}

/**
 * Binds gateways to sockets with one listener for each message. Nest's own way keeps a chain of observables for every socket, which is
 * a third of what a socket takes; they serve answers that a method returns, and ours are given through the acknowledgement alone.
 */
export class SocketAdapter extends IoAdapter {
  override bindMessageHandlers(socket: Socket, handlers: readonly Handler[]): void {
    for (const { message, callback, isAckHandledManually } of handlers) {
      if (!isAckHandledManually) throw new Error(`${message} has to answer through @Ack`);
      socket.on(message, (...said: unknown[]) => {
        const ack = typeof said.at(-1) === 'function' ? said.pop() : undefined;
        void run(callback(said.length > 1 ? said : said[0], ack));
      });
    }
  }

  /** No gateway asks to be told; who wants to know listens to the socket. */
  override bindClientDisconnect(): void {}
}

/** Behind interceptors a method runs when somebody subscribes. Nest has caught what it may throw. */
async function run(running: unknown): Promise<void> {
  const result = await running;
  if (isObservable(result)) result.subscribe();
}
