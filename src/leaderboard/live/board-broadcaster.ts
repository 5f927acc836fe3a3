import type { Socket as TcpSocket } from 'node:net';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Namespace, Socket } from 'socket.io';
import type {
  Audience,
  Standings,
  StandingsAlive,
  StandingsChanged,
} from '../../../projections/standings/standings.contract.js';
import { DomainError } from '../../event-store/domain-error.js';
import type { StoredEvent } from '../../event-store/event-store.js';
import { messageDeliveries, messagesSent } from '../../observability/metrics.js';
import { isTraced, traceEmitted } from '../../observability/tracing/tracing.js';
import { BoardCache, type CachedBoard } from '../board-cache.js';
import { boardKey, parseKey } from '../board-documents.js';
import { namesChallenge } from '../challenge-standings.js';
import type { WatchRequest } from '../standings.schema.js';

const HEARTBEAT_MS = 15_000;
const BOARDS_PER_SOCKET = 20;
const SHORTEST_PAUSE_MS = 100;
/** Sending to 2,500 sockets takes about 40 ms: a room uses at most half a core. */
const PAUSE_MS_PER_SOCKET = 0.04;
/** With more than this in its TCP queue, a socket is left to socket.io, whose queue is limited. */
const QUEUED_BYTES = 65_536;
const FINAL_TEXT = 0x81;

/** Sends each board's changes to its room: one room per challenge, board and audience. */
@Injectable()
export class BoardBroadcaster implements OnModuleDestroy {
  private readonly rooms = new Map<string, ThrottledRoom>();
  private readonly stopListening: () => void;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly boards: BoardCache) {
    this.stopListening = boards.listen((key, events) => {
      if (key === undefined) return this.rooms.forEach((room) => room.push());
      const { challengeId } = parseKey(key);
      this.rooms.get(key)?.push(isTraced() ? events.filter((event) => namesChallenge(event, challengeId)) : []);
    });
  }

  open(namespace: Namespace): void {
    this.timer = setInterval(() => {
      for (const room of this.rooms.values()) room.heartbeat();
    }, HEARTBEAT_MS);
    namespace.adapter.on('delete-room', (key: string) => {
      this.rooms.get(key)?.stop();
      this.rooms.delete(key);
    });
  }

  onModuleDestroy(): void {
    this.stopListening();
    if (this.timer) clearInterval(this.timer);
    for (const room of this.rooms.values()) room.stop();
    this.rooms.clear();
  }

  /** Joins the board's room and answers in the same turn, so no change falls between. Throws CHALLENGE_UNKNOWN, TOO_MANY_BOARDS. */
  async watch(
    socket: Socket,
    { challengeId, board }: WatchRequest,
    audience: Audience,
    answer: (standings: Standings) => void,
  ): Promise<void> {
    const key = boardKey(challengeId, board, audience);
    for (;;) {
      const found = await this.boards.open(key);
      if (!found) throw new DomainError('not-found', 'CHALLENGE_UNKNOWN', { challengeId });
      if (this.boards.peek(key) !== found) continue;
      if (!socket.rooms.has(key) && socket.rooms.size > BOARDS_PER_SOCKET)
        throw new DomainError('conflict', 'TOO_MANY_BOARDS');
      void socket.join(key);
      if (!this.rooms.has(key)) this.rooms.set(key, this.createRoom(key, socket.nsp, found));
      return answer(found.encoded.standings);
    }
  }

  private createRoom(key: string, namespace: Namespace, board: CachedBoard): ThrottledRoom {
    const sockets = () => namespace.adapter.rooms.get(key)?.size ?? 0;
    const ports = {
      sockets,
      peek: () => this.boards.peek(key),
      load: () => this.boards.open(key).catch(() => null),
      sendAlive: (message: object) => void sendToRoom(namespace, key, 'standings:alive', message),
      sendChanged: (message: StandingsChanged, causes: readonly StoredEvent[]) => {
        const startedAt = Date.now();
        sendToRoom(namespace, key, 'standings:changed', message);
        messagesSent.inc();
        messageDeliveries.inc(sockets());
        traceEmitted(causes, { 'qorzhyn.room': key, 'qorzhyn.seq': message.seq }, startedAt);
      },
    };
    return new ThrottledRoom(ports, board);
  }
}

