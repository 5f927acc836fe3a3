/** Boards and what explains them, the same in REST, on the socket and in exports. Types only: browser code reads this file too. */
import type { LocalisedText, Verified } from '../../src/events/values.js';

export type Board = 'total' | 'per-100';
export type Audience = 'public' | 'staff';

export interface StandingsRow {
  collegeId: string;
  names: LocalisedText;
  shortNames: LocalisedText;
  /** Index in the list, from 0; unlike `rank` never shared. */
  order: number;
  /** From 1, shared by equals. */
  rank: number;
  points: number;
  /** Scored actions. */
  actions: number;
  /** Kinds with a scored action. */
  kinds: number;
  students: number;
  league: string | null;
  leagueRank: number | null;
  /** Board `per-100` only: exact points per 100 students, in lowest terms. */
  per100?: { numerator: number; denominator: number } | undefined;
  /** Board `per-100` only: the same, cut (not rounded) to two decimals. */
  per100Text?: string | undefined;
}

export interface StandingsHead {
  challengeId: string;
  board: Board;
  /** Number of this state of the board; raised with every change. */
  seq: number;
  /** Position of the last event in it; opaque. */
  position: string;
  /** ISO time of the last event in it. */
  asOf: string;
  frozen: boolean;
  /** 0 = none published yet. */
  rulebookVersion: number;
}

export interface Standings extends StandingsHead {
  rows: StandingsRow[];
}

export interface StandingsChanged extends StandingsHead {
  /** The seq this message builds on. */
  prev: number;
  changes: StandingsRow[];
  /** Ids of colleges that left the board. */
  removed: string[];
}

export type StandingsAlive = Pick<StandingsHead, 'challengeId' | 'board' | 'seq'>;

/** `GET /api/challenges/:id/history`. */
export interface StandingsHistory {
  challengeId: string;
  board: Board;
  /** Oldest first; ranks by college id. */
  days: { day: string; ranks: Record<string, number> }[];
}

export type NewsType =
  | 'approved'
  | 'corrected'
  | 'revoked'
  | 'adjusted'
  | 'rules'
  | 'enrolment'
  | 'league'
  | 'merged'
  | 'unmerged'
  | 'entered'
  | 'left'
  | 'reopened'
  | 'decision-reopened'
  | 'rescheduled'
  | 'submissions-reopened'
  | 'cancelled';

export interface NewsItem {
  eventId: string;
  at: string;
  type: NewsType;
  /** Type of the event. */
  event: string;
  /** The event in words, without names. */
  words: LocalisedText;
  /** Null = the news concerns several colleges. */
  collegeId: string | null;
  /** Short names of the college, or the titles of the challenge. */
  shortNames: LocalisedText;
  /** Change of the college's points by this event. */
  points: number;
  /** The college's rank after this event; null = on no board, or several colleges. */
  rank: number | null;
  /** The same on the board `per-100`; null also for an action. */
  per100Rank: number | null;
  /** Colleges whose points or rank changed; null = the news concerns one college. */
  moved: number | null;
  /** Reason code, and its wording. */
  reason: string | null;
  reasonText: LocalisedText | null;
  kind: string | null;
  kindTitles: LocalisedText | null;
  verified: Verified;
}

/** `GET /api/challenges/:id/news`. */
export interface News {
  challengeId: string;
  /** Newest first. */
  items: NewsItem[];
  /** Scored actions (approved, with points) of all colleges on the board, and the sums of their verified numbers. */
  totals: { actions: number; metrics: Verified };
}

export interface PointsPart {
  metric: string;
  value: number;
  step: number;
  weight: number;
  points: number;
  cut: number;
}

/** The decision that counts; the reason is a code. */
export interface Decision {
  eventId: string;
  at: string;
  type: string;
  reason: string | null;
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
  parts: PointsPart[];
  /** Points that the cap of one action took away. */
  capCut: number;
  /** Points before day, season and share caps. */
  points: number;
  /** True when other actions of the same kind and day count instead. */
  dayLimit: boolean;
  decision: Decision & { reasonText: LocalisedText | null };
  evidence: string[];
}

/** `GET /api/challenges/:id/colleges/:collegeId/points`. */
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
  /** Kinds of which the season cap or the share cap cut something. */
  kinds: {
    kind: string;
    titles: LocalisedText | null;
    sum: number;
    seasonCapCut: number;
    shareCapCut: number;
    counts: number;
  }[];
  diversity: { points: number; kinds: string[] };
  adjustments: { eventId: string; at: string; points: number; reason: string; reasonText: LocalisedText }[];
  /** Decided actions that bring nothing. */
  unscored: UnscoredAction[];
  /** On both boards, of all and of the league. */
  ranks: RankExplained[];
  /** The numbers behind the share cap of a kind. */
  share: { percent: number; from: number; sum: number; limit: number };
}

export interface UnscoredAction {
  actionId: string;
  kind: string;
  titles: LocalisedText | null;
  doneOn: string;
  status: string;
  why: 'rejected' | 'lapsed' | 'revoked' | 'day-limit' | 'no-points' | 'kind-unknown';
  /** Reason code of the decision, and its wording. */
  reason: string | null;
  reasonText: LocalisedText | null;
  decision: ActionPoints['decision'] | null;
}

/** The numbers that rank a college, in the order in which they decide. */
export interface DecidingNumbers {
  points: number;
  per100Text: string;
  kinds: number;
  participants: number;
  /** Students, at least the rulebook's minimum. */
  divisor: number;
  participantsPer100Text: string;
}

export interface Neighbour {
  collegeId: string;
  shortNames: LocalisedText;
  rank: number;
  /** The first number that differs; null = both share the rank. */
  decidedBy: 'points' | 'per100' | 'kinds' | 'participants' | null;
  numbers: DecidingNumbers;
}

export interface RankExplained {
  board: Board;
  /** Null = among all colleges. */
  league: string | null;
  rank: number;
  of: number;
  /** True when another college has the same rank. */
  shared: boolean;
  numbers: DecidingNumbers;
  above: Neighbour | null;
  below: Neighbour | null;
}

/** Points and ranks of a college at a moment. */
export interface CollegeStanding extends CollegeRanks {
  /** 0 when it is on no board. */
  points: number;
}

export interface CollegeRanks {
  /** Null = on no board. */
  ranks: Record<Board, number> | null;
  /** Ranks within the league; null = in no league, or on no board. */
  leagueRanks: Record<Board, number> | null;
}

/** A term of a college's points and its difference. */
export interface PointsShare {
  of: 'kind' | 'diversity' | 'adjustments';
  /** Null unless `of` is `kind`. */
  kind: string | null;
  points: number;
}

/** An event that moved the points or ranks of a college. */
export interface PointsChange {
  eventId: string;
  at: string;
  position: string;
  /** Type of the event. */
  type: string;
  /** The college for which the event counts, as in the news; it may be another one. Null = it concerns all. */
  collegeId: string | null;
  /** Names that college. */
  shortNames: LocalisedText | null;
  actionId: string | null;
  kind: string | null;
  /** Reason code of the event. */
  reason: string | null;
  points: number;
  /** Their sum is `points`. */
  shares: PointsShare[];
  before: CollegeRanks;
  after: CollegeRanks;
}

/** An item of `GET /api/challenges/:id/colleges/:collegeId/changes`. */
export interface ChangeExplained extends PointsChange {
  /** The event in words. */
  words: LocalisedText;
  reasonText: LocalisedText | null;
  kindTitles: LocalisedText | null;
}
