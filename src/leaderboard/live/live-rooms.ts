import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Namespace, Socket } from 'socket.io';
import { DomainError } from '../../event-store/domain-error.js';
import { messageDeliveries, messagesSent } from '../../http/metrics/metrics.js';
import { Doorbell, type Projected } from '../../projector/doorbell.js';
import { boardKey, parseKey } from '../board-documents.js';
import { CurrentBoards } from '../current-boards.js';
import type { Audience, Standings, StandingsAlive, StandingsChanged } from '../standings.contract.js';
import { boardChanges } from './board-changes.js';
import { noteCauses, sendTraced } from './causes.js';
import type { WatchRequest } from './messages.js';
import { RoomFeed } from './room-feed.js';
import { RoomSender } from './room-sender.js';
import { SendPace } from './send-pace.js';
import { SlowSockets } from './slow-sockets.js';

const ALIVE_MS = 15_000;
const ROOMS_PER_SOCKET = 20;

/** The rooms of the live boards, one per challenge, board and audience, and what is said in them. */
@Injectable()
export class LiveRooms implements OnModuleDestroy {
  private readonly feeds = new Map<string, RoomFeed>();
  private readonly pace = new SendPace();
  private namespace: Namespace | null = null;
  private sender: RoomSender | null = null;
  private slow: SlowSockets | null = null;
  private timer: NodeJS.Timeout | null = null;
  private readonly stopListening: () => void;

  constructor(
    private readonly boards: CurrentBoards,
    doorbell: Doorbell,
  ) {
    this.stopListening = doorbell.listen((projected) => this.tell(projected));
  }

  open(namespace: Namespace): void {
    this.namespace = namespace;
    this.slow = new SlowSockets(namespace, (socket, room) => void this.tellNumber(room, socket));
    this.sender = new RoomSender(namespace, this.slow);
    this.timer = setInterval(() => void this.sayAlive(), ALIVE_MS);
    namespace.adapter.on('delete-room', (room: string) => {
      this.feeds.get(room)?.stop();
      this.feeds.delete(room);
    });
  }

  onModuleDestroy(): void {
    this.stopListening();
    if (this.timer) clearInterval(this.timer);
    this.slow?.stop();
    for (const feed of this.feeds.values()) feed.stop();
    this.feeds.clear();
  }

  /**
   * Joins the room and answers with the board, in one turn: no change can fall between. Throws not-found CHALLENGE_UNKNOWN.
   */
  async watch(
    socket: Socket,
    { challengeId, board }: WatchRequest,
    audience: Audience,
    answer: (standings: Standings) => void,
  ): Promise<void> {
    const room = boardKey(challengeId, board, audience);
    for (;;) {
      const reading = this.boards.get(challengeId, board, audience);
      const found = await reading;
      if (!found) throw new DomainError('not-found', 'CHALLENGE_UNKNOWN', { challengeId });
      if (this.boards.peek(room) !== reading) continue;
      if (!socket.rooms.has(room) && socket.rooms.size > ROOMS_PER_SOCKET)
        throw new DomainError('conflict', 'TOO_MANY_BOARDS');
      if (this.slow?.cutIfFull(socket)) return;
      void socket.join(room);
      return answer(found.standings);
    }
  }

  private tell(projected: Projected): void {
    if (!this.namespace) return;
    for (const [room, change] of boardChanges(projected)) {
      if (!this.namespace.adapter.rooms.has(room)) continue;
      const feed = this.feeds.get(room) ?? new RoomFeed((message) => this.say(room, message));
      this.feeds.set(room, feed);
      noteCauses(change, projected.events);
      feed.push(change);
    }
    if (projected.changes.some(({ all }) => all)) this.sayAlive();
  }

  private say(room: string, message: StandingsChanged): number {
    messagesSent.inc();
    messageDeliveries.inc(this.namespace?.adapter.rooms.get(room)?.size ?? 0);
    return this.pace.after(() =>
      sendTraced(room, message, () => this.sender?.send(room, 'standings:changed', message)),
    );
  }

  private sayAlive(): void {
    for (const room of this.namespace?.adapter.rooms.keys() ?? []) if (room.endsWith('/')) void this.tellNumber(room);
  }

  /** Tells a room its number, or one socket of it: who has a smaller one asks again. */
  private async tellNumber(room: string, socket?: Socket): Promise<void> {
    const { challengeId, board, audience } = parseKey(room);
    const found = await this.boards.get(challengeId, board, audience).catch(() => null);
    if (!found) return;
    const message: StandingsAlive = { challengeId, board, seq: found.standings.seq };
    if (socket) socket.emit('standings:alive', message);
    else this.sender?.send(room, 'standings:alive', message);
  }
}
