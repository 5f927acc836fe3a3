import { z } from 'zod';
import { namedSchema } from '../../http/openapi/api-response-schema.js';

const whole = z.int().min(0);

/** `GET /api/challenges/:id/colleges/:collegeId/limits`. */
export const limitsShown = namedSchema(
  'Limits',
  z.object({
    challengeId: z.string(),
    collegeId: z.string(),
    rulebookVersion: whole.describe('the version that a new claim is scored under'),
    frozen: z.boolean().describe('true = what was decided since the freeze is not in these numbers'),
    position: z.string(),
    asOf: z.iso.datetime(),
    kinds: z
      .array(
        z.object({
          kind: z.string(),
          perDay: whole.describe('scored actions of one day at most'),
          seasonCap: whole.nullable().describe('points at most; null = no cap'),
          sum: whole.describe('points of scored actions, before season and share caps'),
          variable: z.boolean().describe('one of its approved actions has points above its base'),
        }),
      )
      .describe('every kind of the challenge'),
    days: z
      .array(
        z.object({
          kind: z.string(),
          doneOn: z.string(),
          points: z.array(whole).describe('of each approved action with points, the most first'),
        }),
      )
      .describe('kinds and days with approved actions'),
    open: z
      .array(z.object({ actionId: z.string(), kind: z.string(), doneOn: z.string() }))
      .describe('claims that await a decision'),
    openClaims: z
      .object({ college: z.int().min(1), kindAndDay: z.int().min(1) })
      .nullable()
      .describe('open claims at most, of the college and of one kind and day; null = without limit'),
  }),
);
