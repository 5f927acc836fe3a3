import { z } from 'zod';
import { entrant } from '../events/challenge.events.js';
import { rulebook } from '../events/rulebook.js';
import { localised, track } from '../events/values.js';
import { paging } from '../http/paging.js';
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
        'For staff: what keeps an announced challenge from opening by itself. `opening` = its first day has passed and an organiser opens it',
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

/** `GET /api/challenges/:id/rulebooks`: newest first. */
export const rulebookList = namedSchema(
  'RulebookList',
  z.object({
    challengeId: z.string(),
    items: z.array(
      z.object({
        version: z.int(),
        retroactive: z.boolean(),
        note: z.object({ kk: z.string(), ru: z.string() }),
        publishedAt: z.string(),
        withdrawn: z
          .object({
            at: z.string(),
            reason: z.string().describe('reason code'),
            reasonText: localised().describe('the reason in words'),
          })
          .nullable()
          .describe('null = it stands'),
        rules: rulebook,
      }),
    ),
  }),
);

export const defaultRulebookShown = namedSchema(
  'DefaultRulebook',
  z.object({ track, note: z.object({ kk: z.string(), ru: z.string() }), rules: rulebook }),
);

export const writtenChallenge = namedSchema('WrittenChallenge', writeResponse('challengeId'));
export const publishedRulebook = namedSchema(
  'PublishedRulebook',
  writeResponse('challengeId').extend({
    opensAt: z
      .string()
      .nullable()
      .describe(
        'Instant at which the challenge opens by itself, with every college whose enrolment is known; null = it is open or was, or its first day has passed and an organiser opens it',
      ),
  }),
);
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
