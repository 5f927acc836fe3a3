import type { ChallengeView } from '../../../projections/challenges/challenges.projection.js';
import type { ActionDocument } from '../../../projections/review-queue/review-queue.projection.js';
import { rulesOf, scoreAction } from '../../../projections/standings/scoring.js';

/** Points of the claimed numbers under the rules that a view shows, before limits over several actions. */
export function claimedPoints(
  { rulebooks }: Pick<ChallengeView, 'rulebooks'>,
  action: Pick<ActionDocument, 'kind' | 'doneOn' | 'submittedOn' | 'rulebookVersion' | 'claimed'>,
): number {
  const { kind, doneOn, submittedOn, rulebookVersion, claimed } = action;
  const rules = rulesOf(rulebooks.filter(({ withdrawn }) => !withdrawn));
  const verified = Object.fromEntries(Object.entries(claimed).map(([metric, { value }]) => [metric, value]));
  const state = { revision: 0, endorsed: false, disputed: false, disputable: false, decision: null };
  const record = { ...state, evidence: [], kind, doneOn, submittedOn, rulebookVersion, verified };
  return scoreAction({ ...record, status: 'approved' }, rules).points;
}
