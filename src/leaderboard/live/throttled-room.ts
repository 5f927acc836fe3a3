import type { StandingsAlive, StandingsChanged } from '../../../projections/standings/standings.contract.js';
import type { StoredEvent } from '../../event-store/event-store.js';
import type { CachedBoard } from '../board-cache.js';

const SHORTEST_PAUSE_MS = 100;
/** Sending to 2,500 sockets takes about 40 ms: a room uses at most half a core. */
const PAUSE_MS_PER_SOCKET = 0.04;

/** How a room reaches its board and its sockets. */
export interface RoomPorts {
  /** Undefined while the board is not loaded. */
  peek(): CachedBoard | undefined;
  /** Loads the board; null when it cannot be loaded now. */
  load(): Promise<CachedBoard | null>;
  sockets(): number;
  changed(message: StandingsChanged, causes: readonly StoredEvent[]): void;
  alive(message: StandingsAlive): void;
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
    this.ports.alive({ challengeId, board: name, seq: this.seq });
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
    this.ports.changed(this.take(board), causes);
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

  /** The difference between what was sent and the board. */
  private take({ head, rows }: CachedBoard): StandingsChanged {
    const removed = new Set(this.sent.keys());
    const changes = rows.filter((row) => {
      const text = JSON.stringify(row);
      const isNew = this.sent.get(row.collegeId) !== text;
      this.sent.set(row.collegeId, text);
      removed.delete(row.collegeId);
      return isNew;
    });
    for (const collegeId of removed) this.sent.delete(collegeId);
    const prev = this.seq;
    this.seq = head.seq;
    return { ...head, prev, changes, removed: [...removed] };
  }
}
