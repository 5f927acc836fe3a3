import { io, type Socket } from 'socket.io-client';
import type {
  Board,
  Standings,
  StandingsAlive,
  StandingsChanged,
} from '../../projections/standings/standings.contract.js';
import { take } from './standings-copy.js';

const ACK_MS = 8_000;
const POLL_MS = 10_000;
const RETRY_MS = 5_000;

/** One watched board: the copy one has, and who wants to know. */
interface Watch {
  copy: Standings;
  onStandings: (standings: Standings) => void;
  onHeard: () => void;
  etag: string | null;
  asking: boolean;
  /** True from a good acknowledgement until the connection is lost. */
  joined: boolean;
  askedAt: number;
}

/** The one socket of a page. Every board is watched anew after every connection, for ever; while that fails it is fetched. */
export class Live {
  private readonly watches: Watch[] = [];
  private socket: Socket | null = null;

  /** Starts watching a board from the copy that came with the page. */
  watch(copy: Standings, onStandings: (standings: Standings) => void, onHeard: () => void): void {
    const watch: Watch = { copy, onStandings, onHeard, etag: null, asking: false, joined: false, askedAt: 0 };
    this.watches.push(watch);
    if (this.connect().connected) this.ask(watch);
  }

  /** To be called every second: reconnects, asks again, falls back to fetching; `now` in milliseconds. */
  tick(now: number): void {
    const socket = this.connect();
    if (!socket.connected && !socket.active) socket.connect();
    for (const watch of this.watches) {
      if (watch.joined || watch.asking) continue;
      if (socket.connected && now - watch.askedAt >= RETRY_MS) this.ask(watch, now);
      else if (!socket.connected && now - watch.askedAt >= POLL_MS) this.fetch(watch, now);
    }
  }

  private connect(): Socket {
    if (this.socket) return this.socket;
    const socket = io('/live', { transports: ['websocket'], reconnectionDelayMax: 5_000, timeout: 10_000 });
    socket.on('connect', () => this.watches.forEach((watch) => this.ask(watch)));
    socket.on('disconnect', () => this.watches.forEach((watch) => (watch.joined = false)));
    socket.on('standings:changed', (message: StandingsChanged) =>
      this.hear(message, (watch) => this.apply(watch, message)),
    );
    socket.on('standings:alive', (message: StandingsAlive) =>
      this.hear(message, (watch) => message.seq > watch.copy.seq && this.ask(watch)),
    );
    this.socket = socket;
    return socket;
  }

  private hear(message: { challengeId: string; board: Board }, then: (watch: Watch) => void): void {
    for (const watch of this.watches) {
      if (watch.copy.challengeId !== message.challengeId || watch.copy.board !== message.board) continue;
      watch.onHeard();
      then(watch);
    }
  }

  private apply(watch: Watch, message: StandingsChanged): void {
    const taken = take(watch.copy, message);
    if (taken.kind === 'again') this.ask(watch);
    if (taken.kind === 'newer') this.accept(watch, taken.standings);
  }

  private accept(watch: Watch, standings: Standings): void {
    watch.copy = standings;
    watch.onStandings(standings);
  }

  private ask(watch: Watch, now = Date.now()): void {
    if (watch.asking) return;
    watch.asking = true;
    watch.askedAt = now;
    const { challengeId, board, seq } = watch.copy;
    this.connect()
      .timeout(ACK_MS)
      .emit(
        'standings:watch',
        { challengeId, board },
        (failed: Error | null, answer?: Standings | { error: unknown }) => {
          watch.asking = false;
          // Asked again in a while.
          if (failed || !answer || 'error' in answer) return void (watch.joined = false);
          watch.joined = true;
          watch.onHeard();
          // A change that overtook the snapshot on its way is newer than the snapshot.
          const overtaken = watch.copy.seq !== seq && watch.copy.seq > answer.seq;
          if (!overtaken) this.accept(watch, { ...answer, challengeId, board });
        },
      );
  }

  private fetch(watch: Watch, now: number): void {
    watch.asking = true;
    watch.askedAt = now;
    const { challengeId, board } = watch.copy;
    fetch(`/api/challenges/${challengeId}/standings?board=${board}`, {
      headers: watch.etag ? { 'If-None-Match': watch.etag } : {},
      cache: 'no-store',
    })
      .then(async (answer) => {
        if (answer.status !== 304 && !answer.ok) return;
        watch.onHeard();
        if (answer.status === 304) return;
        const standings = (await answer.json()) as Standings;
        watch.etag = answer.headers.get('etag');
        const { seq, position } = watch.copy;
        if (standings.seq !== seq || standings.position !== position) this.accept(watch, standings);
      })
      .catch(() => undefined)
      .then(() => (watch.asking = false));
  }
}
