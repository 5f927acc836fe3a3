import type { Standing } from '../../projections/standings/ranking.js';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import type { ProjectionNotice } from '../projector/projection-bus.js';
import type { DocumentMigration } from '../projector/read-model.js';
import { audiences, boards } from './challenge-standings.js';
import type { Audience, Board, StandingsHead } from '../../projections/standings/standings.contract.js';

/** The key of a board's head; the keys of its standings append the college. */
export function boardKey(challengeId: string, board: Board, audience: Audience): string {
  return `${challengeId}/${board}/${audience}/`;
}

/** The keys of a challenge's boards. */
export function boardKeys(challengeId: string): string[] {
  return boards.flatMap((board) => audiences.map((audience) => boardKey(challengeId, board, audience)));
}

/** The parts of a document's key; a head has no college. */
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

/** After a rebuild every board continues above its last seq, so that clients ask again. */
export const continueSequence: DocumentMigration = {
  keysEndWith: '/',
  migrateDocuments: (live, next) =>
    [...next].map(([key, head]) => ({
      key,
      body: { ...head, seq: ((live.get(key) as StandingsHead | undefined)?.seq ?? 0) + 1 },
    })),
};
