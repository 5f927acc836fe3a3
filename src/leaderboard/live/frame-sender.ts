import type { Socket as TcpSocket } from 'node:net';
import type { Namespace, Socket } from 'socket.io';

/** With more than this in its TCP queue, a socket is left to socket.io, whose queue is limited. */
const QUEUED_BYTES = 65_536;
const FINAL_TEXT = 0x81;

/**
 * Sends an event to the sockets of a room in this process. The packet is framed once and written to each ready websocket.
 * The others get it from socket.io.
 */
export function sendToRoom(namespace: Namespace, room: string, name: string, message: object): void {
  const ids = namespace.adapter.rooms.get(room);
  if (!ids) return;
  const frame = textFrame(`42${namespace.name},${JSON.stringify([name, message])}`);
  const others: string[] = [];
  for (const id of ids) {
    const socket = namespace.sockets.get(id);
    const tcp = socket && readyTcp(socket);
    if (tcp) tcp.write(frame);
    else others.push(id);
  }
  if (others.length > 0) namespace.local.to(others).emit(name, message);
}

/** The TCP connection of a websocket whose queue in socket.io is empty; null = let socket.io send. */
function readyTcp({ conn }: Socket): TcpSocket | null {
  if (!conn.transport.writable || conn.readyState !== 'open') return null;
  const tcp = tcpOf(conn);
  return tcp && tcp.writableLength < QUEUED_BYTES ? tcp : null;
}

/** The TCP connection of a websocket. Null after an upgrade from polling: the request came over another connection. */
export function tcpOf(conn: Socket['conn']): TcpSocket | null {
  return conn.transport.name === 'websocket' && !conn.upgraded ? conn.request.socket : null;
}

/** An unmasked text frame (RFC 6455 §5.2). */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head =
    length < 126 ? [length] : length < 65_536 ? [126, length >> 8, length & 255] : [127, ...eightBytes(length)];
  return Buffer.concat([Buffer.from([FINAL_TEXT, ...head]), Buffer.from(text)]);
}

function eightBytes(length: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(length));
  return bytes;
}
