import type { Entrant } from '../../src/events/challenge.events.js';
import type { Rulebook } from '../../src/events/rulebook.js';
import type { LocalisedText, Track, Verified } from '../../src/events/values.js';
import type { Audience, Board, Decision, NewsItem, PointsExplained } from './standings.contract.js';

/** Raised whenever a stored state cannot be loaded any more; older snapshots are then ignored. */
export const stateFormat = 14;

/** The document of one challenge: plain JSON, so it can be stored and loaded at any event. */
export interface StandingsState {
  challengeId: string;
  /** Every event so far. */
  live: View;
  /** The public's view between freeze and reveal. */
  frozen: View | null;
  /** The view that counts between the final and a reopening. */
  final: View | null;
  /** Last folded revision of the challenge's stream. */
  revision: number;
  /** The last events with the records they replaced: a final may reach back to one of them. */
  recent: RecentEvent[];
}

/** Standings as one audience may see them. Copies share their records: a record is replaced, never changed. */
export interface View {
  challenge: ChallengeInfo | null;
  /** Ascending by version. */
  rulebooks: RulebookVersion[];
  colleges: Record<string, College>;
  /** A merged college → the one it merged into, which may have merged itself later. */
  merged: Record<string, string>;
  /** The last changes of points, oldest first. */
  news: StoredNews[];
  /** Ascending by day. */
  history: HistoryDay[];
  head: Head;
}

/** A news item without the texts that are looked up when it is read. */
export interface StoredNews extends Omit<NewsItem, 'shortNames' | 'kindTitles' | 'words' | 'reasonText'> {
  /** Names of a college that left or merged, or may leave: it has no entry to look up then. */
  shortNames?: NewsItem['shortNames'];
}

export interface Head {
  eventId: string;
  position: string;
  asOf: string;
}

export interface ChallengeInfo {
  track: Track;
  titles: LocalisedText;
  season: LocalisedText;
  opensOn: string;
  closesOn: string;
  state: 'announced' | 'open' | 'closed' | 'final' | 'cancelled';
}

export interface RulebookVersion {
  version: number;
  retroactive: boolean;
  rules: Rulebook;
}

export interface College {
  /** Null = not in the challenge, or left it. */
  entrant: Entrant | null;
  /** It left, and its scored actions stay in the sums of the challenge. */
  countsInTotals: boolean;
  /** Its own actions and adjustments, also while they count for another college. */
  actions: Record<string, ActionRecord>;
  adjustments: Omit<PointsExplained['adjustments'][number], 'reasonText'>[];
}

export interface ActionRecord {
  /** Last folded revision of the action's stream. */
  revision: number;
  kind: string;
  doneOn: string;
  submittedOn: string;
  rulebookVersion: number;
  status: 'submitted' | 'needs-info' | 'approved' | 'rejected' | 'revoked' | 'withdrawn';
  /** The first of two approvals is given. */
  endorsed: boolean;
  disputed: boolean;
  /** The last decision may still be disputed, within the days of the rulebook. */
  disputable: boolean;
  /** Null unless approved. */
  verified: Verified | null;
  evidence: string[];
  decision: Decision | null;
}

export interface RecentEvent extends Head {
  /** The action's record before the event (null = none); absent = not an action's event. */
  undo?: { collegeId: string; actionId: string; before: ActionRecord | null };
  dayChange?: DayChange;
}

/** An event's effect on the list of days: the day it opened, and closed days that it reopened. */
export interface DayChange {
  day: string;
  added: boolean;
  reopened: HistoryDay[];
}

/** Null ranks = those of the view now. */
export interface HistoryDay {
  day: string;
  ranks: Record<Board, Record<string, number>> | null;
}

export function initialState(challengeId: string): StandingsState {
  const head = { eventId: '', position: '', asOf: '' };
  const live: View = { challenge: null, rulebooks: [], colleges: {}, merged: {}, news: [], history: [], head };
  return { challengeId, live, frozen: null, final: null, revision: -1, recent: [] };
}

/** A view that later events do not change. */
export function copyView(view: View): View {
  const colleges: View['colleges'] = {};
  for (const [id, college] of Object.entries(view.colleges))
    colleges[id] = { ...college, actions: { ...college.actions } };
  return { ...view, colleges };
}

/** A record's own value. Ids and metrics such as `constructor` are ordinary names here. */
export function ownValue<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The college for which the actions of a college count: itself, or the one it merged into. */
export function ownerIn(view: View, collegeId: string): string {
  const into = ownValue(view.merged, collegeId);
  return into === undefined ? collegeId : ownerIn(view, into);
}

/** The college's entry, added when missing. */
export function collegeOf(view: View, collegeId: string): College {
  return (
    ownValue(view.colleges, collegeId) ??
    (view.colleges[collegeId] = { entrant: null, countsInTotals: false, actions: {}, adjustments: [] })
  );
}

/** The college with all that merged into it, itself first. */
function membersOf(view: View, collegeId: string): College[] {
  const merged = Object.keys(view.merged).filter((id) => ownerIn(view, id) === collegeId);
  return [collegeId, ...merged].map((id) => collegeOf(view, id));
}

/** The actions that count for a college, by id. */
export function actionsOf(view: View, collegeId: string): College['actions'] {
  const [own, ...merged] = membersOf(view, collegeId);
  return merged.reduce((all, { actions }) => ({ ...all, ...actions }), own!.actions);
}

/** The actions that count for each entrant. */
export function entrantActions(view: View): { collegeId: string; actions: College['actions'] }[] {
  const entrants = Object.keys(view.colleges).filter((id) => view.colleges[id]!.entrant);
  return entrants.map((collegeId) => ({ collegeId, actions: actionsOf(view, collegeId) }));
}

/** The adjustments that count for a college. */
export function adjustmentsOf(view: View, collegeId: string): College['adjustments'] {
  const [own, ...merged] = membersOf(view, collegeId);
  if (merged.length === 0) return own!.adjustments;
  return [own!, ...merged]
    .flatMap(({ adjustments }) => adjustments)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Staff see the view that counts; the public sees the view at the freeze until the reveal. */
export function viewOf(state: StandingsState, audience: Audience): View {
  const counts = state.final ?? state.live;
  return audience === 'public' ? (state.frozen ?? counts) : counts;
}

/** Last event and rulebook version of an audience's standings; version 0 = none published yet. */
export function headOf(state: StandingsState, audience: Audience): Head & { frozen: boolean; rulebookVersion: number } {
  const { head, rulebooks } = viewOf(state, audience);
  return { ...head, frozen: state.frozen !== null, rulebookVersion: rulebooks.at(-1)?.version ?? 0 };
}

export interface ChallengeView extends ChallengeInfo {
  id: string;
  frozen: boolean;
  rulebookVersion: number;
}

/** Facts of the challenge; null = it was never announced. */
export function challengeOf(state: StandingsState, audience: Audience): ChallengeView | null {
  const { challenge } = audience === 'public' ? (state.frozen ?? state.live) : state.live;
  const { frozen, rulebookVersion } = headOf(state, audience);
  return challenge && { ...challenge, id: state.challengeId, frozen, rulebookVersion };
}
