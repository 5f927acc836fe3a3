/** The effect of made-up events, and of decisions after a final. Types only. */
import type { LocalisedText } from '../../src/events/values.js';
import type { ActionPoints, Board } from './standings.contract.js';

/** The effect of made-up events. */
export interface StandingsPreview {
  /** Approved actions whose points change, day limits included. */
  actions: number;
  /** The greatest change first. */
  colleges: CollegePreview[];
}

export interface CollegePreview {
  collegeId: string;
  shortNames: LocalisedText;
  /** Difference of its points. */
  points: number;
  before: PreviewedStanding;
  after: PreviewedStanding;
}

export interface PreviewedStanding {
  points: number;
  per100Text: string;
  ranks: Record<Board, number>;
  /** Ranks within the league; null = in no league. */
  leagueRanks: Record<Board, number> | null;
}

/** An action that was decided after the event that a final names. */
export interface ActionAfterFinal {
  actionId: string;
  collegeId: string;
  shortNames: LocalisedText;
  kind: string;
  titles: LocalisedText | null;
  doneOn: string;
  /** In the final, and now; null = it was not there. */
  status: { before: string | null; after: string };
  /** In the final, and after a reopening. */
  points: { before: number; after: number };
  /** Null = it awaits a decision. */
  decision: ActionPoints['decision'] | null;
}
