import { type Action, type Challenge, daysFrom, isEntrant, newest } from './rights-model.js';
import { DISPUTE_DAYS } from './terms.js';

/** Everything in the way of a final, by kind, in the order of the refusal. `actions`: of the challenge. */
export function blockersOf(challenge: Challenge, actions: readonly Action[], today: string) {
  const own = actions.filter(({ collegeId }) => isEntrant(challenge, collegeId));
  const adjustments = [...challenge.adjustments.values()].filter(({ state }) => state === 'proposed');
  const found: [string, { id: string }[]][] = [
    ['undecided', own.filter(({ state }) => state === 'submitted')],
    ['question', own.filter(({ state }) => state === 'needs-info')],
    ['dispute', own.filter(({ disputed }) => disputed)],
    ['adjustment', adjustments],
    ['objection', challenge.objections.filter(({ state }) => state === 'open')],
    ['dispute-time', own.filter((action) => newest(challenge)?.options && isInTime(action, today))],
  ];
  return found.flatMap(([kind, of]) => (of.length > 0 ? [{ kind, ids: of.map(({ id }) => id).sort() }] : []));
}

/** The decision can still be disputed; while it is, the dispute itself is in the way. */
const isInTime = ({ decision, disputed }: Action, today: string) =>
  !disputed && decision?.disputable === true && daysFrom(decision.day, today) <= DISPUTE_DAYS;
