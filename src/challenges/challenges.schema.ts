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
const place = z.int().min(1);
const places = z.object({ total: place, 'per-100': place });
const previewedStanding = z.object({
  points: z.int(),
  per100Text: z.string().describe('points per 100 students, cut to two decimals'),
  ranks: places,
  leagueRanks: places.nullable().describe('within the league; null = in no league'),
});

/** The response of a change of the rules, and of its dry run. */
const rulesChange = writeResponse('challengeId').extend({
  version: z.int().min(0).describe('the version that is published or withdrawn, or would be'),
  warnings: z
    .array(
      z.object({
        code: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])).describe('the figures'),
        words: localised(1000),
      }),
    )
    .describe('what is probably not meant; warnings refuse nothing'),
  preview: z
    .object({
      through: z.string().describe('position of the last event in these numbers'),
      records: z.boolean().describe('false = it is so already, and nothing would be stored'),
      actions: z.int().min(0).describe('approved actions whose points change, day limits included'),
      colleges: z
        .array(
          z.object({
            collegeId: z.string(),
            shortNames: localised(),
            points: z.int().describe('difference of its points'),
            before: previewedStanding,
            after: previewedStanding,
          }),
        )
        .describe('all colleges that take part, the greatest change first'),
    })
    .optional()
    .describe('of a dry run only; it shows the numbers of organisers, also during a freeze'),
});
export const withdrawnRulebook = namedSchema('WithdrawnRulebook', rulesChange);
export const publishedRulebook = namedSchema(
  'PublishedRulebook',
  rulesChange.extend({
    opensAt: z
      .string()
      .nullable()
      .describe(
        'Instant at which the challenge opens by itself, with every college whose enrolment is known; null = it is open or was, or its first day has passed and an organiser opens it',
      ),
  }),
);

/** `?dryRun=true`; a mistyped name must not publish. */
export const dryRunQuery = z.strictObject({
  dryRun: z.enum(['true', 'false']).default('false'),
  lang: z.string().optional(),
});
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
