import {
  farAboveClaim,
  grownByRevision,
  manyBeneficiaries,
  manyParticipants,
  manyTrees,
  muchWaste,
} from './claim-flags.js';
import type { ClaimDocument } from './claims.contract.js';
import { afterReset, ofOneCollege, ownHistory, withinAMinute } from './decision-flags.js';
import type { Flag } from './flag.js';
import {
  inAnotherChallenge,
  jointInFull,
  livingTrees,
  manyKinds,
  overlappingDays,
  rejectedBefore,
  sameKindSameDay,
  sameLink,
  samePhoto,
} from './neighbour-flags.js';
import type { Near, Neighbours } from './neighbours.js';

type Rule = (claim: ClaimDocument, near: Near) => Flag | Flag[] | null;

/** In the order of `FLAG_CODES`. */
const rules: readonly Rule[] = [
  muchWaste,
  manyTrees,
  manyParticipants,
  manyBeneficiaries,
  livingTrees,
  sameKindSameDay,
  overlappingDays,
  manyKinds,
  jointInFull,
  inAnotherChallenge,
  sameLink,
  samePhoto,
  rejectedBefore,
  grownByRevision,
  farAboveClaim,
  withinAMinute,
  afterReset,
  ofOneCollege,
  ownHistory,
];

/** Numbers, neighbours and decisions outside what such actions usually have. A withdrawn action has no flags. */
export function flagsOf(claim: ClaimDocument, neighbours: Neighbours): Flag[] {
  if (claim.status === 'withdrawn') return [];
  const near = neighbours.near(claim);
  return rules.flatMap((rule) => rule(claim, near) ?? []);
}
