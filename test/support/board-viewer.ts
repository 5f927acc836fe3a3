import { io, type Socket } from 'socket.io-client';
import type { Standings, StandingsAlive, StandingsChanged } from '../../projections/standings/standings.contract.js';

/** Follows a board like a client: after a gap or a reconnect it watches again. */
export class BoardViewer {
  private readonly socket: Socket;
  private board: Standings | null = null;
  private readonly rows = new Map<string, Standings['rows'][number]>();

  constructor(
    url: string,
    private readonly challengeId: string,
    options: { reconnection?: boolean } = {},
  ) {
    this.socket = io(`${url}/live`, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 100,
      reconnectionDelayMax: 1_000,
      ...options,
    });
    this.socket.on('standings:changed', (message: StandingsChanged) => this.change(message));
    this.socket.on('standings:alive', ({ seq }: StandingsAlive) => {
      if (seq > (this.board?.seq ?? 0)) this.again();
    });
    this.socket.on('connect', () => this.again());
  }

  get seq(): number {
    return this.board?.seq ?? 0;
  }

  /** The board as it stands on this screen; null = it has none yet. */
  get standings(): Standings | null {
    return this.board && { ...this.board, rows: [...this.rows.values()].sort((a, b) => a.order - b.order) };
  }

  async watch(): Promise<void> {
    const snapshot = (await this.socket
      .timeout(10_000)
      .emitWithAck('standings:watch', { challengeId: this.challengeId, board: 'total' })) as Standings;
    if (!Array.isArray(snapshot.rows) || snapshot.seq < this.seq) return;
    this.rows.clear();
    for (const row of snapshot.rows) this.rows.set(row.collegeId, row);
    this.board = snapshot;
  }

  async until(position: string): Promise<Standings> {
    for (const end = Date.now() + 20_000; this.board?.position !== position;) {
      if (Date.now() > end) throw new Error(`still at ${this.board?.position}, not at ${position}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return this.standings!;
  }

  end(): void {
    this.socket.disconnect();
  }

  /** A lost connection watches again after its return. */
  private again(): void {
    this.watch().catch(() => undefined);
  }

  private change({ prev, changes, removed, ...head }: StandingsChanged): void {
    if (!this.board || head.seq <= this.board.seq) return;
    if (prev > this.board.seq) return this.again();
    for (const row of changes) this.rows.set(row.collegeId, row);
    for (const collegeId of removed) this.rows.delete(collegeId);
    this.board = { ...this.board, ...head };
  }
}
