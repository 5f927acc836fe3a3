/** What a board is, in REST, on the socket and in exports alike. Types only: the browser code reads this file too. */
import type { LocalisedText } from '../events/values.js';

export type Board = 'total' | 'per-100';
export type Audience = 'public' | 'staff';

export interface StandingsRow {
  collegeId: string;
  names: LocalisedText;
  shortNames: LocalisedText;
  /** Place in the list, from 0; unlike `rank` never shared. */
  order: number;
  rank: number;
  points: number;
  /** Scored actions. */
  actions: number;
  /** Kinds with a scored action. */
  kinds: number;
  students: number;
  league: string | null;
  leagueRank: number | null;
  /** Points per 100 students, in lowest terms; on the per-100 board only. */
  per100?: { numerator: number; denominator: number };
  /** The same, cut (not rounded) to two decimals with a point: `12.34`. */
  per100Text?: string;
}

export interface StandingsHead {
  challengeId: string;
  board: Board;
  /** Raised with every change of this board; never falls. */
  seq: number;
  /** Position of the last event that is in it; opaque. */
  position: string;
  /** ISO instant: recorded-at of that event. */
  asOf: string;
  frozen: boolean;
  /** 0 = none published yet. */
  rulebookVersion: number;
}

export interface Standings extends StandingsHead {
  rows: StandingsRow[];
}

export interface StandingsChanged extends StandingsHead {
  /** The `seq` this change builds on. */
  prev: number;
  /** Whole rows as of `seq`. */
  changes: StandingsRow[];
  /** Ids of colleges that are gone. */
  removed: string[];
}

export interface StandingsAlive {
  challengeId: string;
  board: Board;
  seq: number;
}

/** `GET /api/challenges/:id/history`: rank of each college at the end of each day, oldest first; the last one is today's. */
export interface StandingsHistory {
  challengeId: string;
  board: Board;
  days: { day: string; ranks: Record<string, number> }[];
}

/** One thing that happened on a board, newest first in `GET /api/challenges/:id/news`. */
export interface NewsItem {
  eventId: string;
  at: string;
  type: 'approved' | 'corrected' | 'revoked' | 'adjusted';
  collegeId: string;
  shortNames: LocalisedText;
  /** Change of the college's points by this event. */
  points: number;
  /** Its rank after the event. */
  rank: number;
  kind: string | null;
  kindTitles: LocalisedText | null;
  verified: Record<string, number>;
}

export interface News {
  challengeId: string;
  items: NewsItem[];
  /** Sums of verified numbers of scored actions over all colleges, and how many were scored. */
  totals: { actions: number; metrics: Record<string, number> };
}

export interface ChallengeItem {
  id: string;
  track: 'amal' | 'green';
  state: 'announced' | 'open' | 'closed' | 'final';
  frozen: boolean;
  titles: LocalisedText;
  season: LocalisedText;
  opensOn: string;
  closesOn: string;
  boards: Board[];
}

/** `GET /api/challenges/:id/colleges/:collegeId/points`: how the points came about. */
export interface PointsExplained {
  challengeId: string;
  collegeId: string;
  names: LocalisedText;
  shortNames: LocalisedText;
  position: string;
  asOf: string;
  rank: number;
  points: number;
  actions: ActionPoints[];
  /** Kinds whose season cap or share cap cut something. */
  kinds: {
    kind: string;
    titles: LocalisedText | null;
    sum: number;
    seasonCapCut: number;
    shareCapCut: number;
    counts: number;
  }[];
  diversity: { points: number; kinds: string[] };
  adjustments: { eventId: string; at: string; points: number; reason: string }[];
}

export interface ActionPoints {
  actionId: string;
  kind: string;
  titles: LocalisedText | null;
  doneOn: string;
  submittedOn: string;
  rulebookVersion: number;
  late: boolean;
  base: number;
  parts: { metric: string; value: number; step: number; weight: number; points: number; cut: number }[];
  /** What the cap of one action took away. */
  capCut: number;
  /** What it brings before day, season and share caps. */
  points: number;
  /** True when another action of the same kind and day counts instead. */
  dayLimit: boolean;
  /** The decision that counts. */
  decision: { eventId: string; at: string; type: string };
  evidence: string[];
}
