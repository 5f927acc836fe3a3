import type { Standing } from '../../projections/standings/ranking.js';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import type { ProjectionNotice } from '../projector/projection-bus.js';
import type { Document, DocumentMigration } from '../projector/read-model.js';
import { audiences, boards } from './challenge-standings.js';
import type { Audience, Board, StandingsHead } from '../../projections/standings/standings.contract.js';

/** A board without its number, which only the read model counts; who stands on it, in no order. */
export interface BoardState {
  head: Omit<StandingsHead, 'seq'>;
  contestants: ReadonlyMap<string, { standing: Standing }>;
}

/** Key of a board's head; its rows' keys begin with it and end with the college. */
export function boardKey(challengeId: string, board: Board, audience: Audience): string {
  return `${challengeId}/${board}/${audience}/`;
}

/** Keys of the heads of all boards of a challenge. */
export function boardKeys(challengeId: string): string[] {
  return boards.flatMap((board) => audiences.map((audience) => boardKey(challengeId, board, audience)));
}

/** Challenge, board and audience a document belongs to, and its college; the head has none. */
export function parseKey(key: string): { challengeId: string; board: Board; audience: Audience; collegeId: string } {
  const [challengeId, board, audience, collegeId] = key.split('/') as [string, Board, Audience, string];
  return { challengeId, board, audience, collegeId };
}

/** One board's part of a commit. */
export interface BoardChange {
  head: StandingsHead;
  standings: readonly Standing[];
  /** Colleges that left the board. */
  removed: readonly string[];
}

/** The boards that a commit changed, by key. A changed board is always written with its head. */
export function boardChanges({ changes }: Pick<ProjectionNotice, 'changes'>): Map<string, BoardChange> {
  const found = new Map<string, { head: StandingsHead; standings: Standing[]; removed: string[] }>();
  for (const { projection, upserts, deletes, all } of changes) {
    if (projection !== standingsProjection.name || all) continue;
    for (const { key, body } of upserts)
      if (key.endsWith('/')) found.set(key, { head: body as StandingsHead, standings: [], removed: [] });
    for (const { key, body } of upserts)
      if (!key.endsWith('/')) found.get(headKey(key))?.standings.push(body as Standing);
    for (const key of deletes) found.get(headKey(key))?.removed.push(parseKey(key).collegeId);
  }
  return found;
}

function headKey(key: string): string {
  const { challengeId, board, audience } = parseKey(key);
  return boardKey(challengeId, board, audience);
}

/** After a rebuild every board has a number of its own, above all that were ever given: who listens will look again. */
export const continueSequence: DocumentMigration = {
  keysEndWith: '/',
  migrateDocuments: (live, next) =>
    [...next].map(([key, head]) => ({
      key,
      body: { ...head, seq: ((live.get(key) as StandingsHead | undefined)?.seq ?? 0) + 1 },
    })),
};

/** What the read model holds of one board, to write only what changes: its head, and of each college its standing, which says no place. */
export class BoardDiff {
  private head = '';
  private readonly standings = new Map<string, Standing>();

  constructor(
    private readonly key: string,
    private seq: number,
  ) {}

  /** That of the state written last. */
  get sequence(): number {
    return this.seq;
  }

  /** Takes over what is written already, without a change of its number. */
  startFrom(board: BoardState): void {
    this.differences(board, null);
  }

  /** Takes over the number that another process gave the same change. */
  restoreSequence(seq: number): void {
    this.seq = seq;
  }

  /** The documents that differ, looked for among the colleges that may have changed, null = all; a change of any raises `seq` by one. */
  write(board: BoardState, touched: Iterable<string> | null): { upserts: Document[]; deletes: string[] } {
    const { isHeadChanged, changed, gone } = this.differences(board, touched);
    const upserts: Document[] = changed.map((body) => ({ key: this.key + body.collegeId, body }));
    const deletes = gone.map((collegeId) => this.key + collegeId);
    if (upserts.length + deletes.length === 0 && !isHeadChanged) return { upserts, deletes };
    this.seq += 1;
    return { upserts: [{ key: this.key, body: { ...board.head, seq: this.seq } }, ...upserts], deletes };
  }

  private differences({ head, contestants }: BoardState, touched: Iterable<string> | null) {
    const changed: Standing[] = [];
    const gone: string[] = [];
    for (const collegeId of touched ?? new Set([...contestants.keys(), ...this.standings.keys()])) {
      const before = this.standings.get(collegeId);
      const now = contestants.get(collegeId)?.standing;
      if (before === now) continue;
      if (now) this.standings.set(collegeId, now);
      else this.standings.delete(collegeId);
      if (!now) gone.push(collegeId);
      else if (!before || JSON.stringify(before) !== JSON.stringify(now)) changed.push(now);
    }
    const text = JSON.stringify(head);
    const isHeadChanged = text !== this.head;
    this.head = text;
    return { isHeadChanged, changed, gone };
  }
}
