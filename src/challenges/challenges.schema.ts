import { z } from 'zod';
import { entrant } from '../events/challenge.events.js';
import { rulebook } from '../events/rulebook.js';
import { localised, track } from '../events/values.js';
import { paging } from '../http/paging.js';
import { noteFields } from '../vault/erased-on.js';
import { namedSchema, pageOf, writeResponse } from '../http/openapi/api-response-schema.js';

const challengeItem = z.object({
  id: z.string(),
  track,
  state: z.enum(['announced', 'open', 'closed', 'final', 'cancelled']),
  frozen: z.boolean(),
  titles: localised(),
  season: localised(),
  opensOn: z.string(),
  closesOn: z.string(),
  boards: z.array(z.enum(['total', 'per-100'])),
});

const item = namedSchema('Challenge', challengeItem);

/** `GET /api/challenges`: newest first. */
export const challengeList = namedSchema('ChallengeList', pageOf(item));

/** Filters of `GET /api/challenges`. */
export const challengeFilter = {
  track: track.optional(),
  state: challengeItem.shape.state.optional(),
  ...paging(500, 1000),
};

/** `GET /api/challenges/:id`. */
export const challengeDetails = namedSchema(
  'ChallengeDetails',
  challengeItem.extend({
    rulebookVersion: z.int().min(0).describe('0 = none published yet'),
    rules: rulebook.nullable().describe('the rules in force; null = none published yet'),
    entrants: z.array(entrant),
    merged: z
      .array(z.object({ from: z.string(), into: z.string() }))
      .describe('colleges that merged in this challenge: what `from` did counts for `into`'),
    lacks: z
      .array(z.enum(['rulebook', 'colleges', 'dates', 'opening']))
      .optional()
      .describe(
        'For staff: what an announced challenge lacks. `opening` = its first day has passed and an organiser opens it. `colleges` = no active college has a known enrolment, so it would open without any',
      ),
  }),
);

/** `GET /api/challenges/:id/finals`. */
export const finalList = namedSchema(
  'FinalList',
  z.object({
    challengeId: z.string(),
    finals: z
      .array(
        z.object({
          number: z.int().min(1).describe('read its board with `standings?final=`'),
          eventId: z.string(),
          at: z.iso.datetime(),
          throughEventId: z.string().describe('the last event that is in its boards'),
          hash: z.string().describe('SHA-256 of its boards'),
          reopenedAt: z.iso.datetime().nullable().describe('null = it stands'),
          reason: z.string().nullable().describe('code of the reason of the reopening'),
          reasonText: localised().nullable().describe('the reason in words'),
        }),
      )
      .describe('oldest first'),
  }),
);

const staffAdjustment = z.object({
  reason: z.string().describe('reason code'),
  reasonText: localised().describe('the reason in words'),
  ...noteFields,
  by: z.string().describe('account that proposed it, or made it alone'),
  at: z.iso.datetime().describe('when it was proposed, or made'),
  decision: z
    .object({
      by: z.string(),
      at: z.iso.datetime(),
      reason: z.string().nullable().describe('reason code of a refusal'),
      reasonText: localised().nullable().describe('the reason in words'),
    })
    .nullable()
    .describe('of the second organiser; null = none was needed, or none has decided yet'),
});

/** `GET /api/challenges/:id/adjustments`. */
export const adjustmentList = namedSchema(
  'AdjustmentList',
  z.object({
    challengeId: z.string(),
    adjustments: z
      .array(
        z.object({
          id: z.string().describe('names it in an objection, a confirmation or a refusal'),
          collegeId: z.string(),
          points: z.int(),
          state: z
            .enum(['proposed', 'made', 'confirmed', 'declined'])
            .describe('made = by one organiser alone; only staff see proposed and declined ones'),
          at: z.iso.datetime().describe('of the last change'),
          reasonText: localised().describe('the reason in words'),
          staff: staffAdjustment.optional().describe('for staff only'),
        }),
      )
      .describe('oldest first'),
  }),
);

export const writtenChallenge = namedSchema('WrittenChallenge', writeResponse('challengeId'));
export const writtenAdjustment = namedSchema(
  'WrittenAdjustment',
  writeResponse('challengeId').extend({
    adjustmentId: z
      .string()
      .nullable()
      .describe('id of the proposal that another organiser confirms; null = it counts'),
  }),
);
export const writtenEntrant = namedSchema('WrittenEntrant', writeResponse('challengeId', 'collegeId'));
