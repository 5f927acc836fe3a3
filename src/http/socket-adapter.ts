import type { WsMessageHandler } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { isObservable, lastValueFrom } from 'rxjs';
import type { Socket } from 'socket.io';

/** Binds one listener per message. IoAdapter keeps a chain of observables per socket, a quarter of its memory (row socket.memory). */
export class SocketAdapter extends IoAdapter {
  override bindMessageHandlers(socket: Socket, handlers: readonly WsMessageHandler[]): void {
    for (const { message, callback, isAckHandledManually } of handlers)
      socket.on(message, async (...args: unknown[]) => {
        const { data, ack } = this.mapPayload(args.length > 1 ? args : args[0]);
        const result = await valueOf(callback(data, ack));
        if (!isAckHandledManually && result !== undefined) ack?.(result);
      });
  }
}

/** A handler behind an interceptor runs when its observable is subscribed. */
async function valueOf(running: unknown): Promise<unknown> {
  const result = await running;
  return isObservable(result) ? lastValueFrom(result, { defaultValue: undefined }) : result;
}
