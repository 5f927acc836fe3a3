import { io, type Socket } from 'socket.io-client';
import type {
  Board,
  Standings,
  StandingsAlive,
  StandingsChanged,
  StandingsRow,
} from '../../projections/standings/standings.contract.js';

const ACK_MS = 8_000;
const POLL_MS = 10_000;
const RETRY_MS = 5_000;

/** One watched board and its callbacks. */
interface Watch {
  copy: Standings;
  onStandings: (standings: Standings) => void;
  onAlive: () => void;
  etag: string | null;
  pending: boolean;
  /** True from a good acknowledgement until the connection is lost. */
  joined: boolean;
  requestedAt: number;
}

/** The one socket of a page. It subscribes every board after each connection, and polls over HTTP while it has none. */
export class Live {
  private readonly watches: Watch[] = [];
  private socket: Socket | null = null;

  /** Watches a board, starting from the copy that came with the page. */
  watch(copy: Standings, onStandings: (standings: Standings) => void, onAlive: () => void): void {
    const watch: Watch = {
      copy,
      onStandings,
      onAlive,
      etag: null,
      pending: false,
      joined: false,
      requestedAt: Date.now(),
    };
    this.watches.push(watch);
    if (this.connect().connected) this.subscribe(watch);
  }

  /** To be called every second: reconnects, subscribes again, falls back to polling; `now` in milliseconds. */
  tick(now: number): void {
    const socket = this.connect();
    if (!socket.connected && !socket.active) socket.connect();
    for (const watch of this.watches) {
      if (watch.joined || watch.pending) continue;
      if (socket.connected && now - watch.requestedAt >= RETRY_MS) this.subscribe(watch, now);
      else if (!socket.connected && now - watch.requestedAt >= POLL_MS) this.poll(watch, now);
    }
  }

  private connect(): Socket {
    if (this.socket) return this.socket;
    // The browser of an organiser must not show a hall what a freeze hides.
    const auth = { audience: 'public' };
    const socket = io('/live', { auth, transports: ['websocket'], reconnectionDelayMax: 5_000, timeout: 10_000 });
    socket.on('connect', () => this.watches.forEach((watch) => this.subscribe(watch)));
    socket.on('disconnect', () => this.watches.forEach((watch) => (watch.joined = false)));
    socket.on('standings:changed', (message: StandingsChanged) =>
      this.dispatch(message, (watch) => this.apply(watch, message)),
    );
    socket.on('standings:alive', (message: StandingsAlive) =>
      this.dispatch(message, (watch) => message.seq > watch.copy.seq && this.subscribe(watch)),
    );
    this.socket = socket;
    return socket;
  }

  private dispatch(message: { challengeId: string; board: Board }, then: (watch: Watch) => void): void {
    for (const watch of this.watches) {
      if (watch.copy.challengeId !== message.challengeId || watch.copy.board !== message.board) continue;
      watch.onAlive();
      then(watch);
    }
  }

  private apply(watch: Watch, message: StandingsChanged): void {
    const result = applyChange(watch.copy, message);
    if (result.kind === 'resync') this.subscribe(watch);
    if (result.kind === 'newer') this.accept(watch, result.standings);
  }

  private accept(watch: Watch, standings: Standings): void {
    watch.copy = standings;
    watch.onStandings(standings);
  }

  private subscribe(watch: Watch, now = Date.now()): void {
    if (watch.pending) return;
    watch.pending = true;
    watch.requestedAt = now;
    const { challengeId, board, seq } = watch.copy;
    this.connect()
      .timeout(ACK_MS)
      .emit(
        'standings:watch',
        { challengeId, board },
        (failed: Error | null, response?: Standings | { error: unknown }) => {
          watch.pending = false;
          // The next tick tries again.
          if (failed || !response || 'error' in response) return void (watch.joined = false);
          watch.joined = true;
          watch.onAlive();
          // A change may arrive before an older snapshot.
          const overtaken = watch.copy.seq !== seq && watch.copy.seq > response.seq;
          if (!overtaken) this.accept(watch, { ...response, challengeId, board });
        },
      );
  }

  private poll(watch: Watch, now: number): void {
    watch.pending = true;
    watch.requestedAt = now;
    const { challengeId, board } = watch.copy;
    fetch(`/api/challenges/${challengeId}/standings?board=${board}`, {
      headers: watch.etag ? { 'If-None-Match': watch.etag } : {},
      cache: 'no-store',
      credentials: 'omit',
    })
      .then(async (response) => {
        if (response.status !== 304 && !response.ok) return;
        watch.onAlive();
        if (response.status === 304) return;
        const standings = (await response.json()) as Standings;
        watch.etag = response.headers.get('etag');
        const { seq, position } = watch.copy;
        if (standings.seq !== seq || standings.position !== position) this.accept(watch, standings);
      })
      .catch(() => undefined)
      .then(() => (watch.pending = false));
  }
}

/** Result of a change: nothing new, a newer copy, or a gap that only a new subscription fills. */
export type ChangeResult = { kind: 'ignore' } | { kind: 'resync' } | { kind: 'newer'; standings: Standings };

/** Applies a change: ignores `seq` ≤ own, applies when `prev` ≤ own, else asks to resync. */
export function applyChange(own: Standings, message: StandingsChanged): ChangeResult {
  if (message.seq <= own.seq) return { kind: 'ignore' };
  if (message.prev > own.seq) return { kind: 'resync' };
  const rows = new Map<string, StandingsRow>(own.rows.map((row) => [row.collegeId, row]));
  for (const row of message.changes) rows.set(row.collegeId, row);
  for (const collegeId of message.removed) rows.delete(collegeId);
  const { seq, position, asOf, frozen, rulebookVersion } = message;
  return {
    kind: 'newer',
    standings: {
      challengeId: own.challengeId,
      board: own.board,
      seq,
      position,
      asOf,
      frozen,
      rulebookVersion,
      rows: Array.from(rows.values()).sort((a, b) => a.order - b.order),
    },
  };
}
