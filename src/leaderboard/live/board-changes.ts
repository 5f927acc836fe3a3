import { standingsProjection } from '../../../projections/standings/standings.projection.js';
import type { Projected } from '../../projector/doorbell.js';
import { boardKey, parseKey } from '../board-documents.js';
import type { StandingsChanged, StandingsHead, StandingsRow } from '../standings.contract.js';

/** What a commit changed, board by board; the keys are those of the boards' heads. */
export function boardChanges({ changes }: Projected): Map<string, StandingsChanged> {
  const found = new Map<string, StandingsChanged>();
  for (const { projection, upserts, deletes, all } of changes) {
    if (projection !== standingsProjection.name || all) continue;
    for (const { key, body } of upserts) {
      if (!key.endsWith('/')) continue;
      const head = body as StandingsHead;
      found.set(key, { ...head, prev: head.seq - 1, changes: [], removed: [] });
    }
    for (const { key, body } of upserts)
      if (!key.endsWith('/')) found.get(headKey(key))?.changes.push(body as StandingsRow);
    for (const key of deletes) found.get(headKey(key))?.removed.push(parseKey(key).collegeId);
  }
  return found;
}

function headKey(key: string): string {
  const { challengeId, board, audience } = parseKey(key);
  return boardKey(challengeId, board, audience);
}
