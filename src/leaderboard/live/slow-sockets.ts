import type { Namespace, Socket } from 'socket.io';
import { socketsCut } from '../../observability/metrics.js';
import { BEHIND_BYTES, cut, onceDrained, progressOf, unsentBytes } from './socket-pipe.js';

const LIMIT_BYTES = 1_048_576;
const LOOK_MS = 5_000;
const STALLED_MS = 60_000;

interface Behind {
  rooms: Set<string>;
  withheld: number;
  /** Hears that the socket is gone. */
  forget: () => void;
}

/**
 * Sockets that do not take what they are sent. One that is behind gets no more messages until it has drained, and is then told which rooms
 * it missed something of; one for which more than a megabyte waits or was withheld, or that took nothing for a minute, is cut.
 */
export class SlowSockets {
  private readonly behind = new Map<string, Behind>();
  private readonly stalls = new Map<string, { progress: unknown; since: number }>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly namespace: Namespace,
    private readonly onDrained: (socket: Socket, room: string) => void,
  ) {
    this.timer = setInterval(() => this.look(), LOOK_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  isBehind(id: string): boolean {
    return this.behind.size > 0 && this.behind.has(id);
  }

  /** Whether one more message may be sent; when it may not, the message counts as withheld. */
  takes(socket: Socket, room: string, bytes: number): boolean {
    const unsent = unsentBytes(socket);
    const known = this.behind.get(socket.id);
    if (!known && unsent < BEHIND_BYTES) return true;
    const held = known ?? this.fallBehind(socket);
    held.rooms.add(room);
    held.withheld += bytes;
    if (unsent + held.withheld > LIMIT_BYTES) this.cut(socket, 'unsent');
    return false;
  }

  /** Cuts a socket that asks for more while over a megabyte of answers waits for it; true = it was cut. */
  cutIfFull(socket: Socket): boolean {
    if (unsentBytes(socket) <= LIMIT_BYTES) return false;
    this.cut(socket, 'unsent');
    return true;
  }

  private fallBehind(socket: Socket): Behind {
    const forget = () => void this.behind.delete(socket.id);
    const held: Behind = { rooms: new Set(), withheld: 0, forget };
    this.behind.set(socket.id, held);
    socket.once('disconnect', forget);
    this.waitFor(socket);
    return held;
  }

  private waitFor(socket: Socket): void {
    onceDrained(socket, () => {
      if (unsentBytes(socket) >= BEHIND_BYTES) return this.waitFor(socket);
      this.release(socket);
    });
  }

  private release(socket: Socket): void {
    const held = this.behind.get(socket.id);
    if (!held) return;
    this.behind.delete(socket.id);
    socket.off('disconnect', held.forget);
    for (const room of held.rooms) this.onDrained(socket, room);
  }

  private look(): void {
    const now = performance.now();
    for (const id of this.stalls.keys()) if (!this.namespace.sockets.has(id)) this.stalls.delete(id);
    for (const socket of this.namespace.sockets.values()) {
      if (unsentBytes(socket) === 0) this.stalls.delete(socket.id);
      else this.watchProgress(socket, now);
    }
  }

  private watchProgress(socket: Socket, now: number): void {
    const progress = progressOf(socket);
    const before = this.stalls.get(socket.id);
    if (before?.progress !== progress || !before) this.stalls.set(socket.id, { progress, since: now });
    else if (now - before.since >= STALLED_MS) this.cut(socket, 'stalled');
  }

  private cut(socket: Socket, reason: 'unsent' | 'stalled'): void {
    socketsCut.inc({ reason });
    cut(socket);
  }
}
