import { io, type Socket } from 'socket.io-client';
import { LiveSocket, type LiveTarget } from './live-socket.js';
import { instant, processStats } from './rpc-process.js';

const AT_ONCE = 256;
const AGAIN_MS = 50;

/** A process with many live sockets, which counts their messages. */
class Crowd {
  private readonly sockets = new Set<LiveSocket>();
  private target: LiveTarget | null = null;
  private wanted = 0;
  private lost = 0;
  private readonly opening = new Set<LiveSocket>();
  private openedAt = 0;
  private onReady: (() => void) | null = null;
  /** Instants of arrival of each change, by `seq`. */
  private heard = new Map<number, number[]>();
  private readonly waiting = new Set<{ seq: number; resolve(): void }>();
  /** How many sockets are at a number exactly. */
  private readonly at = new Map<number, number>();
  private readonly numbers = new Map<LiveSocket, number>();

  open(target: LiveTarget & { count: number }): Promise<void> {
    this.target = target;
    this.wanted += target.count;
    this.openedAt = instant();
    return new Promise((resolve) => {
      this.onReady = resolve;
      this.fill();
    });
  }

  /** Cuts all, and lets them come back. */
  comeBack(): void {
    const { size } = this.sockets;
    this.leave();
    this.wanted = size;
    this.openedAt = instant();
    this.fill();
  }

  /** Cuts some, which come back. */
  churn({ count }: { count: number }): void {
    for (const socket of [...this.numbers.keys()].slice(0, count)) {
      this.drop(socket);
      socket.cut();
    }
    this.fill();
  }

  leave(): void {
    this.wanted = 0;
    const all = [...this.sockets];
    this.sockets.clear();
    this.opening.clear();
    for (const socket of all) socket.cut();
    this.numbers.clear();
    this.at.clear();
  }

  /** Resolves when every wanted socket has this `seq` or a later one, with the ms since they began to connect. */
  async reach({ seq }: { seq: number }): Promise<number> {
    if (!this.isReached(seq)) await new Promise<void>((resolve) => this.waiting.add({ seq, resolve }));
    return instant() - this.openedAt;
  }

  /** Messages since the last report. `sentAt` are the instants of sending. */
  report({ sentAt }: { sentAt: Record<string, number> }) {
    const waits = Object.entries(sentAt).flatMap(([seq, at]) =>
      (this.heard.get(Number(seq)) ?? []).map((heard) => heard - at),
    );
    waits.sort((a, b) => a - b);
    const deliveries = [...this.heard.values()].reduce((sum, { length }) => sum + length, 0);
    const all = [...this.sockets];
    const sum = (of: (socket: LiveSocket) => number) => all.reduce((total, socket) => total + of(socket), 0);
    const quantile = (share: number) => waits[Math.min(waits.length - 1, Math.ceil(share * waits.length) - 1)] ?? 0;
    this.heard = new Map();
    return {
      deliveries,
      sockets: this.sockets.size,
      numbers: Object.fromEntries(this.at),
      lost: this.lost,
      outOfOrder: sum((socket) => socket.outOfOrder),
      watches: sum((socket) => socket.watches),
      p50: quantile(0.5),
      p99: quantile(0.99),
      slowest: waits.at(-1) ?? 0,
    };
  }

  private fill(): void {
    while (this.target && this.opening.size < AT_ONCE && this.sockets.size < this.wanted) {
      const socket: LiveSocket = new LiveSocket(this.target, {
        onSeq: (one, seq) => this.hear(one, seq),
        onClose: (one) => this.forget(one),
      });
      this.opening.add(socket);
      this.sockets.add(socket);
    }
  }

  private hear(socket: LiveSocket, seq: number): void {
    if (!this.sockets.has(socket)) return;
    const before = this.numbers.get(socket);
    if (before === undefined) {
      this.opening.delete(socket);
      this.fill();
    } else {
      this.at.set(before, this.at.get(before)! - 1);
      if (this.at.get(before) === 0) this.at.delete(before);
      if (seq > before) (this.heard.get(seq) ?? this.newlyHeard(seq)).push(instant());
    }
    this.numbers.set(socket, seq);
    this.at.set(seq, (this.at.get(seq) ?? 0) + 1);
    if (this.numbers.size === this.wanted) this.look();
  }

  private newlyHeard(seq: number): number[] {
    const instants: number[] = [];
    this.heard.set(seq, instants);
    return instants;
  }

  private look(): void {
    this.onReady?.();
    this.onReady = null;
    for (const one of this.waiting) {
      if (!this.isReached(one.seq)) continue;
      this.waiting.delete(one);
      one.resolve();
    }
  }

  private isReached(seq: number): boolean {
    if (this.numbers.size < this.wanted) return false;
    for (const number of this.at.keys()) if (number < seq) return false;
    return true;
  }

