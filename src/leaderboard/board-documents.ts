import type { Standing } from '../../projections/standings/ranking.js';
import type { Audience, Board, StandingsHead } from '../../projections/standings/standings.contract.js';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import type { DocumentMigration } from '../projector/read-model.js';
import type { Writes } from '../projector/runner.js';
import type { ProjectionNotice } from '../projector/running-projection.js';
import { audiences, boards, type ChallengeStandings } from './challenge-standings.js';

/** The key of a board's head; the keys of its standings append the college. */
export function boardKey(challengeId: string, board: Board, audience: Audience): string {
  return `${challengeId}/${board}/${audience}/`;
}

/** The keys of a challenge's boards. */
export function boardKeys(challengeId: string): string[] {
  return boards.flatMap((board) => audiences.map((audience) => boardKey(challengeId, board, audience)));
}

/** The board that a key belongs to. */
export function parseKey(key: string): { challengeId: string; board: Board; audience: Audience } {
  const [challengeId, board, audience] = key.split('/') as [string, Board, Audience];
  return { challengeId, board, audience };
}

/** One board's part of a commit. */
export interface BoardChange {
  head: StandingsHead;
  standings: Standing[];
  /** Colleges that left the board. */
  removed: string[];
}

/** The boards that a commit changed, by key. A changed board is always written with its head, and the head first. */
export function boardChanges({ changes }: Pick<ProjectionNotice, 'changes'>): Map<string, BoardChange> {
  const found = new Map<string, BoardChange>();
  const headKey = (key: string) => key.slice(0, key.lastIndexOf('/') + 1);
  for (const { projection, upserts, deletes, all } of changes) {
    if (projection !== standingsProjection.name || all) continue;
    for (const { key, body } of upserts) {
      if (key.endsWith('/')) found.set(key, { head: body as StandingsHead, standings: [], removed: [] });
      else found.get(headKey(key))?.standings.push(body as Standing);
    }
    for (const key of deletes) found.get(headKey(key))?.removed.push(key.slice(headKey(key).length));
  }
  return found;
}

/** After a rebuild every board continues above its last seq, so that clients ask again. */
export const continueSequence: DocumentMigration = {
  keysEndWith: '/',
  migrateDocuments: (live, next) =>
    [...next].map(([key, head]) => ({
      key,
      body: { ...head, seq: ((live.get(key) as StandingsHead | undefined)?.seq ?? 0) + 1 },
    })),
};

/** Compares boards with their stored documents, to write only the differences, and counts the seq of every board. */
export class BoardDiffs {
  private readonly stored = new Map<string, { head: string; standings: Map<string, Standing> }>();
  private readonly sequences = new Map<string, number>();

  /** Restores the seqs of stored heads, also those that another process gave to the same change. */
  restoreSequences(heads: ReadonlyMap<string, object>): void {
    for (const [key, body] of heads) this.sequences.set(key, (body as StandingsHead).seq);
  }

  /** Records a challenge's stored documents, before an event changes it. */
  recordStored(challenge: ChallengeStandings): void {
    for (const board of boardsOf(challenge)) if (!this.stored.has(board.key)) this.diffAndRecord(board, null);
  }

  /** Adds the differing documents of the affected colleges, null = all; any difference raises the board's `seq` by one. */
  write(challenge: ChallengeStandings, affected: ReadonlySet<string> | null, to: Omit<Writes, 'parked'>): void {
    for (const board of boardsOf(challenge)) {
      const { key, head } = board;
      const { isHeadChanged, changed, removed } = this.diffAndRecord(board, affected);
      if (!isHeadChanged && changed.length + removed.length === 0) continue;
      const seq = (this.sequences.get(key) ?? 0) + 1;
      this.sequences.set(key, seq);
      to.upserts.push({ key, body: { ...head, seq } });
      for (const body of changed) to.upserts.push({ key: key + body.collegeId, body });
      for (const collegeId of removed) to.deletes.push(key + collegeId);
    }
  }

  /** Forgets all but the seqs. */
  release(challengeIds: readonly string[]): void {
    for (const key of challengeIds.flatMap(boardKeys)) this.stored.delete(key);
  }

  /** The differences from the recorded documents, which then are those of the board. */
  private diffAndRecord({ key, head, colleges }: CurrentBoard, affected: ReadonlySet<string> | null) {
    const stored = this.stored.get(key) ?? { head: '', standings: new Map<string, Standing>() };
    this.stored.set(key, stored);
    const changed: Standing[] = [];
    const removed: string[] = [];
    for (const collegeId of affected ?? new Set([...colleges.keys(), ...stored.standings.keys()])) {
      const before = stored.standings.get(collegeId);
      const now = colleges.get(collegeId)?.standing;
      if (before === now) continue;
      if (now) stored.standings.set(collegeId, now);
      else stored.standings.delete(collegeId);
      if (!now) removed.push(collegeId);
      else if (!before || JSON.stringify(before) !== JSON.stringify(now)) changed.push(now);
    }
    const text = JSON.stringify(head);
    const isHeadChanged = text !== stored.head;
    stored.head = text;
    return { isHeadChanged, changed, removed };
  }
}

/** A board without `seq`, and its colleges in no order. */
interface CurrentBoard {
  key: string;
  head: Omit<StandingsHead, 'seq'>;
  colleges: ReadonlyMap<string, { standing: Standing }>;
}

function* boardsOf(challenge: ChallengeStandings): Generator<CurrentBoard> {
  for (const audience of audiences) {
    for (const name of boards) {
      const head = challenge.head(audience, name);
      const key = boardKey(challenge.state.challengeId, name, audience);
      if (head) yield { key, head, colleges: challenge.colleges(audience) };
    }
  }
}
