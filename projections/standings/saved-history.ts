import type { Board } from './standings.contract.js';
import { growing, type HistoryDay } from './standings.state.js';

/**
 * Days with their ranks: every college is named once, and each day says its ranks in the order of those names, 0 = not there.
 * The names are sorted, for the same days must be the same text, whether they were made by the fold or loaded.
 */
export interface SavedHistory {
  colleges: string[];
  days: { day: string; ranks: Record<Board, number[]> | null }[];
}

export function saveHistory(history: readonly HistoryDay[]): SavedHistory {
  const ranked = new Set<string>();
  for (const { ranks } of history)
    for (const board of [ranks?.total, ranks?.['per-100']]) for (const collegeId in board) ranked.add(collegeId);
  const colleges = [...ranked].sort();
  const places = new Map(colleges.map((collegeId, place) => [collegeId, place]));
  const inOrder = (ranks: Readonly<Record<string, number>>) => {
    const listed = colleges.map(() => 0);
    for (const collegeId in ranks) listed[places.get(collegeId)!] = ranks[collegeId]!;
    return listed;
  };
  const days = history.map(({ day, ranks }) => ({
    day,
    ranks: ranks && { total: inOrder(ranks.total), 'per-100': inOrder(ranks['per-100']) },
  }));
  return { colleges, days };
}

export function loadHistory({ colleges, days }: SavedHistory): HistoryDay[] {
  const byCollege = (listed: readonly number[]) => {
    const ranks = growing<number>();
    for (const [place, rank] of listed.entries()) if (rank > 0) ranks[colleges[place]!] = rank;
    return ranks;
  };
  return days.map(({ day, ranks }) => ({
    day,
    ranks: ranks && { total: byCollege(ranks.total), 'per-100': byCollege(ranks['per-100']) },
  }));
}
