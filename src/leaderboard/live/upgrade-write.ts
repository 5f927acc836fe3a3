import type { Duplex } from 'node:stream';
import type { Namespace } from 'socket.io';

/** What is said to a websocket in the turn in which it is made (that it is one, and the first packet of engine.io) goes out in one write. */
export function writeUpgradeAtOnce({ server }: Namespace): void {
  server.httpServer.prependListener('upgrade', (_request, socket: Duplex) => {
    socket.cork();
    // After all promises that wait for nothing outside: engine.io makes its packet behind one.
    queueMicrotask(() => process.nextTick(() => socket.uncork()));
  });
}
