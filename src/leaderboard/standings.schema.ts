import { z } from 'zod';
import type { Audience } from '../../projections/standings/standings.contract.js';
import { isStaff } from '../challenges/index.js';
import { day, id, localised, verified } from '../events/values.js';
import type { Viewer } from '../http/access.js';
import { namedSchema } from '../http/openapi/api-response-schema.js';
import { problemSchema } from '../http/problem.js';
import type { AsOf } from './standings-at.js';

export const challengeId = id;
const position = z.string().regex(/^\d{1,20}(-\d{1,20})?$/);
const league = z.string().regex(/^[A-Z0-9]{1,8}$/);
export const board = z.enum(['total', 'per-100']);

const instant = z.union([day, z.iso.datetime({ offset: true })]);

const asOf = {
  position: position.optional(),
  at: instant.optional(),
  atLeast: position.optional(),
};
const atMostOne = ({ position: one, at, final }: { position?: string; at?: string; final?: number }) =>
  [one, at, final].filter((each) => each !== undefined).length <= 1;
const atMostOneError = { path: ['at'], message: 'either position or at', params: { messageKey: 'FIELD_EITHER' } };
export const standingsQuery = z
  .object({
    ...asOf,
    board: board.default('total'),
    league: league.optional(),
    final: z.coerce.number().int().min(1).optional(),
  })
  .refine(atMostOne, atMostOneError);
export const pointsQuery = z.object(asOf).refine(atMostOne, atMostOneError);
/** A position or an instant; a bare day means its end in Asia/Aqtau. */
const moment = z.union([
  position.transform((one): AsOf => ({ position: one })),
  instant.transform((one): AsOf => ({ at: one })),
]);
export const changesQuery = z.object({
  from: moment.optional(),
  to: moment.optional(),
  after: position.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  atLeast: position.optional(),
});
export const boardQuery = z.object({ board: board.default('total'), atLeast: position.optional() });
export const activityQuery = z.object({
  limit: z.coerce.number().int().min(1).max(50).default(20),
  atLeast: position.optional(),
});

/** Coordinators and screens see the public boards. */
export const audienceOf = (viewer: Viewer | null): Audience => (isStaff(viewer) ? 'staff' : 'public');

export const whole = z.int().min(0);
export const names = { names: localised(), shortNames: localised() };

export const standingsRow = namedSchema(
  'StandingsRow',
  z
    .object({
      collegeId: z.string(),
      ...names,
      order: whole.describe('place in the list, from 0; unlike rank never shared; sort by it'),
      rank: z.int().min(1).describe('place, shared by equals'),
      points: z.int(),
      actions: whole.describe('scored actions: approved, with more than 0 points'),
      kinds: whole.describe('kinds with a scored action'),
      students: whole,
      league: z.string().nullable(),
      leagueRank: z.int().min(1).nullable(),
      per100: z
        .object({ numerator: z.int(), denominator: z.int().min(1) })
        .optional()
        .describe('board per-100 only: exact points per 100 students, in lowest terms'),
      per100Text: z
        .string()
        .optional()
        .describe('board per-100 only: the same, cut (not rounded) to two decimals with a point'),
    })
    .describe('a college on the board'),
);

const seq = whole.describe('number of the state of this board; raised with every change, never falls');

const standingsHead = z.object({
  challengeId: z.string(),
  board,
  seq,
  position: z.string().describe('of the last event that is in it; opaque: compare for equality only'),
  asOf: z.iso.datetime().describe('when the last event in it was recorded'),
  frozen: z.boolean(),
  rulebookVersion: whole.describe('0 = none published yet'),
});

export const standings = namedSchema(
  'Standings',
  standingsHead.extend({ rows: z.array(standingsRow) }).describe('The whole board.'),
);

export const standingsChanged = standingsHead
  .extend({
    prev: z.int().min(0).describe('the seq this message builds on'),
    changes: z
      .array(standingsRow)
      .describe('whole rows as of seq: put each in the place of the row with its collegeId, or add it'),
    removed: z.array(z.string()).describe('collegeIds that are gone'),
  })
  .describe('The board changed.');

export const standingsAlive = standingsHead
  .pick({ challengeId: true, board: true, seq: true })
  .describe('Sent every 15 seconds to each room.');

export const watchSchema = z
  .strictObject({ challengeId: id, board })
  .describe('Watch a board: its snapshot now, and every later change.');
export type WatchRequest = z.infer<typeof watchSchema>;

export const watchRefused = z
  .object({
    error: problemSchema
      .pick({ type: true, title: true, status: true, code: true, formerCode: true })
      .describe('RFC 9457; code is stable, title is for people'),
  })
  .describe('The acknowledgement when the board cannot be watched.');

export const standingsHistory = namedSchema(
  'StandingsHistory',
  z
    .object({
      challengeId: z.string(),
      board,
      days: z
        .array(z.object({ day: z.string(), ranks: z.record(z.string(), z.int().min(1)).describe('by college') }))
        .describe('oldest first; the last one is today’s'),
    })
    .describe('The rank of each college at the end of each day.'),
);

const newsItem = z.object({
  eventId: z.string(),
  at: z.iso.datetime(),
  type: z.enum([
    'approved',
    'corrected',
    'revoked',
    'adjusted',
    'rules',
    'enrolment',
    'league',
    'merged',
    'unmerged',
    'entered',
    'left',
    'reopened',
    'decision-reopened',
    'rescheduled',
    'submissions-reopened',
    'cancelled',
  ]),
  event: z.string().describe('type of the event'),
  words: localised().describe('the event in words, without names'),
  collegeId: z.string().nullable().describe('null = the news concerns several colleges'),
  shortNames: localised().describe('of the college, or the titles of the challenge'),
  points: z.int().describe('change of the college’s points by this event'),
  rank: z
    .int()
    .min(1)
    .nullable()
    .describe('the college’s rank after the event; null = on no board, or several colleges'),
  per100Rank: z.int().min(1).nullable().describe('the same on the board per-100; null also for an action'),
  moved: whole.nullable().describe('colleges whose points or rank changed; null = the news concerns one college'),
  reason: z.string().nullable().describe('reason code'),
  reasonText: localised().nullable().describe('the reason in words'),
  kind: z.string().nullable(),
  kindTitles: localised().nullable(),
  verified,
});

export const news = namedSchema(
  'News',
  z
    .object({
      challengeId: z.string(),
      items: z.array(newsItem).describe('newest first'),
      totals: z
        .object({
          actions: whole.describe('scored actions: approved, with more than 0 points'),
          metrics: verified.describe('sums of the verified numbers of the scored actions, in the smallest unit'),
        })
        .describe('scored actions of all colleges on the board'),
    })
    .describe('What happened on the board last.'),
);
