/** What is told of actions to those who send them and those who decide on them. Types only: the browser code reads this file too. */
import type { Claimed, Verified } from '../events/values.js';

export type ActionStatus = 'submitted' | 'needs-info' | 'approved' | 'rejected' | 'revoked' | 'withdrawn';

/** What a reviewer should look at twice; never a refusal. */
export type SanityFlag =
  | 'much-waste-a-person'
  | 'many-trees-a-person'
  | 'more-participants-than-students'
  | 'many-beneficiaries'
  | 'more-living-trees-than-planted'
  | 'same-kind-same-day';

export interface ActionStep {
  eventId: string;
  at: string;
  type: string;
  /** Null for coordinators: a college does not learn who decided. */
  actor: string | null;
  reason: string | null;
  /** The words; null = none, or erased since. */
  note: string | null;
  verified: Verified | null;
}

/** An item of `GET /api/actions`, and the answer of `GET /api/actions/:id`. */
export interface ActionDetails {
  id: string;
  /** Raised by everything that happens to the action; a decision may name the one it is made on. Null for coordinators. */
  revision: number | null;
  challengeId: string;
  collegeId: string;
  status: ActionStatus;
  pending: boolean;
  disputed: boolean;
  /** A first yes is given; null also for coordinators. */
  endorsement: { reviewer: string; verified: Verified; decision: 'approve' | 'correct' } | null;
  kind: string;
  doneFrom: string | null;
  doneOn: string;
  submittedOn: string;
  submittedAt: string;
  rulebookVersion: number;
  claimed: Claimed;
  partners: string[];
  /** `url` is null when the evidence is no link or its words are gone. */
  evidence: { id: string; url: string | null }[];
  place: string | null;
  description: string | null;
  verified: Verified | null;
  flags: SanityFlag[];
  journal: ActionStep[];
}

export interface ActionList {
  items: ActionDetails[];
  /** Without limit and offset. */
  total: number;
}
