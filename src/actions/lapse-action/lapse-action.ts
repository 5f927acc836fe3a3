import type { ChallengeState } from '../../challenges/index.js';
import type { ActionEvent } from '../../events/action.events.js';
import { daysBetween } from '../../events/day.js';
import type { ActionState } from '../action.js';

/** A question without an answer rejects the action after the `lapseDays` of the newest rulebook; the college may dispute it. */
export function lapseAction(state: ActionState, challenge: ChallengeState, today: string): ActionEvent[] {
  if (state.status !== 'needs-info' || state.askedOn === null) return [];
  if (challenge.status !== 'open' && challenge.status !== 'closed') return [];
  const days = challenge.rulebooks.at(-1)?.rules.lapseDays;
  if (days === undefined || daysBetween(state.askedOn, today) <= days) return [];
  return [{ type: 'ActionLapsed', data: { ...state.ref, reason: 'unanswered' } }];
}
