import type { Standings, StandingsChanged, StandingsRow } from '../../projections/standings/standings.contract.js';

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
