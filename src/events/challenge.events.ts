import { z } from 'zod';
import type { EventOf } from './event.js';
import { rulebook } from './rulebook.js';
import { day, id, localised, publicText, reasonCode, students, track, uuid, vaultIds, vaultRef } from './values.js';

const challengeId = id;
const collegeId = id;
const names = { names: localised(300), shortNames: localised(60) };

/** A college in one challenge, with all inputs of its score. */
export const entrant = z.object({
  collegeId,
  ...names,
  students,
  enrolmentAsOf: day,
  league: z.string().max(8).nullable(),
});

const adjustment = {
  collegeId,
  points: z.int().min(-1_000_000).max(1_000_000),
  reason: reasonCode,
  note: vaultRef.nullable(),
};

/** Stream `challenge-<id>`. */
export const challengeEvents = {
  ChallengeAnnounced: z.object({
    challengeId,
    track,
    titles: localised(120),
    season: localised(120),
    opensOn: day,
    closesOn: day,
  }),
  /** Before the opening the track may change too. */
  ChallengeRedescribed: z.object({ challengeId, track, titles: localised(120), season: localised(120) }),
  ChallengeRescheduled: z.object({ challengeId, opensOn: day, closesOn: day, reason: reasonCode }),
  RulebookPublished: z.object({
    challengeId,
    version: z.int().min(1),
    rules: rulebook,
    retroactive: z.boolean(),
    note: z.object({ kk: publicText(1000), ru: publicText(1000) }),
  }),
  /** The history is reckoned as if the version had never been published. Its number is not used again. */
  RulebookWithdrawn: z.object({ challengeId, version: z.int().min(1), reason: reasonCode }),
  ChallengeOpened: z.object({ challengeId, entrants: z.array(entrant) }),
  CollegeEntered: z.object({ challengeId, ...entrant.shape }),
  /** With `countsInTotals` its scored actions stay in the sums of the challenge; it is on no board. */
  CollegeLeft: z.object({ challengeId, collegeId, reason: reasonCode, countsInTotals: z.boolean() }),
  /** Actions and adjustments of `from` count for `into` from now on; the students of `into` stay. */
  EntrantMerged: z.object({ challengeId, from: collegeId, into: collegeId, reason: reasonCode }),
  /** A merger recorded by mistake: `from` counts for itself again, with the entry it had. */
  EntrantMergerUndone: z.object({
    challengeId,
    from: collegeId,
    into: collegeId,
    entrant: entrant.omit({ collegeId: true }),
    reason: reasonCode,
  }),
  EntrantRenamed: z.object({ challengeId, collegeId, ...names }),
  EntrantEnrolmentCorrected: z.object({ challengeId, collegeId, students, enrolmentAsOf: day, reason: reasonCode }),
  EntrantLeagueCorrected: z.object({ challengeId, collegeId, league: entrant.shape.league, reason: reasonCode }),
  SubmissionsClosed: z.object({ challengeId }),
  /** `until` is the new last day. */
  SubmissionsReopened: z.object({ challengeId, until: day, reason: reasonCode }),
  StandingsFrozen: z.object({ challengeId }),
  StandingsRevealed: z.object({ challengeId }),
  /** `adjustmentId` tells a repeat, and names the proposal if there was one; absent in events of earlier versions. */
  PointsAdjusted: z.object({ challengeId, ...adjustment, adjustmentId: id.optional() }),
  /** Waits for another organiser. */
  AdjustmentProposed: z.object({ challengeId, ...adjustment, adjustmentId: id }),
  AdjustmentDeclined: z.object({ challengeId, collegeId, adjustmentId: id, reason: reasonCode }),
  ResultsFinalised: z.object({ challengeId, throughEventId: uuid, standingsHash: z.string().regex(/^[0-9a-f]{64}$/) }),
  ChallengeReopened: z.object({ challengeId, reason: reasonCode }),
  /** Nothing follows it; a freeze ends with it. */
  ChallengeCancelled: z.object({ challengeId, reason: reasonCode }),
  /** Notes that the vault no longer has; `collegeId` null = they concern several colleges or none. */
  ChallengeTextsErased: z.object({ challengeId, collegeId: id.nullable(), texts: vaultIds, reason: reasonCode }),
};

export type Entrant = z.infer<typeof entrant>;
export type ChallengeEvent = EventOf<typeof challengeEvents>;
