import type { Document } from '../projector/read-model.js';
import { audiences, boards } from './challenge-boards.js';
import type { Audience, Board, Standings, StandingsHead, StandingsRow } from './standings.contract.js';

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

/** Puts a board together from its documents; null = there is no such board. */
export function boardOfDocuments(key: string, documents: readonly Document[]): Standings | null {
  const head = documents.find((document) => document.key === key)?.body as StandingsHead | undefined;
  if (!head) return null;
  const rows = documents.filter((document) => document.key !== key).map(({ body }) => body as StandingsRow);
  return { ...head, rows: rows.sort((a, b) => a.order - b.order) };
}

/** After a rebuild every board has a number of its own, above all that were ever given: who listens will look again. */
export function carrySeq(live: ReadonlyMap<string, object>, next: ReadonlyMap<string, object>): Document[] {
  const heads = [...next].filter(([key]) => key.endsWith('/'));
  return heads.map(([key, head]) => ({
    key,
    body: { ...head, seq: ((live.get(key) as StandingsHead | undefined)?.seq ?? 0) + 1 },
  }));
}

/** What the read model holds of one board, to write only what changes. */
export class WrittenBoard {
  private head = '';
  private readonly rows = new Map<string, StandingsRow>();

  constructor(
    private readonly key: string,
    private seq: number,
  ) {}

  /** That of the state written last. */
  get number(): number {
    return this.seq;
  }

  /** Takes over what is written already, without a change of its number. */
  adopt(board: Omit<Standings, 'seq'>): void {
    this.differences(board);
  }

  /** Takes over the number that another process gave the same change. */
  adoptSeq(seq: number): void {
    this.seq = seq;
  }

  /** The documents that differ; a change of any raises `seq` by one. */
  write(board: Omit<Standings, 'seq'>): { upserts: Document[]; deletes: string[] } {
    const { rows: _, ...head } = board;
    const { isHeadChanged, changed, gone } = this.differences(board);
    const upserts: Document[] = changed.map((row) => ({ key: this.key + row.collegeId, body: row }));
    const deletes = gone.map((collegeId) => this.key + collegeId);
    if (upserts.length + deletes.length === 0 && !isHeadChanged) return { upserts, deletes };
    this.seq += 1;
    return { upserts: [{ key: this.key, body: { ...head, seq: this.seq } }, ...upserts], deletes };
  }

  /** Rows that stayed the same object are not looked at: a board may be long, and most of it stands still. */
  private differences({ rows, ...head }: Omit<Standings, 'seq'>) {
    const changed: StandingsRow[] = [];
    for (const row of rows) {
      const before = this.rows.get(row.collegeId);
      if (before === row) continue;
      this.rows.set(row.collegeId, row);
      if (!before || before.order !== row.order || JSON.stringify(before) !== JSON.stringify(row)) changed.push(row);
    }
    const gone: string[] = [];
    if (this.rows.size > rows.length) {
      const there = new Set(rows.map(({ collegeId }) => collegeId));
      for (const collegeId of this.rows.keys()) if (!there.has(collegeId)) gone.push(collegeId);
      for (const collegeId of gone) this.rows.delete(collegeId);
    }
    const text = JSON.stringify(head);
    const isHeadChanged = text !== this.head;
    this.head = text;
    return { isHeadChanged, changed, gone };
  }
}
