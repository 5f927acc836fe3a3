import fc from 'fast-check';
import { anyStep, anyRulebooks } from '../../projections/standings/history.arbitrary.js';
import { toldStore } from '../../test/support/told-store.js';
import { decode } from '../event-store/codec.js';
import type { Writes } from '../projector/runner.js';
import { boardKeys, parseKey } from './board-documents.js';
import { boardWrites } from './board-writes.js';
import { ChallengeBoards } from './challenge-boards.js';
import { CurrentBoard } from './current-board.js';
import { merge, messageOf, type RoomChange, union } from './live/room-change.js';
import { LiveStandings } from './live-standings.js';
import type { Standings, StandingsRow } from '../../projections/standings/standings.contract.js';
import { standingsRunner } from './standings.runner.js';

const SEED = Number(process.env.PROPERTY_SEED ?? 20261101);
const RUNS = Number(process.env.PROPERTY_RUNS ?? 60);
const COLLEGES = 6;

/** A screen that knows of a board what it was told: first all, then what changed. */
class Told {
  private readonly rows: Map<string, StandingsRow>;
  private waiting: RoomChange | null = null;

  constructor({ rows }: Standings) {
    this.rows = new Map(rows.map((row) => [row.collegeId, row]));
  }

  note(change: RoomChange): void {
    this.waiting = this.waiting ? merge(this.waiting, change) : change;
  }

  hear(board: CurrentBoard): void {
    if (!this.waiting) return;
    const { changes, removed } = messageOf(this.waiting, board);
    for (const row of changes) this.rows.set(row.collegeId, row);
    for (const id of removed) this.rows.delete(id);
    this.waiting = null;
  }

  get board(): StandingsRow[] {
    return [...this.rows.values()].sort((a, b) => a.order - b.order);
  }
}

/** The documents of the standings as commits leave them, and one board of them carried on beside it. */
class Seen {
  private readonly documents = new Map<string, object>();
  private board: CurrentBoard | null = null;
  private told: Told | null = null;

  constructor(private readonly key: string) {}

  commit({ upserts, deletes }: Writes, isHeard: boolean): void {
    for (const { key, body } of upserts) this.documents.set(key, JSON.parse(JSON.stringify(body)) as object);
    for (const key of deletes) this.documents.delete(key);
    const change = { projection: 'standings', upserts, deletes, all: false };
    const writes = boardWrites({ changes: [change] }).get(this.key);
    if (this.board && writes) {
      const moved = union(this.board.carryOn(writes));
      const { head, removed } = writes;
      this.told!.note({ head, prev: head.seq - 1, moved, removed: new Set(removed) });
    }
    this.board ??= this.read();
    if (this.board) this.told ??= new Told(this.board.ready.standings);
    if (this.board && isHeard) this.told!.hear(this.board);
  }

  /** As whoever read it first, whoever reads it now, and whoever was told of it see it. */
  views() {
    if (this.board) this.told!.hear(this.board);
    const carried = this.board?.ready.standings ?? null;
    return { carried, read: this.read()?.ready.standings ?? null, told: this.told?.board ?? null };
  }

  private read(): CurrentBoard | null {
    const own = [...this.documents].filter(([key]) => key.startsWith(this.key));
    return CurrentBoard.of(
      this.key,
      own.map(([key, body]) => ({ key, body })),
    );
  }
}

describe(`a board (seed ${SEED}, ${RUNS} runs)`, () => {
  it('is what the fold gives, whether it is read anew, carried on from commit to commit, or told in messages', async () => {
    let rows = 0;
    const property = fc.asyncProperty(
      fc.array(anyStep(), { minLength: 15, maxLength: 60 }),
      anyRulebooks,
      fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.boolean()), { minLength: 1, maxLength: 8 }),
      async (story, rulebooks, batches) => {
        const store = toldStore(COLLEGES, story, rulebooks);
        const start = { store, position: null, live: false, parked: [] };
        const documents = () => Promise.resolve(new Map<string, object>());
        const runner = await standingsRunner(new LiveStandings()).open({ ...start, documents });
        const folded = ChallengeBoards.of('amal-2026');
        const seen = new Map(boardKeys('amal-2026').map((key) => [key, new Seen(key)]));
        for (let done = 0, n = 0; done < store.events.length; n += 1) {
          const [size, isHeard] = batches[n % batches.length]!;
          const batch = store.events.slice(done, done + size);
          done += size;
          const writes = await runner.fold(batch);
          for (const event of batch) folded.fold(decode(event));
          for (const one of seen.values()) one.commit(writes, isHeard);
        }
        for (const [key, one] of seen) {
          const { audience, board } = parseKey(key);
          const expected = JSON.parse(JSON.stringify(folded.board(audience, board))) as object & { rows: object[] };
          const { carried, read, told } = one.views();
          expect(carried).toEqual(read);
          expect(carried).toEqual({ ...expected, seq: carried!.seq });
          expect(told).toEqual(expected.rows);
          rows += expected.rows.length;
        }
      },
    );
    await fc.assert(property, { seed: SEED, numRuns: RUNS });
    expect(rows).toBeGreaterThan(RUNS);
  });
});
