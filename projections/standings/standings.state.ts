import type { Entrant } from '../../src/events/challenge.events.js';
import type { Rulebook } from '../../src/events/rulebook.js';
import type { LocalisedText, Track, Verified } from '../../src/events/values.js';
import type { Board, NewsItem } from './standings.contract.js';

/** The document of one challenge: plain JSON, so it can be stored and loaded at any event. */
export interface StandingsState {
  challengeId: string;
  /** Every event so far. */
  live: View;
  /** The public's view between freeze and reveal. */
  frozen: View | null;
  /** The view that counts between the final and a reopening. */
  final: View | null;
  /** Events folded after the final, newest last. */
  afterFinal: AfterFinal[];
  /** Last folded revision of the challenge's stream. */
  revision: number;
  /** The last events with the records they replaced: a final may reach back to one of them. */
  recent: RecentEvent[];
}

/** Standings as one audience may see them. Copies share their records: a record is replaced, never changed. */
export interface View {
  challenge: ChallengeFacts | null;
  /** Ascending by version. */
  rulebooks: RulebookVersion[];
  colleges: Record<string, College>;
  /** Oldest first. */
  news: ActivityEntry[];
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
  /** Null = not in the challenge, or left it. */
  entrant: Entrant | null;
  actions: Record<string, ActionRecord>;
  adjustments: Adjustment[];
}

export type ActionStatus = 'submitted' | 'needs-info' | 'approved' | 'rejected' | 'revoked' | 'withdrawn';

export interface ActionRecord {
  /** Last folded revision of the action's stream. */
  revision: number;
  kind: string;
  doneOn: string;
  submittedOn: string;
  rulebookVersion: number;
  status: ActionStatus;
  /** The first of two approvals is given. */
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
  /** The action's record before the event (null = none); absent = not an action's event. */
  undo?: { collegeId: string; actionId: string; before: ActionRecord | null };
  dayChange?: DayChange;
}

export interface AfterFinal {
  eventId: string;
  at: string;
  type: string;
  collegeId: string | null;
  actionId: string | null;
}

/** An event's effect on the list of days: the day it opened, and closed days that it reopened. */
export interface DayChange {
  day: string;
  added: boolean;
  reopened: HistoryDay[];
}

/** A change of points. Points and rank are resolved on the first read, from `before`. */
export interface ActivityEntry {
  eventId: string;
  at: string;
  type: NewsItem['type'];
  collegeId: string;
  /** Null = an adjustment. */
  actionId: string | null;
  kind: string | null;
  verified: Verified;
  before: ActionRecord | null;
  /** Absent = not resolved yet; null = the college was on no board. */
  result?: { points: number; rank: number } | null;
}

/** Null ranks = those of the view now. */
export interface HistoryDay {
  day: string;
  ranks: Record<Board, Record<string, number>> | null;
}

export function emptyView(): View {
  return {
    challenge: null,
    rulebooks: [],
    colleges: dictionary(),
    news: [],
    history: [],
    head: { eventId: '', position: '', asOf: '' },
  };
}

/** A view that later events do not change. */
export function copyView(view: View): View {
  const colleges = dictionary<College>();
  for (const [id, college] of Object.entries(view.colleges)) {
    colleges[id] = {
      ...college,
      actions: Object.assign(dictionary(), college.actions),
      adjustments: [...college.adjustments],
    };
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

/** A record's own value. Ids and metrics such as `constructor` or `__proto__` are ordinary names here. */
export function ownValue<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A record without a prototype, for keys from outside. */
export function dictionary<Value>(): Record<string, Value> {
  return Object.create(null) as Record<string, Value>;
}

/** The college's entry, added when missing. */
export function collegeOf(view: View, collegeId: string): College {
  return (
    ownValue(view.colleges, collegeId) ??
    (view.colleges[collegeId] = { entrant: null, actions: dictionary(), adjustments: [] })
  );
}
