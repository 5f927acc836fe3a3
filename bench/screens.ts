import { io, type Socket } from 'socket.io-client';
import { serveRpc } from './rpc-process.js';

type Rows = readonly { collegeId: string; points: number }[];

interface Snapshot {
  seq: number;
  rows: Rows;
}

interface Changed {
  seq: number;
  prev: number;
  changes: Rows;
}

/** Content of one screen: points by college. */
class Screen {
  points = new Map<string, number>();
  seq = 0;

  constructor(
    readonly socket: Socket,
    private readonly onChange: () => void,
  ) {}

  show(rows: Rows): void {
    for (const { collegeId, points } of rows) this.points.set(collegeId, points);
    this.onChange();
  }

  get sum(): number {
    let sum = 0;
    for (const points of this.points.values()) sum += points;
    return sum;
  }

  /** The product's own protocol: a snapshot, then changes; a new snapshot after a gap. */
  async watch(challengeId: string): Promise<void> {
    const { seq, rows } = (await this.socket.emitWithAck('standings:watch', {
      challengeId,
      board: 'total',
    })) as Snapshot;
    this.seq = seq;
    this.show(rows);
  }

  follow(challengeId: string): void {
    this.socket.on('standings:changed', ({ seq, prev, changes }: Changed) => {
      if (seq <= this.seq) return;
      if (prev > this.seq) return void this.watch(challengeId);
      this.seq = seq;
      this.show(changes);
    });
  }
}

const screens: Screen[] = [];
let look: () => void = () => undefined;

const connected = (socket: Socket) =>
  new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });

/** `challengeId` = the product's own messages; without it the server sends every socket the whole board as `board`. */
async function open({ url, count, challengeId }: { url: string; count: number; challengeId?: string }): Promise<void> {
  for (let made = 0; made < count; made += 1) {
    const socket = io(challengeId ? `${url}/live` : url, { transports: ['websocket'], forceNew: true });
    const screen = new Screen(socket, () => look());
    if (!challengeId) socket.on('board', (rows: Rows) => screen.show(rows));
    await connected(socket);
    if (challengeId) {
      screen.follow(challengeId);
      await screen.watch(challengeId);
    }
    screens.push(screen);
  }
}

/** Resolves when every screen shows this sum of points. */
function shown({ points, withinMs }: { points: number; withinMs: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(
      () => reject(new Error(`${points} points were expected, the screens show ${screens.map(({ sum }) => sum)}`)),
      withinMs,
    );
    const waiting = new Set(screens);
    look = () => {
      for (const screen of waiting) if (screen.sum === points) waiting.delete(screen);
      if (waiting.size > 0) return;
      clearTimeout(giveUp);
      look = () => undefined;
      resolve();
    };
    look();
  });
}

serveRpc({
  open,
  shown,
  close: () => {
    for (const { socket } of screens) socket.disconnect();
  },
});
