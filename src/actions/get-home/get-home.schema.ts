import { z } from 'zod';
import { localised, track } from '../../events/values.js';
import { namedSchema } from '../../http/openapi/api-response-schema.js';
import { noteFields } from '../../vault/erased-on.js';
import { actionSummary } from '../actions.schema.js';

const rank = z.int().min(1);

const place = z.object({
  rank,
  of: rank.describe('colleges on the board'),
  points: z.int(),
  rankChange: z.int().nullable().describe('places gained since the end of yesterday; null = it was on no board then'),
  next: z
    .object({
      rank,
      collegeId: z.string(),
      shortNames: localised(),
      points: z.int(),
      gap: z.int().min(0).describe('0 = only the chain of ties decides'),
      toOvertake: z.int().min(1).describe('points that surely bring the college above it'),
    })
    .nullable()
    .describe('the college on the next better place; null = the own one is first'),
});

const challenge = z.object({
  id: z.string(),
  track,
  state: z.enum(['announced', 'open', 'closed', 'final']),
  titles: localised(),
  season: localised(),
  opensOn: z.string(),
  closesOn: z.string(),
  frozen: z.boolean().describe('true = the place is that of the freeze'),
  asOf: z.iso.datetime().nullable().describe('of the place'),
  place: place.nullable().describe('on the total board; null = the college takes no part, or it has not begun'),
});

const need = z.object({
  what: z.enum(['question', 'dispute']).describe('dispute = a decision took something, and can still be disputed'),
  at: z.iso.datetime().describe('of the question or the decision'),
  until: z.string().nullable().describe('last day; null = without limit'),
  ...noteFields,
  action: actionSummary,
});

/** `GET /api/home`. */
export const home = namedSchema(
  'Home',
  z.object({
    asOf: z.iso.datetime().describe('when it was read'),
    today: z.string().describe('the day in Asia/Aqtau'),
    college: z.object({ id: z.string(), names: localised(), shortNames: localised() }),
    challenges: z.array(challenge).describe('that are announced or run; of a track without any, its last final'),
    needs: z.object({
      total: z.int().min(0),
      items: z.array(need).describe('at most 20, the most urgent first'),
    }),
    waiting: z.object({
      count: z.int().min(0).describe('actions that wait for a reviewer'),
      oldest: z.iso.datetime().nullable().describe('when the oldest was submitted; null = none waits'),
    }),
    decided: z.array(actionSummary).describe('decided last, the newest first, at most 10'),
  }),
);

export type Home = z.infer<typeof home>;
