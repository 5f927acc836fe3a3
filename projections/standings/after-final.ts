import { decisionExplained } from './explanation.js';
import { actionPoints } from './preview.js';
import { tableOf } from './ranking.js';
import { byCode } from './scoring.js';
import type { ActionAfterFinal } from './preview.contract.js';
import type { Audience } from './standings.contract.js';
import { type ActionRecord, actionsOf, entrantActions, ownValue, type StandingsState } from './standings.state.js';

/**
 * Actions that were decided after the event that the standing final names, the oldest decision first. They count only when the
 * challenge is reopened. Outsiders see those that brought points before or would bring them, and none during a freeze.
 */
export function afterFinalOf({ live, final, frozen }: StandingsState, audience: Audience): ActionAfterFinal[] {
  if (!final || (frozen && audience === 'public')) return [];
  const { rules, colleges } = tableOf(live);
  const [before, after] = [actionPoints(final), actionPoints(live)];
  const found: ActionAfterFinal[] = [];
  for (const { collegeId, actions } of entrantActions(live)) {
    const old = actionsOf(final, collegeId);
    const { shortNames } = colleges.get(collegeId)!.entrant;
    for (const [actionId, action] of Object.entries(actions)) {
      const was = ownValue(old, actionId);
      if (!isOther(was, action) || !isShown(was, action, audience)) continue;
      const { kind, doneOn, status } = action;
      found.push({
        actionId,
        collegeId,
        shortNames,
        kind,
        titles: rules.kinds.get(kind)?.titles ?? null,
        doneOn,
        status: { before: was?.status ?? null, after: status },
        points: { before: before.get(actionId) ?? 0, after: after.get(actionId) ?? 0 },
        decision: decisionExplained(action.decision),
      });
    }
  }
  const at = ({ decision }: ActionAfterFinal) => decision?.at ?? '';
  return found.sort((a, b) => byCode(at(a), at(b)) || byCode(a.actionId, b.actionId));
}

const isOther = (was: ActionRecord | undefined, is: ActionRecord): boolean =>
  was?.status !== is.status || was.decision?.eventId !== is.decision?.eventId;

const isShown = (was: ActionRecord | undefined, is: ActionRecord, audience: Audience): boolean =>
  audience === 'staff' || was?.status === 'approved' || is.status === 'approved';
