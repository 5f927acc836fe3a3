import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Namespace, Socket } from 'socket.io';
import type { Audience, Standings, StandingsChanged } from '../../../projections/standings/standings.contract.js';
import { standingsProjection } from '../../../projections/standings/standings.projection.js';
import { decode, isKnownType, type StoredEvent } from '../../event-store/event-store.js';
import { DomainError } from '../../event-store/domain-error.js';
import { messageDeliveries, messagesSent } from '../../observability/metrics.js';
import { isTraced, traceEmitted } from '../../observability/tracing/tracing.js';
import { BoardCache, type CachedBoard } from '../board-cache.js';
import { boardKey, parseKey } from '../board-documents.js';
import type { WatchRequest } from '../standings.schema.js';
import { sendToRoom } from './frame-sender.js';
import { ThrottledRoom } from './throttled-room.js';

const HEARTBEAT_MS = 15_000;
const BOARDS_PER_SOCKET = 20;

/** Sends each board's changes to its room: one room per challenge, board and audience. */
@Injectable()
export class BoardBroadcaster implements OnModuleDestroy {
  private readonly rooms = new Map<string, ThrottledRoom>();
  private readonly stopListening: () => void;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly boards: BoardCache) {
    this.stopListening = boards.listen((key, events) => {
      if (key === undefined) for (const room of this.rooms.values()) room.push();
      else this.rooms.get(key)?.push(isTraced() ? eventsOf(parseKey(key).challengeId, events) : []);
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
      if (!this.rooms.has(key)) this.rooms.set(key, this.roomOf(key, socket.nsp, found));
      return answer(found.encoded.standings);
    }
  }

  private roomOf(key: string, namespace: Namespace, board: CachedBoard): ThrottledRoom {
    const sockets = () => namespace.adapter.rooms.get(key)?.size ?? 0;
    const ports = {
      sockets,
      peek: () => this.boards.peek(key),
      load: () => this.boards.open(key).catch(() => null),
      alive: (message: object) => void sendToRoom(namespace, key, 'standings:alive', message),
      changed: (message: StandingsChanged, causes: readonly StoredEvent[]) => {
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

/** The events of a challenge; the unreadable ones were not projected either. */
function eventsOf(challengeId: string, events: readonly StoredEvent[]): StoredEvent[] {
  return events.filter((event) => {
    try {
      return isKnownType(event.type) && standingsProjection.key(decode(event)) === challengeId;
    } catch {
      return false;
    }
  });
}
