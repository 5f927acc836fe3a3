import type { Namespace } from 'socket.io';
import type { SlowSockets } from './slow-sockets.js';
import { openPipe } from './socket-pipe.js';
import { textFrame } from './text-frame.js';

const EVENT = 2;
/** What engine.io puts before a packet of socket.io. */
const MESSAGE = '4';

/**
 * Says something in a room, to the sockets of this process. It is encoded and framed once and written to each websocket that is ready for
 * it; to the others, and to all when the libraries are not as they are known, socket.io sends it as it always does.
 */
export class RoomSender {
  constructor(
    private readonly namespace: Namespace,
    private readonly slow: SlowSockets,
    private readonly pipeOf: typeof openPipe = openPipe,
  ) {}

  send(room: string, name: string, message: object): void {
    const ids = this.namespace.adapter.rooms.get(room);
    if (!ids) return;
    const text = this.encode(name, message);
    const frame = textFrame(text ?? JSON.stringify(message));
    const others: string[] = [];
    for (const id of ids) {
      const socket = this.namespace.sockets.get(id);
      if (!socket) continue;
      const pipe = text === null || this.slow.isBehind(id) ? null : this.pipeOf(socket);
      if (pipe) pipe.write(frame);
      else if (this.slow.takes(socket, room, frame.length)) others.push(id);
    }
    if (others.length > 0) this.namespace.local.to(others.length === ids.size ? room : others).emit(name, message);
  }

  /** The packet as it goes over a websocket; null when the encoder does something else than it is known to do. */
  private encode(name: string, message: object): string | null {
    const { encoder } = this.namespace.server as { encoder?: { encode?(packet: object): unknown[] } };
    const packets = encoder?.encode?.({ type: EVENT, nsp: this.namespace.name, data: [name, message] }) ?? [];
    return packets.length === 1 && typeof packets[0] === 'string' ? MESSAGE + packets[0] : null;
  }
}
