import type { Standings, StandingsRow } from '../../projections/standings/standings.contract.js';

/** Rows of fictional colleges c1, c2, … with these points, ranked; equal points share a place. */
export function rowsWith(points: Record<string, number>): StandingsRow[] {
  const sorted = Object.keys(points).sort((a, b) => points[b]! - points[a]!);
  return sorted.map((collegeId, order) => ({
    collegeId,
    names: { kk: `${collegeId} колледжі`, ru: `Колледж «${collegeId}»`, en: `${collegeId} College` },
    shortNames: { kk: collegeId, ru: collegeId, en: collegeId },
    order,
    rank: 1 + sorted.findIndex((other) => points[other] === points[collegeId]),
    points: points[collegeId]!,
    actions: 3,
    kinds: 2,
    students: 400,
    league: 'M',
    leagueRank: null,
  }));
}

/** A board of them at `seq` 10. */
export function boardWith(points: Record<string, number>): Standings {
  const head = { challengeId: 'amal-2026', board: 'total' as const, seq: 10, position: 'p10', frozen: false };
  return { ...head, asOf: '2026-11-23T13:42:00.000Z', rulebookVersion: 3, rows: rowsWith(points) };
}
