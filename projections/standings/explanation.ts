import type { ActionPoints, PointsExplained } from './standings.contract.js';
import { entry, type ActionRecord, type View } from './standings.state.js';
import { tableOf, type Table } from './table.js';

/** Every point of one college: what each approved action brings, what each cap cut, bonus, adjustments. Null = not on the board. */
export function explain(challengeId: string, view: View, collegeId: string): PointsExplained | null {
  const table = tableOf(view);
  const standing = table.contestants.get(collegeId);
  const college = entry(view.colleges, collegeId);
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
    challengeId,
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
