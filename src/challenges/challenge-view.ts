import type { ChallengeDocument } from '../../projections/challenges/challenges.projection.js';
import type { Viewer } from '../http/access.js';
import type { ChallengeItem } from '../../projections/challenges/challenges.contract.js';
import type { ChallengeDetails } from './challenges.contract.js';

const staff: readonly Viewer['role'][] = ['organiser', 'reviewer', 'auditor'];

export const isStaff = (viewer: Viewer | null): boolean => viewer !== null && staff.includes(viewer.role);

/** The caller's view of a challenge; between freeze and reveal the public sees the one at the freeze. */
export function toChallengeView(
  { frozen, live, public: atFreeze }: ChallengeDocument,
  seesAll: boolean,
): ChallengeDetails {
  const view = seesAll ? live : (atFreeze ?? live);
  return { ...view, frozen, boards: ['total', 'per-100'] };
}

export function toChallengeItem({
  rulebookVersion: _,
  rules: __,
  entrants: ___,
  merged: ____,
  ...item
}: ChallengeDetails): ChallengeItem {
  return item;
}
