import { z } from 'zod';
import { rulebook } from '../events/rulebook.js';
import { localised, track } from '../events/values.js';
import { namedSchema, writeResponse } from '../http/openapi/api-response-schema.js';

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
