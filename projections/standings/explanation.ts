import { reasonText } from '../../src/events/reason-words.js';
import { per100, per100Text } from './per-100.js';
import { compareQuotients, compareRank, orderedOf, type RankedCollege, type Table } from './ranking.js';
import { byCode, scoreAction } from './scoring.js';
import type {
  ActionPoints,
  Board,
  DecidingNumbers,
  Decision,
  Neighbour,
  PointsExplained,
  RankExplained,
  UnscoredAction,
} from './standings.contract.js';
import type { ActionRecord, View } from './standings.state.js';

/** A decision with the wording of its reason. */
export const decisionExplained = (decision: Decision | null): ActionPoints['decision'] | null =>
  decision && { ...decision, reasonText: decision.reason === null ? null : reasonText(decision.reason) };

/** Decided actions that bring nothing, each with the reason. */
export function unscoredOf(
  actions: Readonly<Record<string, ActionRecord>>,
  { rules }: Table,
  scored: ReadonlySet<string>,
): UnscoredAction[] {
  const unscored: UnscoredAction[] = [];
  for (const [actionId, action] of Object.entries(actions)) {
    const { kind, doneOn, status, decision } = action;
    const why = scored.has(actionId) ? null : whyUnscored(action, rules);
    if (why === null) continue;
    const titles = rules.kinds.get(kind)?.titles ?? null;
    const explained = decisionExplained(decision);
    const { reason, reasonText: words } = explained ?? { reason: null, reasonText: null };
    unscored.push({ actionId, kind, titles, doneOn, status, why, reason, reasonText: words, decision: explained });
  }
  return unscored.sort((a, b) => byCode(a.doneOn, b.doneOn) || byCode(a.actionId, b.actionId));
}

function whyUnscored(action: ActionRecord, rules: Table['rules']): UnscoredAction['why'] | null {
  if (action.status === 'rejected') return action.decision?.reason === 'unanswered' ? 'lapsed' : 'rejected';
  if (action.status === 'revoked') return 'revoked';
  if (action.status !== 'approved') return null;
  const { points, version } = scoreAction(action, rules);
  if (points > 0) return 'day-limit';
  return Object.hasOwn(rules.byVersion.get(version)?.kinds ?? {}, action.kind) ? 'no-points' : 'kind-unknown';
}

/** Rank of a college on both boards and within its league, with what decides against the neighbours. */
export function ranksExplained(view: View, one: RankedCollege): RankExplained[] {
  const { league } = one.standing;
  return (['total', 'per-100'] as const).flatMap((board) => {
    const all = orderedOf(view, board);
    const whole = rankIn(all, board, one, null);
    if (league === null) return [whole];
    return [
      whole,
      rankIn(
        all.filter(({ standing }) => standing.league === league),
        board,
        one,
        league,
      ),
    ];
  });
}

function rankIn(
  list: readonly RankedCollege[],
  board: Board,
  one: RankedCollege,
  league: string | null,
): RankExplained {
  const place = list.indexOf(one);
  const first = list.findIndex((other) => compareRank(board, other, one) === 0);
  const count = list.filter((other) => compareRank(board, other, one) === 0).length;
  const neighbour = (at: number) => (list[at] ? neighbourOf(board, one, list[at], list) : null);
  return {
    board,
    league,
    rank: first + 1,
    of: list.length,
    shared: count > 1,
    numbers: numbersOf(one),
    above: neighbour(place - 1),
    below: neighbour(place + 1),
  };
}

function neighbourOf(
  board: Board,
  one: RankedCollege,
  other: RankedCollege,
  list: readonly RankedCollege[],
): Neighbour {
  const { collegeId, shortNames } = other.standing;
  const rank = 1 + list.findIndex((entry) => compareRank(board, entry, other) === 0);
  return { collegeId, shortNames, rank, decidedBy: deciderOf(board, one, other), numbers: numbersOf(other) };
}

/** The first number of the chain in which two colleges differ; null = they share the rank. */
function deciderOf(
  board: Board,
  { standing: a }: RankedCollege,
  { standing: b }: RankedCollege,
): Neighbour['decidedBy'] {
  const isFirst =
    board === 'total' ? a.points !== b.points : compareQuotients(a.points, a.divisor, b.points, b.divisor) !== 0;
  if (isFirst) return board === 'total' ? 'points' : 'per100';
  if (a.kinds !== b.kinds) return 'kinds';
  return compareQuotients(a.participants, a.divisor, b.participants, b.divisor) === 0 ? null : 'participants';
}

function numbersOf({ standing: { points, kinds, participants, divisor } }: RankedCollege): DecidingNumbers {
  const text = (amount: number) => per100Text(per100(amount, divisor));
  return { points, per100Text: text(points), kinds, participants, divisor, participantsPer100Text: text(participants) };
}

/** The share cap of a kind: the greater of `from` and a percentage of all kinds after their season caps. */
export function shareOf({ score }: RankedCollege, { rules }: Table): PointsExplained['share'] {
  const { percent, from } = rules.newest?.shareCap ?? { percent: 100, from: 0 };
  const sum = score.kinds.reduce((total, kind) => total + kind.sum - kind.seasonCapCut, 0);
  return { percent, from, sum, limit: Math.max(from, Math.floor((percent * sum) / 100)) };
}
