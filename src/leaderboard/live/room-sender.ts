import type { Socket as TcpSocket } from 'node:net';
import type { Namespace } from 'socket.io';
import type { SlowSockets } from './slow-sockets.js';
import { Line } from './socket-pipe.js';
import { textFrame } from './text-frame.js';

const EVENT = 2;
/** What engine.io puts before a packet of socket.io. */
const MESSAGE = '4';

/**
 * Says something in a room, to the sockets of this process. It is encoded and framed once and written to each websocket that is ready for
 * it; to the others, and to all when the libraries are not as they are known, socket.io sends it as it always does.
 */
export class RoomSender {
  /** The sockets of each room that was spoken to, kept beside socket.io's own lists of ids: looking up ten thousand costs too much. */
  private readonly rooms = new Map<string, Map<string, Line>>();

  constructor(
    private readonly namespace: Namespace,
    private readonly slow: SlowSockets,
    private readonly pipeOf: (line: Line) => TcpSocket | null = (line) => line.open(),
  ) {
    namespace.adapter.on('join-room', (room: string, id: string) => this.join(room, id));
    namespace.adapter.on('leave-room', (room: string, id: string) => this.rooms.get(room)?.delete(id));
    namespace.adapter.on('delete-room', (room: string) => this.rooms.delete(room));
  }

  send(room: string, name: string, message: object): void {
    const ids = this.namespace.adapter.rooms.get(room);
    if (!ids) return;
    const text = this.encode(name, message);
    const frame = textFrame(text ?? JSON.stringify(message));
    const others: string[] = [];
    for (const line of this.linesOf(room, ids).values()) {
      const pipe = text === null || this.slow.isBehind(line.id) ? null : this.pipeOf(line);
      if (pipe) pipe.write(frame);
      else if (this.slow.takes(line.socket, room, frame.length)) others.push(line.id);
    }
    if (others.length > 0) this.namespace.local.to(others.length === ids.size ? room : others).emit(name, message);
  }

  private join(room: string, id: string): void {
    const socket = this.namespace.sockets.get(id);
    if (socket) this.rooms.get(room)?.set(id, new Line(socket));
  }

  private linesOf(room: string, ids: ReadonlySet<string>): Map<string, Line> {
    const known = this.rooms.get(room);
    if (known?.size === ids.size) return known;
    this.rooms.set(room, new Map());
    for (const id of ids) this.join(room, id);
    return this.rooms.get(room)!;
  }

  /** The packet as it goes over a websocket; null when the encoder does something else than it is known to do. */
  private encode(name: string, message: object): string | null {
    const { encoder } = this.namespace.server as { encoder?: { encode?(packet: object): unknown[] } };
    const packets = encoder?.encode?.({ type: EVENT, nsp: this.namespace.name, data: [name, message] }) ?? [];
    return packets.length === 1 && typeof packets[0] === 'string' ? MESSAGE + packets[0] : null;
  }
}
