import { z } from 'zod';
import type { EventOf } from './event.js';
import { MOST_RECEIPTS } from './receipt.js';
import {
  attestation,
  claimed,
  day,
  evidenceRef,
  id,
  kindCode,
  reasonCode,
  vaultIds,
  vaultRef,
  verified,
} from './values.js';

/** Every event of an action says whose it is, so that no fold has to look it up. */
const whose = { actionId: id, challengeId: id, collegeId: id };
const reviewer = id;
const outcome = z.enum(['upheld', 'approved', 'rejected']);

const claim = {
  kind: kindCode,
  /** First day of an action of several days; absent = one day. */
  doneFrom: day.optional(),
  /** Last day of the action; it scores. */
  doneOn: day,
  claimed,
  /** Colleges that took part; no effect on points. */
  partners: z.array(id).max(50),
  /** Evidence in its order; links and files themselves are in the vault. */
  evidence: z.array(evidenceRef).max(50),
  /** Place and description in words. */
  details: vaultRef.nullable(),
  /** Present when the evidence has files; absent in earlier versions. */
  attestation: attestation.optional(),
};

/** Stream `action-<id>`. */
export const actionEvents = {
  ActionSubmitted: z.object({
    ...whose,
    ...claim,
    submittedOn: day,
    rulebookVersion: z.int().min(1),
    /** Receipt number without its check digit; absent in earlier versions. */
    receipt: z.int().min(1).max(MOST_RECEIPTS).optional(),
  }),
  /** Another kind or day is another deed: it takes the day and the rulebook of its revision. Null = those of before stay. */
  ActionRevised: z.object({
    ...whose,
    ...claim,
    submittedOn: day.nullable(),
    rulebookVersion: z.int().min(1).nullable(),
    /** The answer to a question, in words; absent = none. */
    note: vaultRef.optional(),
  }),
  EvidenceAttached: z.object({ ...whose, evidence: evidenceRef, attestation: attestation.optional() }),
  EvidenceTakenDown: z.object({ ...whose, evidenceId: z.uuid(), reason: reasonCode }),
  InformationRequested: z.object({ ...whose, reason: reasonCode, note: vaultRef.nullable(), reviewer }),
  /** A first yes; `decision` says what a second reviewer with the same numbers would complete. */
  ActionEndorsed: z.object({
    ...whose,
    /** Empty where the decision leaves no numbers. */
    verified,
    reviewer,
    decision: z.enum(['approve', 'correct', 'revoke', 'resolve', 'reclassify', 'reopen']),
    /** Present with `resolve`. */
    outcome: outcome.optional(),
    /** Present with `reclassify`, as `doneOn` is. */
    kind: kindCode.optional(),
    doneOn: day.optional(),
  }),
  ActionApproved: z.object({ ...whose, verified, reviewer }),
  ActionRejected: z.object({ ...whose, reason: reasonCode, note: vaultRef.nullable(), reviewer }),
  ApprovalRevoked: z.object({ ...whose, reason: reasonCode, note: vaultRef.nullable(), reviewer }),
  ActionCorrected: z.object({ ...whose, verified, reason: reasonCode, note: vaultRef.nullable(), reviewer }),
  ActionWithdrawn: z.object({ ...whose }),
  /** A question was not answered in time. */
  ActionLapsed: z.object({ ...whose, reason: reasonCode }),
  /** Numbers, day of submission and rulebook version stay. */
  ActionReclassified: z.object({
    ...whose,
    kind: kindCode,
    doneOn: day,
    reason: reasonCode,
    note: vaultRef.nullable(),
    reviewer,
  }),
  /** The action awaits a decision again; `reviewer` may be an organiser. */
  DecisionReopened: z.object({ ...whose, reason: reasonCode, note: vaultRef.nullable(), reviewer }),
  DecisionDisputed: z.object({ ...whose, note: vaultRef.nullable() }),
  DisputeWithdrawn: z.object({ ...whose }),
  /** The dispute names no ground; the decision stands. */
  DisputeDismissed: z.object({ ...whose, reason: reasonCode, note: vaultRef.nullable(), reviewer }),
  /** `verified` stands when the outcome is `approved`. */
  DisputeResolved: z.object({
    ...whose,
    outcome,
    verified: verified.nullable(),
    reason: reasonCode,
    note: vaultRef.nullable(),
    reviewer,
  }),
  /** Texts of the action that the vault no longer has. */
  ActionTextsErased: z.object({ ...whose, texts: vaultIds, reason: reasonCode }),
};

export type ActionEvent = EventOf<typeof actionEvents>;
