import { z } from 'zod';
import type { EventOf } from './event.js';
import { id, reasonCode, uuid, vaultIds, vaultRef } from './values.js';

/** `collegeId` of a target is the college whose points or number it decides. */
const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('action'), actionId: id, collegeId: id }),
  z.object({ kind: z.literal('adjustment'), adjustmentId: id, collegeId: id }),
  z.object({ kind: z.literal('enrolment'), collegeId: id }),
  z.object({ kind: z.literal('final'), number: z.int().min(1) }),
]);

/** `collegeId` raises the objection; null = an auditor does. */
const raiser = { objectionId: id, challengeId: id, collegeId: id.nullable() };
/** Every event says what it is about, so that no fold has to look it up. */
const whose = { ...raiser, target };

/** Stream `objection-<id>`. */
export const objectionEvents = {
  /** `decision` is the event that is objected to. */
  ObjectionRaised: z.object({ ...whose, decision: uuid, reason: reasonCode, note: vaultRef }),
  ObjectionWithdrawn: z.object({ ...whose }),
  /** It moves no points: the commands of the target mend it. */
  ObjectionSettled: z.object({
    ...whose,
    outcome: z.enum(['upheld', 'dismissed']),
    reason: reasonCode,
    note: vaultRef.nullable(),
  }),
  /** Texts of the objection that the vault no longer has. */
  ObjectionTextsErased: z.object({ ...raiser, texts: vaultIds, reason: reasonCode }),
};

export type ObjectionTarget = z.infer<typeof target>;
export type ObjectionEvent = EventOf<typeof objectionEvents>;
