import type { StandingsPreview } from '../../../projections/standings/preview.contract.js';
import type { ChallengeEvent } from '../../events/challenge.events.js';
import type { Verified } from '../../events/values.js';

/** Standings at the head of the history, and the effect of made-up events. */
export interface PreviewedStandings extends StandingsPreview {
  /** Position of the last event in them. */
  position: string;
  /** Approved actions of the entrants. */
  approved: readonly ApprovedAction[];
  /** Actions of the entrants that await a decision. */
  undecided: number;
}

export interface ApprovedAction {
  kind: string;
  /** The version in force at its submission. */
  rulebookVersion: number;
  verified: Verified;
}

/** Port: the leaderboard answers, because it alone folds whole challenges. */
export abstract class StandingsPreviews {
  /** Folds everything stored up to now, and then the made-up events, of which nothing is stored. */
  abstract of(challengeId: string, events: readonly ChallengeEvent[]): Promise<PreviewedStandings>;
}