  /** A socket that ends by itself is lost, and after a moment another takes its place. */
  private forget(socket: LiveSocket): void {
    if (!this.sockets.has(socket)) return;
    this.lost += 1;
    this.drop(socket);
    setTimeout(() => this.fill(), AGAIN_MS);
  }

  private drop(socket: LiveSocket): void {
    this.sockets.delete(socket);
    this.opening.delete(socket);
    const number = this.numbers.get(socket);
    if (number !== undefined) this.at.set(number, this.at.get(number)! - 1);
    if (number !== undefined && this.at.get(number) === 0) this.at.delete(number);
    this.numbers.delete(socket);
  }
}

type Rows = readonly { collegeId: string; points: number }[];

interface Message {
  seq: number;
  prev: number;
  rows: Rows;
  changes: Rows;
}

/** One screen over socket.io's own client: points by college. */
class Screen {
  /** More than one: the connection was lost. */
  connections = 0;
  /** Heartbeats that found it behind its room: the change before them never came. */
  missed = 0;
  private readonly points = new Map<string, number>();
  private seq = 0;

  private constructor(
    readonly socket: Socket,
    private readonly onChange: () => void,
  ) {}

  /** Resolves once it is connected and has its board. The peer sends no board before the next change. */
  static async open(url: string, challengeId: string | undefined, onChange: () => void): Promise<Screen> {
    const socket = io(challengeId ? `${url}/live` : url, { transports: ['websocket'], forceNew: true });
    const screen = new Screen(socket, onChange);
    socket.on('connect', () => (screen.connections += 1));
    await new Promise<void>((resolve, reject) => {
      socket.once('connect_error', reject);
      if (challengeId === undefined) {
        socket.on('board', (rows: Rows) => screen.show(rows));
        socket.once('connect', resolve);
      } else screen.follow(challengeId, resolve);
    });
    return screen;
  }

  get sum(): number {
    let sum = 0;
    for (const points of this.points.values()) sum += points;
    return sum;
  }

  /** The product's protocol: a board after each connection, then changes; another board after a gap or a late heartbeat. */
  private follow(challengeId: string, onBoard: () => void): void {
    let isWaiting = false;
    const watch = () => {
      isWaiting = true;
      this.socket.emit('standings:watch', { challengeId, board: 'total' }, ({ seq, rows }: Message) => {
        isWaiting = false;
        if (seq >= this.seq) this.take(seq, rows);
        onBoard();
      });
    };
    this.socket.on('connect', watch);
    this.socket.on('standings:changed', ({ seq, prev, changes }: Message) => {
      if (prev > this.seq) watch();
      else if (seq > this.seq) this.take(seq, changes);
    });
    this.socket.on('standings:alive', ({ seq }: Message) => {
      if (seq <= this.seq || isWaiting) return;
      this.missed += 1;
      watch();
    });
  }

  private take(seq: number, rows: Rows): void {
    this.seq = seq;
    this.show(rows);
  }

  private show(rows: Rows): void {
    for (const { collegeId, points } of rows) this.points.set(collegeId, points);
    this.onChange();
  }
}

const screens: Screen[] = [];
let look: () => void = () => undefined;

/** `challengeId` = the product's own messages; without it the server sends every socket the whole board as `board`. */
async function openScreens({ url, count, challengeId }: { url: string; count: number; challengeId?: string }) {
  for (let made = 0; made < count; made += 1) screens.push(await Screen.open(url, challengeId, () => look()));
}

/** Resolves with the missed changes when every screen shows this sum of points; the error names what the others show. */
function shown({ points, withinMs }: { points: number; withinMs: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const waiting = new Set(screens);
    const giveUp = setTimeout(() => {
      const others = [...waiting].map(({ sum, connections }) => `${sum} after ${connections} connections`);
      reject(new Error(`${points} points were expected, ${waiting.size} screens show ${others.join(', ')}`));
    }, withinMs);
    look = () => {
      for (const screen of waiting) if (screen.sum === points) waiting.delete(screen);
      if (waiting.size > 0) return;
      clearTimeout(giveUp);
      look = () => undefined;
      resolve(screens.reduce((sum, { missed }) => sum + missed, 0));
    };
    look();
  });
}

const crowd = new Crowd();

export const rpc = {
  ...processStats,
  open: (target: LiveTarget & { count: number }) => crowd.open(target),
  comeBack: () => crowd.comeBack(),
  churn: (some: { count: number }) => crowd.churn(some),
  leave: () => crowd.leave(),
  reach: (wanted: { seq: number }) => crowd.reach(wanted),
  report: (sent: { sentAt: Record<string, number> }) => crowd.report(sent),
  openScreens,
  shown,
  close: () => {
    for (const { socket } of screens) socket.disconnect();
  },
};
