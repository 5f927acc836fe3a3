import { standingsProjection } from '../../projections/standings/standings.projection.js';
import type { Standing } from '../../projections/standings/ranking.js';
import type { ProjectionNotice } from '../projector/projection-bus.js';
import { boardKey, parseKey } from './board-documents.js';
import type { BoardWrites } from './current-board.js';
import type { StandingsHead } from '../../projections/standings/standings.contract.js';

/** What a commit wrote, board by board; the keys are those of the boards' heads. A board that changes is written with its head. */
export function boardWrites({ changes }: Pick<ProjectionNotice, 'changes'>): Map<string, BoardWrites> {
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
