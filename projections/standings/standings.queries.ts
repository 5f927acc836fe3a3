import type {
  ActionPoints,
  Audience,
  Board,
  NewsItem,
  PointsExplained,
  StandingsHistory,
  StandingsRow,
} from './standings.contract.js';
import type { LocalisedText } from '../../src/events/values.js';
import { type RankedCollege, rowsOf } from './ranking.js';
import { ranksOf } from './history.js';
import { resolvedActivity } from './activity.js';
import {
  ownValue,
  type ActionRecord,
  type AfterFinal,
  type ChallengeFacts,
  type Head,
  type StandingsState,
  type View,
} from './standings.state.js';
import { scoresOf, tableOf, type Table } from './derived.js';

export interface BoardView extends Head {
  rows: StandingsRow[];
  frozen: boolean;
  /** 0 = none published yet. */
  rulebookVersion: number;
}

export interface ChallengeView extends ChallengeFacts {
  id: string;
  frozen: boolean;
  rulebookVersion: number;
}

/** Staff see the view that counts; the public sees the view at the freeze until the reveal. */
function viewOf(state: StandingsState, audience: Audience): View {
  const counts = state.final ?? state.live;
  return audience === 'public' ? (state.frozen ?? counts) : counts;
}

/** Last event in an audience's standings. */
export const lastEvent = (state: StandingsState, audience: Audience) => viewOf(state, audience).head;

/** Last event and rulebook version of an audience's standings. */
export function headOf(state: StandingsState, audience: Audience): Omit<BoardView, 'rows'> {
  const view = viewOf(state, audience);
  return { ...view.head, frozen: state.frozen !== null, rulebookVersion: view.rulebooks.at(-1)?.version ?? 0 };
}

/** A board in its order; with `league` only that league's rows, their `order` and `rank` as on the whole board. */
export function boardOf(
  state: StandingsState,
  audience: Audience,
  board: Board,
  { league }: { league?: string } = {},
): BoardView {
  const rows = rowsOf(board, tableOf(viewOf(state, audience)).boards[board].ordered);
  return {
    ...headOf(state, audience),
    rows: league === undefined ? rows : rows.filter((row) => row.league === league),
  };
}

/** Colleges on an audience's boards by id, unordered. An event that names a college changes only that entry. */
export function rankedColleges(state: StandingsState, audience: Audience): ReadonlyMap<string, RankedCollege> {
  return scoresOf(viewOf(state, audience)).colleges;
}

/** Newest first; entries of colleges on no board are left out. */
export function newsOf(
  state: StandingsState,
  audience: Audience,
): { items: NewsItem[]; totals: { actions: number; metrics: Record<string, number> } } {
  const view = viewOf(state, audience);
  const { rules } = tableOf(view);
  const items = resolvedActivity(view).flatMap(
    ({ eventId, at, type, collegeId, kind, verified, result }): NewsItem[] => {
      const entrant = ownValue(view.colleges, collegeId)?.entrant;
      if (!entrant || !result) return [];
      const kindTitles: LocalisedText | null = (kind !== null && rules.kinds.get(kind)?.titles) || null;
      return [{ eventId, at, type, collegeId, shortNames: entrant.shortNames, ...result, kind, kindTitles, verified }];
    },
  );
  return { items: items.reverse(), totals: totalsOf(view) };
}

function totalsOf(view: View): { actions: number; metrics: Record<string, number> } {
  const metrics = new Map<string, number>();
  let actions = 0;
  for (const { entrant, score } of tableOf(view).boards.total.ordered) {
    const college = ownValue(view.colleges, entrant.collegeId);
    actions += score.scored.size;
    for (const id of score.scored) {
      for (const [metric, value] of Object.entries(college?.actions[id]?.verified ?? {}))
        if (value > 0) metrics.set(metric, (metrics.get(metric) ?? 0) + value);
    }
  }
  return { actions, metrics: Object.fromEntries([...metrics].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Ranks at the end of each day with an event, from the first day with a ranked college. */
export function historyOf(state: StandingsState, audience: Audience, board: Board): StandingsHistory {
  const view = viewOf(state, audience);
  const now = ranksOf(view);
  const days = view.history.map(({ day, ranks }) => ({ day, ranks: (ranks ?? now)[board] }));
  const first = days.findIndex(({ ranks }) => Object.keys(ranks).length > 0);
  return { challengeId: state.challengeId, board, days: first === -1 ? [] : days.slice(first) };
}

/** Actions of entrants that wait for a decision: pending, sent back, or disputed. A challenge with any of them is not finalised. */
export function pendingOf(state: StandingsState): string[] {
  return Object.values(state.live.colleges)
    .filter(({ entrant }) => entrant !== null)
    .flatMap(({ actions }) => Object.entries(actions))
    .filter(([, { status, disputed }]) => disputed || status === 'submitted' || status === 'needs-info')
    .map(([id]) => id)
    .sort();
}

/** Facts of the challenge; null = it was never announced. */
export function challengeOf(state: StandingsState, audience: Audience): ChallengeView | null {
  const { challenge } = audience === 'public' ? (state.frozen ?? state.live) : state.live;
  const { frozen, rulebookVersion } = headOf(state, audience);
  return challenge && { ...challenge, id: state.challengeId, frozen, rulebookVersion };
}

/** Events after the final, which do not count before a reopening; the last fifty, oldest first. */
export function afterFinalOf(state: StandingsState): readonly AfterFinal[] {
  return state.afterFinal;
}

/** Every point of one college: each approved action, each cap, bonus, adjustments. Null = not on the board. */
export function pointsOf(state: StandingsState, audience: Audience, collegeId: string): PointsExplained | null {
  const view = viewOf(state, audience);
  const table = tableOf(view);
  const standing = table.colleges.get(collegeId);
  const college = ownValue(view.colleges, collegeId);
  if (!standing || !college) return null;
  const { entrant, score } = standing;
  const actions = Object.entries(college.actions)
    .filter(([, { status }]) => status === 'approved')
    .map(([id, action]) => explainAction(id, action, table, score.scored))
    .sort((a, b) => compareText(a.doneOn, b.doneOn) || compareText(a.actionId, b.actionId));
  const kinds = score.kinds
    .filter(({ seasonCapCut, shareCapCut }) => seasonCapCut + shareCapCut > 0)
    .map((kind) => ({ ...kind, titles: table.rules.kinds.get(kind.kind)?.titles ?? null }));
  const { position, asOf } = view.head;
  return {
    challengeId: state.challengeId,
    collegeId,
    names: entrant.names,
    shortNames: entrant.shortNames,
    position,
    asOf,
    rank: table.boards.total.rankOf(standing),
    points: score.points,
    actions,
    kinds,
    diversity: score.diversity,
    adjustments: college.adjustments,
  };
}

function explainAction(
  actionId: string,
  action: ActionRecord,
  table: Table,
  scored: ReadonlySet<string>,
): ActionPoints {
  const { version, late, base, parts, capCut, points } = table.scoreOf(action);
  const { kind, doneOn, submittedOn, evidence, decision } = action;
  return {
    actionId,
    kind,
    titles: table.rules.kinds.get(kind)?.titles ?? null,
    doneOn,
    submittedOn,
    rulebookVersion: version,
    late,
    base,
    parts,
    capCut,
    points,
    dayLimit: points > 0 && !scored.has(actionId),
    decision: decision ?? { eventId: '', at: '', type: '' },
    evidence,
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