/** How a room reaches its board and its sockets. */
export interface RoomPorts {
  /** Undefined while the board is not loaded. */
  peek(): CachedBoard | undefined;
  /** Loads the board; null when it cannot be loaded now. */
  load(): Promise<CachedBoard | null>;
  sockets(): number;
  /** `causes` are the events behind the change, known only while requests are traced. */
  sendChanged(message: StandingsChanged, causes: readonly StoredEvent[]): void;
  sendAlive(message: StandingsAlive): void;
}

/** Sends the differences of one board: the first at once, later ones together, at most ten times a second. */
export class ThrottledRoom {
  private readonly sent = new Map<string, string>();
  private seq: number;
  private causes: StoredEvent[] = [];
  private timer: NodeJS.Timeout | null = null;
  private isDirty = false;
  private isLoading = false;

  /** `board` is the state that the first sockets of the room receive. */
  constructor(
    private readonly ports: RoomPorts,
    board: CachedBoard,
  ) {
    this.seq = board.head.seq;
    for (const row of board.rows) this.sent.set(row.collegeId, JSON.stringify(row));
  }

  push(causes: readonly StoredEvent[] = []): void {
    this.causes.push(...causes);
    this.isDirty = true;
    if (this.timer === null) this.send();
  }

  /** Sends the room's number, or the change that a failed load held back. */
  heartbeat(): void {
    const board = this.ports.peek();
    if (board?.head.seq !== this.seq) return this.push();
    const { challengeId, board: name } = board.head;
    this.ports.sendAlive({ challengeId, board: name, seq: this.seq });
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.isDirty = false;
  }

  private send(): void {
    const board = this.ports.peek();
    if (!board) return this.load();
    this.isDirty = false;
    const causes = this.causes.splice(0);
    if (board.head.seq <= this.seq) return;
    this.ports.sendChanged(this.takeDifference(board), causes);
    this.timer = setTimeout(
      () => {
        this.timer = null;
        if (this.isDirty) this.send();
      },
      Math.max(SHORTEST_PAUSE_MS, this.ports.sockets() * PAUSE_MS_PER_SOCKET),
    );
  }

  private load(): void {
    if (this.isLoading) return;
    this.isLoading = true;
    void this.ports.load().then((board) => {
      this.isLoading = false;
      if (board && this.isDirty && this.timer === null) this.send();
    });
  }

  /** The difference between the rows that were sent and the board, whose rows then count as sent. */
  private takeDifference({ head, rows }: CachedBoard): StandingsChanged {
    const removed = new Set(this.sent.keys());
    const changes = rows.filter((row) => {
      const text = JSON.stringify(row);
      const isChanged = this.sent.get(row.collegeId) !== text;
      this.sent.set(row.collegeId, text);
      removed.delete(row.collegeId);
      return isChanged;
    });
    for (const collegeId of removed) this.sent.delete(collegeId);
    const prev = this.seq;
    this.seq = head.seq;
    return { ...head, prev, changes, removed: [...removed] };
  }
}

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
  return tcp.writableLength < QUEUED_BYTES ? tcp : null;
}

/** The TCP connection of a websocket; a connection has no other transport. */
export const tcpOf = (conn: Socket['conn']): TcpSocket => conn.request.socket;

/** An unmasked text frame (RFC 6455 §5.2). `Buffer.from` takes the lowest byte of each number. */
function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const long = [127, 0, 0, 0, 0, length >>> 24, length >> 16, length >> 8, length];
  const size = length < 126 ? [length] : length < 65_536 ? [126, length >> 8, length] : long;
  return Buffer.concat([Buffer.from([FINAL_TEXT, ...size]), Buffer.from(text)]);
}
