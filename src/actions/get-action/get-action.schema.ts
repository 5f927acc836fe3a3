import { z } from 'zod';
import { localised } from '../../events/values.js';
import { namedSchema } from '../../http/openapi/api-response-schema.js';
import { actionPoints } from '../../leaderboard/index.js';
import { noteFields } from '../../vault/erased-on.js';
import { actionDetails } from '../actions.schema.js';

const question = z.object({
  at: z.iso.datetime(),
  reason: z.string().nullable().describe('reason code'),
  reasonText: localised().nullable().describe('the reason in words'),
  ...noteFields,
  lapsesOn: z.string().nullable().describe('last day for an answer; null = it never lapses'),
});

const whole = z.int().min(0);

export const dispute = z.object({
  possible: z.boolean(),
  until: z.string().nullable().describe('last day; null = not possible, or without limit'),
  why: z.string().nullable().describe('code of the refusal; null = it is possible'),
  whyText: localised(1000).nullable().describe('the refusal in words'),
});

/** `GET /api/actions/:id`. */
export const actionPage = namedSchema(
  'ActionPage',
  actionDetails.extend({
    titles: localised().nullable().describe('of the kind; null = its rulebook names none'),
    question: question.nullable().describe('that awaits an answer; null = none'),
    dispute: dispute.describe('whether the college may dispute the decision now'),
    outcome: z
      .object({
        claimedPoints: whole.describe('of the claimed numbers, before limits over several actions'),
        points: actionPoints.nullable().describe('of the verified numbers, step by step; null = not on the board'),
        brings: whole.nullable().describe('points after the day limit; null = not on the board'),
        kindCut: z
          .object({ seasonCapCut: whole, shareCapCut: whole, counts: whole })
          .nullable()
          .describe('caps that cut the sum of its kind; null = they cut nothing'),
        unscored: z
          .enum(['rejected', 'lapsed', 'revoked', 'day-limit', 'no-points', 'kind-unknown'])
          .nullable()
          .describe('why it brings nothing; null = it does, or it is not decided'),
        frozen: z.boolean().describe('true = as the caller saw it at the freeze'),
      })
      .nullable()
      .describe('null = the college is not on the board'),
  }),
);

export type ActionPage = z.infer<typeof actionPage>;
