import type { DeciderDocument } from '../deciders/deciders.projection.js';
import type { ClaimDocument } from './claims.contract.js';
import type { Flag } from './flag.js';
import { flagsOf } from './flags.js';
import { nearKeysOf } from './near-keys.js';
import { Neighbours, type Surroundings } from './neighbours.js';

/** A claim of the college `teniz`: a clean-up on 10 October that raises no flag. */
export function claimed(actionId: string, changes: Partial<ClaimDocument> = {}): ClaimDocument {
  const claim: ClaimDocument = {
    actionId,
    challengeId: 'green-2026',
    collegeId: 'teniz',
    status: 'submitted',
    pending: true,
    disputed: false,
    kind: 'G1',
    doneFrom: null,
    doneOn: '2026-10-10',
    claimed: { bags: 12, participants: 20 },
    firstClaimed: changes.claimed ?? { bags: 12, participants: 20 },
    verified: null,
    partners: [],
    evidence: [],
    details: null,
    submittedAt: '2026-10-11T07:00:00.000Z',
    reportedAt: '2026-10-11T07:00:00.000Z',
    approvals: [],
    near: [],
    ...changes,
  };
  const pending = claim.status === 'submitted' || claim.status === 'needs-info';
  return { ...claim, pending, near: nearKeysOf(claim) };
}

export const decider = (accountId: string, changes: Partial<DeciderDocument> = {}): [string, DeciderDocument] => [
  accountId,
  { accountId, colleges: [], resets: [], decisions: {}, ...changes },
];

/** Flags of the first claim among the others. Every college has 600 students and none has merged. */
export function flagged(
  claim: ClaimDocument,
  others: ClaimDocument[] = [],
  around: Partial<Surroundings> = {},
): Flag[] {
  const surroundings: Surroundings = {
    ownerOf: (_, collegeId) => collegeId,
    studentsOf: () => 600,
    likeness: new Map(),
    twins: new Map(),
    deciders: new Map(),
    ...around,
  };
  return flagsOf(claim, new Neighbours([claim, ...others], surroundings));
}
