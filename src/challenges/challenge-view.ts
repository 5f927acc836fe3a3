import type { ChallengeDocument } from '../../projections/challenges/challenges.projection.js';
import type { Viewer } from '../http/access.js';
import type { ChallengeItem } from '../../projections/challenges/challenges.contract.js';
import type { ChallengeDetails } from './challenges.contract.js';

const staff: readonly Viewer['role'][] = ['organiser', 'reviewer', 'auditor'];

export const isStaff = (viewer: Viewer | null): boolean => viewer !== null && staff.includes(viewer.role);

/**
 * The caller's view of a challenge on a day. Between freeze and reveal the public sees the one at the freeze, with the present days
 * and state. A final shows as closed until the reveal.
 */
export function toChallengeView(
  { frozen, live, public: atFreeze }: ChallengeDocument,
  seesAll: boolean,
  today: string,
): ChallengeDetails {
  const {
    finals: _,
    rulebooks: __,
    adjustments: ___,
    ...view
  } = seesAll || !atFreeze ? live : { ...atFreeze, ...calendarOf(live) };
  return { ...view, state: stateOn(view, today), frozen, boards: ['total', 'per-100'] };
}

function calendarOf({ state, opensOn, closesOn }: ChallengeDocument['live']) {
  return { state: state === 'final' ? ('closed' as const) : state, opensOn, closesOn };
}

/** The last day ends at midnight, whether the event that closes is stored yet or not. */
const stateOn = ({ state, closesOn }: Pick<ChallengeDocument['live'], 'state' | 'closesOn'>, today: string) =>
  state === 'open' && closesOn < today ? 'closed' : state;

export function toChallengeItem({
  rulebookVersion: _,
  rules: __,
  entrants: ___,
  merged: ____,
  lacks: _____,
  ...item
}: ChallengeDetails): ChallengeItem {
  return item;
}
