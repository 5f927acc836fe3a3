import { eventWords } from '../../src/events/event-words.js';
import { reasonText } from '../../src/events/reason-words.js';
import type { EventType } from '../../src/events/schemas.js';
import type { LocalisedText } from '../../src/events/values.js';
import { decisionExplained, ranksExplained, shareOf, unscoredOf } from './explanation.js';
import { ranksOf } from './history.js';
import { orderedOf, rowsOf, type Table, tableOf, tallyOf } from './ranking.js';
import { byCode, scoreAction } from './scoring.js';
import type {
  ActionPoints,
  Audience,
  Board,
  NewsItem,
  PointsExplained,
  StandingsHistory,
  StandingsRow,
  UnscoredAction,
} from './standings.contract.js';
import {
  type ActionRecord,
  actionsOf,
  adjustmentsOf,
  entrantActions,
  headOf,
  ownValue,
  type StandingsState,
  type View,
  viewOf,
} from './standings.state.js';

/** A board in its order; with `league` only that league's rows, their `order` and `rank` as on the whole board. */
export function boardOf(
  state: StandingsState,
  audience: Audience,
  board: Board,
  { league }: { league?: string } = {},
): ReturnType<typeof headOf> & { rows: StandingsRow[] } {
  const rows = rowsOf(board, orderedOf(viewOf(state, audience), board));
  return {
    ...headOf(state, audience),
    rows: league === undefined ? rows : rows.filter((row) => row.league === league),
  };
}

/** Newest first. Decisions about a college that left are left out, since they count nowhere. */
export function newsOf(
  state: StandingsState,
  audience: Audience,
): { items: NewsItem[]; totals: { actions: number; metrics: Record<string, number> } } {
  const view = viewOf(state, audience);
  const { kinds } = tableOf(view).rules;
  const items = view.news.flatMap((item): NewsItem[] => {
    const { collegeId, kind, reason, event } = item;
    const about = collegeId === null ? view.challenge?.titles : ownValue(view.colleges, collegeId)?.entrant?.shortNames;
    const shortNames = about ?? item.shortNames;
    if (!shortNames) return [];
    const kindTitles: LocalisedText | null = (kind !== null && kinds.get(kind)?.titles) || null;
    const words = eventWords[event as EventType];
    return [{ ...item, shortNames, kindTitles, words, reasonText: reason === null ? null : reasonText(reason) }];
  });
  return { items: items.reverse(), totals: totalsOf(view) };
}

function totalsOf(view: View): { actions: number; metrics: Record<string, number> } {
  const metrics = new Map<string, number>();
  let actions = 0;
  for (const [collegeId, college] of Object.entries(view.colleges)) {
    if (!college.entrant && !college.countsInTotals) continue;
    const tally = tallyOf(view, collegeId);
    const records = actionsOf(view, collegeId);
    actions += tally.actions;
    for (const id of tally.scored()) {
      for (const [metric, value] of Object.entries(records[id]?.verified ?? {}))
        if (value > 0) metrics.set(metric, (metrics.get(metric) ?? 0) + value);
    }
  }
  return { actions, metrics: Object.fromEntries([...metrics].sort(([a], [b]) => byCode(a, b))) };
}

/** Ranks at the end of each day with an event, from the first day with a ranked college. */
export function historyOf(state: StandingsState, audience: Audience, board: Board): StandingsHistory {
  const view = viewOf(state, audience);
  const now = ranksOf(view);
  const days = view.history.map(({ day, ranks }) => ({ day, ranks: (ranks ?? now)[board] }));
  const first = days.findIndex(({ ranks }) => Object.keys(ranks).length > 0);
  return { challengeId: state.challengeId, board, days: first === -1 ? [] : days.slice(first) };
}

export interface Undecided {
  pendingActions: string[];
  /** Those of the pending ones whose college owes an answer. */
  questions: string[];
  disputedActions: string[];
  /** Actions whose decision nobody disputed yet, with its instant. */
  decisions: { actionId: string; at: string }[];
}

/** Actions of entrants that wait for a decision, and those that may still be disputed. */
export function undecidedOf({ live }: StandingsState): Undecided {
  const undecided: Undecided = { pendingActions: [], questions: [], disputedActions: [], decisions: [] };
  for (const { actions } of entrantActions(live)) {
    for (const [id, { status, disputed, disputable, decision }] of Object.entries(actions)) {
      if (status === 'submitted' || status === 'needs-info') {
        undecided.pendingActions.push(id);
        if (status === 'needs-info') undecided.questions.push(id);
      } else if (disputed) undecided.disputedActions.push(id);
      else if (decision && disputable) undecided.decisions.push({ actionId: id, at: decision.at });
    }
  }
  return undecided;
}

/** Decisions on actions of a college that nobody disputed yet, with their instants. */
export function openDecisionsOf({ live }: StandingsState, collegeId: string): Undecided['decisions'] {
  return Object.entries(actionsOf(live, collegeId)).flatMap(([actionId, { disputed, disputable, decision }]) =>
    decision && disputable && !disputed ? [{ actionId, at: decision.at }] : [],
  );
}

/** Decided actions of one college that bring nothing, rejected ones too: for the college itself and for staff. */
export function unscoredActionsOf(state: StandingsState, audience: Audience, collegeId: string): UnscoredAction[] {
  const view = viewOf(state, audience);
  return unscoredOf(actionsOf(view, collegeId), tableOf(view), tallyOf(view, collegeId).scored());
}

/** Every point of one college: each approved action, each cap, bonus, adjustments. Null = not on the board. */
export function pointsOf(state: StandingsState, audience: Audience, collegeId: string): PointsExplained | null {
  const view = viewOf(state, audience);
  const table = tableOf(view);
  const standing = table.colleges.get(collegeId);
  if (!standing) return null;
  const { entrant, score } = standing;
  const scored = tallyOf(view, collegeId).scored();
  const records = actionsOf(view, collegeId);
  const actions = Object.entries(records)
    .filter(([, { status }]) => status === 'approved')
    .map(([id, action]) => explainAction(id, action, table, scored))
    .sort((a, b) => byCode(a.doneOn, b.doneOn) || byCode(a.actionId, b.actionId));
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
    rank: table.total.rankOf(standing),
    points: score.points,
    actions,
    kinds,
    diversity: score.diversity,
    adjustments: adjustmentsOf(view, collegeId).map((one) => ({ ...one, reasonText: reasonText(one.reason) })),
    unscored: unscoredOf(records, table, scored).filter(
      // Outsiders never see what was returned or rejected.
      ({ status }) => audience === 'staff' || status !== 'rejected',
    ),
    ranks: ranksExplained(view, standing),
    share: shareOf(standing, table),
  };
}

function explainAction(
  actionId: string,
  action: ActionRecord,
  table: Table,
  scored: ReadonlySet<string>,
): ActionPoints {
  const { version, late, base, parts, capCut, points } = scoreAction(action, table.rules);
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
    decision: decisionExplained(decision) ?? { eventId: '', at: '', type: '', reason: null, reasonText: null },
    evidence,
  };
}
