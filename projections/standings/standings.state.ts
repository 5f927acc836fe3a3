import type { Entrant } from '../../src/events/challenge.events.js';
import type { Rulebook } from '../../src/events/rulebook.js';
import type { LocalisedText, Track, Verified } from '../../src/events/values.js';
import type { Board, NewsItem } from './standings.contract.js';

/** The document of one challenge: plain JSON, so it may be stored and read back at any event. */
export interface StandingsState {
  challengeId: string;
  /** Every event so far. */
  live: View;
  /** What the public sees between freeze and reveal. */
  frozen: View | null;
  /** What counts between the final and a reopening. */
  final: View | null;
  /** Events folded after the final, newest last. */
  afterFinal: AfterFinal[];
  /** Revision of the challenge's stream that was folded last. */
  revision: number;
  /** The last events with what they replaced, so that a final can be the fold through one of them. */
  recent: RecentEvent[];
}

/** Standings as one audience may see them. Copies share their records: a record is replaced, never changed. */
export interface View {
  challenge: ChallengeFacts | null;
  /** Ascending by version. */
  rulebooks: RulebookVersion[];
  colleges: Record<string, College>;
  /** Oldest first. */
  news: NewsEntry[];
  /** Ascending by day. */
  history: HistoryDay[];
  head: Head;
}

export interface Head {
  eventId: string;
  position: string;
  asOf: string;
}

export interface ChallengeFacts {
  track: Track;
  titles: LocalisedText;
  season: LocalisedText;
  opensOn: string;
  closesOn: string;
  state: 'announced' | 'open' | 'closed' | 'final';
}

export interface RulebookVersion {
  version: number;
  retroactive: boolean;
  rules: Rulebook;
}

export interface College {
  /** Null = not in the challenge (any more). */
  entrant: Entrant | null;
  actions: Record<string, ActionRecord>;
  adjustments: Adjustment[];
}

export type ActionStatus = 'submitted' | 'needs-info' | 'approved' | 'rejected' | 'revoked' | 'withdrawn';

export interface ActionRecord {
  /** Revision of the action's stream that was folded last. */
  revision: number;
  kind: string;
  doneOn: string;
  submittedOn: string;
  rulebookVersion: number;
  status: ActionStatus;
  /** A first yes is given, the second one is awaited. */
  endorsed: boolean;
  disputed: boolean;
  /** Null unless approved. */
  verified: Verified | null;
  evidence: string[];
  decision: Decision | null;
}

export interface Decision {
  eventId: string;
  at: string;
  type: string;
}

export interface Adjustment {
  eventId: string;
  at: string;
  points: number;
  reason: string;
}

export interface RecentEvent extends Head {
  /** What the action was before the event (null = nothing); absent = the event is not of an action. */
  undo?: { collegeId: string; actionId: string; before: ActionRecord | null };
  turned?: TurnedDay;
}

export interface AfterFinal {
  eventId: string;
  at: string;
  type: string;
  collegeId: string | null;
  actionId: string | null;
}

/** What an event did to the list of days: which day came in, and the days closed before that follow the view again. */
export interface TurnedDay {
  day: string;
  added: boolean;
  reopened: HistoryDay[];
}

/** An item of news. Change of points and rank are reckoned when somebody asks; until then `before` says how to. */
export interface NewsEntry {
  eventId: string;
  at: string;
  type: NewsItem['type'];
  collegeId: string;
  /** Null = an adjustment. */
  actionId: string | null;
  kind: string | null;
  verified: Verified;
  before: ActionRecord | null;
  /** Absent = not reckoned yet; null = the college stood on no board. */
  result?: { points: number; rank: number } | null;
}

/** Null ranks = as the view is now. */
export interface HistoryDay {
  day: string;
  ranks: Record<Board, Record<string, number>> | null;
}

export function emptyView(): View {
  return {
    challenge: null,
    rulebooks: [],
    colleges: growing(),
    news: [],
    history: [],
    head: { eventId: '', position: '', asOf: '' },
  };
}

/** A view that later events do not reach. */
export function copyView(view: View): View {
  const colleges: Record<string, College> = {};
  for (const [id, college] of Object.entries(view.colleges)) {
    colleges[id] = { ...college, actions: { ...college.actions }, adjustments: [...college.adjustments] };
  }
  return {
    ...view,
    rulebooks: [...view.rulebooks],
    colleges,
    news: [...view.news],
    history: [...view.history],
    head: { ...view.head },
  };
}

/**
 * A record's own entry: ids and metrics such as `constructor` or `toString` are names like any other. What an object inherits is a function,
 * and entries never are; asking whether it is its own costs more than the reading, and is left to those and to the one name that is neither.
 */
export function entry<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  const value = record[key];
  if (typeof value !== 'function' && key !== '__proto__') return value;
  return Object.hasOwn(record, key) ? value : undefined;
}

/**
 * A record that grows by names that no other one has. Without a prototype the engine keeps it as a dictionary from the start, instead of
 * learning a new shape for each name, which costs more than the fold.
 */
export function growing<Value>(): Record<string, Value> {
  return Object.create(null) as Record<string, Value>;
}

/** The college's entry, made when it is not there yet. */
export function collegeOf(view: View, collegeId: string): College {
  return (
    entry(view.colleges, collegeId) ??
    (view.colleges[collegeId] = { entrant: null, actions: growing(), adjustments: [] })
  );
}
