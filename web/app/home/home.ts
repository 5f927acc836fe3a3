import type { StandingsRow } from '../../../projections/standings/standings.contract.js';
import type { LocalisedText } from '../../../src/events/values.js';

export interface ChallengeShown {
  id: string;
  track: 'amal' | 'green';
  state: 'announced' | 'open' | 'closed' | 'final' | 'cancelled';
  frozen: boolean;
  titles: LocalisedText;
  opensOn: string;
  closesOn: string;
}

/** A college's place on a board. */
export interface Standing {
  rank: number;
  points: number;
  /** Another college has the same rank. */
  shared: boolean;
  /** The next better place; null = none. `points` overtake it. */
  above: { rank: number; points: number; shortNames: LocalisedText } | null;
  /** The next lower place, and the lead over it; null = none. */
  below: { rank: number; points: number } | null;
  /** Places won since yesterday; null = not known. */
  moved: number | null;
}

export interface Pocket {
  challenge: ChallengeShown;
  /** Null = the college is on no board. */
  standing: Standing | null;
}

export interface Question {
  actionId: string;
  receipt: string | null;
  titles: LocalisedText;
  doneOn: string;
  at: string;
  /** Null = erased. */
  words: string | null;
}

/** A decision that can still be disputed for a short while. */
export interface DisputeWindow {
  actionId: string;
  titles: LocalisedText;
  /** Last day. */
  until: string;
}

export interface Decided {
  actionId: string;
  titles: LocalisedText;
  status: 'approved' | 'rejected' | 'revoked';
  /** Points it brings; null = not known. */
  points: number | null;
  /** The first number that differs from the claim. */
  instead: { metric: string; claimed: number; verified: number } | null;
  reason: LocalisedText | null;
}

export interface Home {
  pockets: Pocket[];
  questions: Question[];
  windows: DisputeWindow[];
  decided: Decided[];
  /** False before the first action of the college. */
  hasActions: boolean;
}

/** One challenge a track: the newest that is not cancelled, the final one only while no later one is announced. */
export function currentChallenges(newestFirst: readonly ChallengeShown[]): ChallengeShown[] {
  const current = (['amal', 'green'] as const).flatMap((track) => {
    const own = newestFirst.filter((one) => one.track === track && one.state !== 'cancelled');
    const running = own.filter(({ state }) => state === 'open' || state === 'closed');
    return running.length > 0 ? running : own.slice(0, 1);
  });
  return current;
}

/** The college's place among the rows of a board, in their order; null = it is not on it. */
export function standingOf(rows: readonly StandingsRow[], collegeId: string): Standing | null {
  const own = rows.find((row) => row.collegeId === collegeId);
  if (!own) return null;
  const better = rows.filter(({ rank }) => rank < own.rank).at(-1);
  const worse = rows.find(({ rank }) => rank > own.rank);
  return {
    rank: own.rank,
    points: own.points,
    shared: rows.some(({ rank, collegeId: id }) => rank === own.rank && id !== collegeId),
    // Equal points do not overtake.
    above: better ? { rank: better.rank, points: better.points - own.points + 1, shortNames: better.shortNames } : null,
    below: worse ? { rank: worse.rank, points: own.points - worse.points } : null,
    moved: null,
  };
}

/** Pockets whose place or points differ from before, to be said to screen readers. */
export function changedPockets(before: readonly Pocket[], after: readonly Pocket[]): Pocket[] {
  return after.filter(({ challenge, standing }) => {
    const old = before.find((one) => one.challenge.id === challenge.id)?.standing;
    return standing && old && (old.rank !== standing.rank || old.points !== standing.points);
  });
}
