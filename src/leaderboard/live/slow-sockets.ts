import type { Namespace, Socket } from 'socket.io';

const LIMIT_BYTES = 1_048_576;

interface Pipe {
  socket?: { bufferedAmount?: number; terminate?(): void };
}

/** Bytes that a socket was sent and has not taken yet. */
export function unsentBytes({ conn }: Socket): number {
  const queued = (conn as unknown as { writeBuffer: { data?: unknown }[] }).writeBuffer;
  const waiting = queued.reduce((sum, { data }) => sum + (typeof data === 'string' ? Buffer.byteLength(data) : 0), 0);
  return waiting + ((conn.transport as unknown as Pipe).socket?.bufferedAmount ?? 0);
}

/** Cuts the sockets of a room that do not take what they are sent: they would cost memory and show an old board. */
export function cutSlow(namespace: Namespace, room: string): void {
  for (const id of namespace.adapter.rooms.get(room) ?? []) {
    const socket = namespace.sockets.get(id);
    if (!socket || unsentBytes(socket) <= LIMIT_BYTES) continue;
    (socket.conn.transport as unknown as Pipe).socket?.terminate?.();
    socket.conn.close(true);
  }
}
