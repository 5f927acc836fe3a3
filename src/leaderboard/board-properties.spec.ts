import fc from 'fast-check';
import { anyStep, anyRulebooks } from '../../projections/standings/history.arbitrary.js';
import { applyChange } from '../../web/shared/live.js';
import { historyStore } from '../../test/support/history-store.js';
import { decode } from '../event-store/event-store.js';
import type { Writes } from '../projector/runner.js';
import { CachedBoard } from './board-cache.js';
import { boardChanges, boardKeys, parseKey } from './board-documents.js';
import { ChallengeStandings, CurrentStandings } from './challenge-standings.js';
import { type RoomPorts, ThrottledRoom } from './live/board-broadcaster.js';
import type { Standings, StandingsChanged, StandingsRow } from '../../projections/standings/standings.contract.js';
import { standingsRunner } from './standings.runner.js';

const SEED = Number(process.env.PROPERTY_SEED ?? 20261101);
const RUNS = Number(process.env.PROPERTY_RUNS ?? 60);
const COLLEGES = 6;
const PAUSE_MS = 100;

/** A screen that applies messages to its first snapshot, as the client does. */
class Screen {
  private copy: Standings;

  constructor({ encoded }: CachedBoard) {
    this.copy = encoded.standings;
  }

  take(message: StandingsChanged): void {
    const taken = applyChange(this.copy, message);
    if (taken.kind !== 'newer') throw new Error(`the screen cannot apply seq ${message.seq}`);
    this.copy = taken.standings;
  }

  get rows(): StandingsRow[] {
    return this.copy.rows;
  }
}

/** The stored documents of one board, a cached copy that follows the commits, and a screen that follows the room. */
class Followed {
  private readonly documents = new Map<string, object>();
  private board: CachedBoard | undefined;
  private room: ThrottledRoom | null = null;
  private screen: Screen | null = null;

  constructor(private readonly key: string) {}

  commit({ upserts, deletes }: Writes, isQuiet: boolean): void {
    for (const { key, body } of upserts) this.documents.set(key, JSON.parse(JSON.stringify(body)) as object);
    for (const key of deletes) this.documents.delete(key);
    const committed = { projection: 'standings', upserts, deletes, all: false };
    const change = boardChanges({ changes: [committed] }).get(this.key);
    if (this.board && change) this.board.apply(change);
    else if (!this.board) this.open();
    this.room?.push();
    if (isQuiet) jest.advanceTimersByTime(PAUSE_MS);
  }

  /** The board as the cache, a new reader and the screen have it. */
  views() {
    jest.advanceTimersByTime(PAUSE_MS);
    this.room?.stop();
    const cached = this.board?.encoded.standings ?? null;
    return { cached, read: this.read()?.encoded.standings ?? null, shown: this.screen?.rows };
  }

  private open(): void {
    const board = this.read();
    if (!board) return;
    this.board = board;
    const screen = new Screen(board);
    this.screen = screen;
    const ports: RoomPorts = {
      peek: () => this.board,
      load: () => Promise.resolve(null),
      sockets: () => 1,
      sendChanged: (message) => screen.take(message),
      sendAlive: () => undefined,
    };
    this.room = new ThrottledRoom(ports, board);
  }

  private read(): CachedBoard | null {
    const own = [...this.documents].filter(([key]) => key.startsWith(this.key));
    return CachedBoard.of(
      this.key,
      own.map(([key, body]) => ({ key, body })),
    );
  }
}

describe(`CachedBoard and ThrottledRoom (seed ${SEED}, ${RUNS} runs)`, () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
  afterEach(() => void jest.useRealTimers());

  it('equal the fold when a board is read, updated or sent', async () => {
    let rows = 0;
    const property = fc.asyncProperty(
      fc.array(anyStep(), { minLength: 15, maxLength: 60 }),
      anyRulebooks,
      fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.boolean()), { minLength: 1, maxLength: 8 }),
      async (story, rulebooks, batches) => {
        const store = historyStore(COLLEGES, story, rulebooks);
        const start = { store, position: null, isLive: false, parked: [] };
        const documents = () => Promise.resolve(new Map<string, object>());
        const runner = await standingsRunner(new CurrentStandings()).open({ ...start, documents });
        const folded = ChallengeStandings.of('amal-2026');
        const seen = new Map(boardKeys('amal-2026').map((key) => [key, new Followed(key)]));
        for (let done = 0, n = 0; done < store.events.length; n += 1) {
          const [size, isQuiet] = batches[n % batches.length]!;
          const batch = store.events.slice(done, done + size);
          done += size;
          const writes = await runner.fold(batch);
          for (const event of batch) folded.fold(decode(event));
          for (const one of seen.values()) one.commit(writes, isQuiet);
        }
        for (const [key, one] of seen) {
          const { audience, board } = parseKey(key);
          const expected = JSON.parse(JSON.stringify(folded.board(audience, board))) as object & { rows: object[] };
          const { cached, read, shown } = one.views();
          expect(cached).toEqual(read);
          expect(cached).toEqual({ ...expected, seq: cached!.seq });
          expect(shown).toEqual(expected.rows);
          rows += expected.rows.length;
        }
      },
    );
    await fc.assert(property, { seed: SEED, numRuns: RUNS });
    expect(rows).toBeGreaterThan(RUNS);
  });
});
