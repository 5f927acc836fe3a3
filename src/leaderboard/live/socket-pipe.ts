import type { Socket as TcpSocket } from 'node:net';
import type { Namespace, Socket } from 'socket.io';

/** From here on a socket is behind: it gets no more until it has taken what it was sent. */
export const BEHIND_BYTES = 65_536;
const OPEN = 1;

/**
 * The private fields of socket.io, engine.io and ws that are read here, all of them optional: where one is missing or is something else,
 * the socket is sent to as socket.io itself does it.
 */
interface Inside {
  writeBuffer?: { data?: unknown }[];
  transport?: { name?: string; perMessageDeflate?: unknown; socket?: WebSocket };
}

interface WebSocket {
  readyState?: number;
  bufferedAmount?: number;
  _socket?: TcpSocket & { _handle?: { bytesWritten?: number; writeQueueSize?: number } | null };
  terminate?(): void;
}

const insideOf = (socket: Socket) => socket.conn as unknown as Inside;

/** A socket of a room with the way to its TCP connection: it is gone for every delivery, and looks at no more than it must. */
export class Line {
  readonly id: string;
  private readonly conn: Inside;
  private transport: Inside['transport'];
  private web: WebSocket | undefined;
  private tcp: TcpSocket | undefined;

  constructor(readonly socket: Socket) {
    this.id = socket.id;
    this.conn = insideOf(socket);
  }

  /**
   * The TCP connection of a websocket to which a frame may be written right now: nothing that engine.io still holds would come after it (ws
   * itself holds nothing back unless it deflates), and less than BEHIND_BYTES wait in it. Null = send as socket.io does.
   */
  open(): TcpSocket | null {
    const { conn } = this;
    if (conn.transport !== this.transport) this.follow();
    const { tcp } = this;
    if (tcp === undefined || conn.writeBuffer?.length !== 0 || this.web?.readyState !== OPEN) return null;
    return tcp.writableLength < BEHIND_BYTES ? tcp : null;
  }

  /** A socket may begin with long polling and become a websocket. */
  private follow(): void {
    const { transport } = this.conn;
    this.transport = transport;
    this.web = transport?.name === 'websocket' && !transport.perMessageDeflate ? transport.socket : undefined;
    // oxlint-disable-next-line no-underscore-dangle -- ws names its TCP connection so
    this.tcp = this.web?._socket;
  }
}

/** Bytes that a socket was sent and that this process still holds. */
export function unsentBytes(socket: Socket): number {
  const { writeBuffer = [], transport } = insideOf(socket);
  const queued = writeBuffer.reduce(
    (sum, { data }) => sum + (typeof data === 'string' ? Buffer.byteLength(data) : 0),
    0,
  );
  return queued + (transport?.socket?.bufferedAmount ?? 0);
}

/** Another value than before means that the socket took some of what it was sent. */
export function progressOf(socket: Socket): unknown {
  const { writeBuffer, transport } = insideOf(socket);
  // oxlint-disable-next-line no-underscore-dangle -- ws and Node name them so
  const tcp = transport?.socket?._socket;
  if (!tcp) return writeBuffer?.[0];
  // oxlint-disable-next-line no-underscore-dangle -- a large write counts as it goes, not when it is over
  const { bytesWritten, writeQueueSize } = tcp._handle ?? {};
  if (bytesWritten !== undefined && writeQueueSize !== undefined) return bytesWritten - writeQueueSize;
  return tcp.bytesWritten - tcp.writableLength;
}

/** Calls back once, the next time that a socket has taken everything it was sent. */
export function onceDrained(socket: Socket, then: () => void): void {
  // oxlint-disable-next-line no-underscore-dangle -- ws names its TCP connection so
  const tcp = insideOf(socket).transport?.socket?._socket;
  if (tcp && tcp.writableLength > 0) tcp.once('drain', then);
  else socket.conn.once('drain', then);
}

/** Ends the connection without waiting for anything that is still to be sent. */
export function cut({ conn }: Pick<Socket, 'conn'>): void {
  (conn as unknown as Inside).transport?.socket?.terminate?.();
  conn.close(true);
}

/** Cuts a connection that says more in a second than `most` packets of whatever kind: each asks for some work. */
export function limitPackets({ server }: Namespace, most: number, onCut: () => void): void {
  server.engine.on('connection', (conn: Socket['conn']) => {
    let [since, said] = [performance.now(), 0];
    conn.on('packet', () => {
      said += 1;
      if (said <= most) return;
      const now = performance.now();
      if (now - since >= 1_000) [since, said] = [now, 1];
      else if (conn.readyState === 'open') {
        onCut();
        cut({ conn });
      }
    });
  });
}

/** Sets how long a websocket that was closed is waited for to say goodbye before it is cut; ws by itself waits for half a minute. */
export function limitGoodbye({ server }: Namespace, ms: number): void {
  const limit = ({ socket }: { socket?: { _closeTimeout?: unknown } }) => {
    // oxlint-disable-next-line no-underscore-dangle -- ws names it so
    if (typeof socket?._closeTimeout === 'number') socket._closeTimeout = ms;
  };
  server.engine.on('connection', (conn: Socket['conn']) => {
    limit(conn.transport as never);
    if (conn.transport.name === 'polling') conn.once('upgrade', limit);
  });
}
