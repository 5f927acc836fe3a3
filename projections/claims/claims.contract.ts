import type { Verified } from '../../src/events/values.js';

/** A favourable decision, or a first yes to one. */
export interface Approval {
  reviewer: string;
  at: string;
}

/** An action with what its sanity flags need. It holds ids of texts and no words. */
export interface ClaimDocument {
  actionId: string;
  challengeId: string;
  /** The college that submitted it; a merger is on the stream of the challenge. */
  collegeId: string;
  status: 'submitted' | 'needs-info' | 'approved' | 'rejected' | 'revoked' | 'withdrawn';
  pending: boolean;
  disputed: boolean;
  kind: string;
  doneFrom: string | null;
  doneOn: string;
  claimed: Readonly<Record<string, number>>;
  /** The numbers of the first report of this action; another kind or last day is another one. */
  firstClaimed: Readonly<Record<string, number>>;
  /** Null unless approved. */
  verified: Verified | null;
  partners: readonly string[];
  evidence: readonly string[];
  details: string | null;
  submittedAt: string;
  /** When it was submitted, or revised last. */
  reportedAt: string;
  /** Approvals of the decision that stands or is awaited, oldest first. */
  approvals: readonly Approval[];
  /** Groups in which its neighbours are found, see `near-keys.ts`. */
  near: readonly string[];
}
