import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Namespace, Socket } from 'socket.io';
import { DomainError } from '../../event-store/domain-error.js';
import { messageDeliveries, messagesSent } from '../../observability/metrics.js';
import { boardKey, parseKey } from '../board-documents.js';
import { CurrentBoards } from '../current-boards.js';
import type { Audience, Standings, StandingsAlive } from '../../../projections/standings/standings.contract.js';
import { BoardAnswers } from './board-answers.js';
import { noteCauses, sendTraced } from './causes.js';
import type { WatchRequest } from './messages.js';
import { messageOf, type RoomChange, union } from './room-change.js';
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
  private answers: BoardAnswers | null = null;
  private timer: NodeJS.Timeout | null = null;
  private readonly stopListening: () => void;

  constructor(private readonly boards: CurrentBoards) {
    this.stopListening = boards.listen({
      changed: (room, { head, removed }, moved, events) => {
        if (!this.namespace?.adapter.rooms.has(room)) return;
        const change = { head, prev: head.seq - 1, moved: union(moved), removed: new Set(removed) };
        noteCauses(change, events);
        this.feedOf(room).push(change);
      },
      lost: (room) => (room === undefined ? this.lostAll() : this.lost(room)),
    });
  }

  open(namespace: Namespace): void {
    this.namespace = namespace;
    this.slow = new SlowSockets(namespace, (socket, room) => void this.tellNumber(room, socket));
    this.sender = new RoomSender(namespace, this.slow);
    this.answers = new BoardAnswers(namespace);
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
      const found = await this.boards.open(room);
      if (!found) throw new DomainError('not-found', 'CHALLENGE_UNKNOWN', { challengeId });
      if (this.boards.peek(room) !== found) continue;
      if (!socket.rooms.has(room) && socket.rooms.size > ROOMS_PER_SOCKET)
        throw new DomainError('conflict', 'TOO_MANY_BOARDS');
      if (this.slow?.cutIfFull(socket)) return;
      void socket.join(room);
      return this.answers?.send(socket, found.ready, answer);
    }
  }

  private feedOf(room: string): RoomFeed {
    const feed = this.feeds.get(room) ?? new RoomFeed((change) => this.say(room, change));
    this.feeds.set(room, feed);
    return feed;
  }

  private say(room: string, change: RoomChange): number {
    const board = this.boards.peek(room);
    if (!board) return this.pace.after(() => void this.tellNumber(room));
    messagesSent.inc();
    messageDeliveries.inc(this.namespace?.adapter.rooms.get(room)?.size ?? 0);
    return this.pace.after(() =>
      sendTraced(room, change, () => this.sender?.send(room, 'standings:changed', messageOf(change, board))),
    );
  }

  /** A room whose board changed in a way that cannot be said: whoever is there asks again. */
  private lost(room: string): void {
    if (!this.namespace?.adapter.rooms.has(room)) return;
    this.feeds.get(room)?.forget();
    void this.tellNumber(room);
  }

  private lostAll(): void {
    for (const feed of this.feeds.values()) feed.forget();
    this.sayAlive();
  }

  private sayAlive(): void {
    for (const room of this.namespace?.adapter.rooms.keys() ?? []) if (room.endsWith('/')) void this.tellNumber(room);
  }

  /** Tells a room its number, or one socket of it: who has a smaller one asks again. */
  private async tellNumber(room: string, socket?: Socket): Promise<void> {
    const found = await this.boards.open(room).catch(() => null);
    if (!found) return;
    const { challengeId, board } = parseKey(room);
    const message: StandingsAlive = { challengeId, board, seq: found.head.seq };
    if (socket) socket.emit('standings:alive', message);
    else this.sender?.send(room, 'standings:alive', message);
  }
}
