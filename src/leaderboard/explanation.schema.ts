import { z } from 'zod';
import { localised } from '../events/values.js';
import { namedSchema } from '../http/openapi/api-response-schema.js';
import { board, names, whole } from './standings.schema.js';

const decision = z.object({
  eventId: z.string(),
  at: z.string(),
  type: z.string(),
  reason: z.string().nullable().describe('reason code'),
  reasonText: localised().nullable().describe('the reason in words'),
});

export const actionPoints = z.object({
  actionId: z.string(),
  kind: z.string(),
  titles: localised().nullable(),
  doneOn: z.string(),
  submittedOn: z.string(),
  rulebookVersion: whole,
  late: z.boolean(),
  base: whole,
  parts: z.array(
    z.object({ metric: z.string(), value: whole, step: z.int().min(1), weight: whole, points: whole, cut: whole }),
  ),
  capCut: whole.describe('what the cap of one action took away'),
  points: whole.describe('what it brings before day, season and share caps'),
  dayLimit: z.boolean().describe('another action of the same kind and day counts instead'),
  decision: decision.describe('the decision that counts'),
  evidence: z.array(z.string()),
});

const unscoredAction = z.object({
  actionId: z.string(),
  kind: z.string(),
  titles: localised().nullable(),
  doneOn: z.string(),
  status: z.string(),
  why: z.enum(['rejected', 'lapsed', 'revoked', 'day-limit', 'no-points', 'kind-unknown']),
  reason: z.string().nullable().describe('reason code of the decision'),
  reasonText: localised().nullable().describe('the reason in words'),
  decision: decision.nullable(),
});

const decidingNumbers = z.object({
  points: z.int(),
  per100Text: z.string(),
  kinds: whole,
  participants: whole,
  divisor: z.int().min(1).describe('students, at least the rulebook’s minimum'),
  participantsPer100Text: z.string(),
});

const neighbour = z.object({
  collegeId: z.string(),
  shortNames: localised(),
  rank: z.int().min(1),
  decidedBy: z
    .enum(['points', 'per100', 'kinds', 'participants'])
    .nullable()
    .describe('the first number that differs; null = both share the rank'),
  numbers: decidingNumbers,
});

const rankExplained = z.object({
  board,
  league: z.string().nullable().describe('null = among all colleges'),
  rank: z.int().min(1),
  of: whole,
  shared: z.boolean().describe('another college has the same rank'),
  numbers: decidingNumbers,
  above: neighbour.nullable(),
  below: neighbour.nullable(),
});

export const pointsExplained = namedSchema(
  'PointsExplained',
  z
    .object({
      challengeId: z.string(),
      collegeId: z.string(),
      ...names,
      position: z.string(),
      asOf: z.iso.datetime(),
      rank: z.int().min(1),
      points: z.int(),
      actions: z.array(actionPoints),
      kinds: z
        .array(
          z.object({
            kind: z.string(),
            titles: localised().nullable(),
            sum: whole,
            seasonCapCut: whole,
            shareCapCut: whole,
            counts: whole,
          }),
        )
        .describe('kinds whose season cap or share cap cut something'),
      diversity: z.object({ points: whole, kinds: z.array(z.string()) }),
      adjustments: z.array(
        z.object({
          eventId: z.string(),
          at: z.iso.datetime(),
          points: z.int(),
          reason: z.string(),
          reasonText: localised().describe('the reason in words'),
        }),
      ),
      unscored: z.array(unscoredAction).describe('decided actions that bring nothing, each with the reason'),
      ranks: z.array(rankExplained).describe('on both boards, among all and within the league'),
      share: z
        .object({ percent: whole, from: whole, sum: whole, limit: whole })
        .describe('one kind counts at most limit: the greater of from and percent of sum'),
    })
    .describe('How the points of a college came about.'),
);

const ranks = z.object({ total: z.int().min(1), 'per-100': z.int().min(1) });
const collegeRanks = {
  ranks: ranks.nullable().describe('null = on no board'),
  leagueRanks: ranks.nullable().describe('within the league; null = in no league, or on no board'),
};
const momentOfCollege = z.object({
  position: z.string().nullable().describe('null = before the first event'),
  points: z.int().describe('0 when the college is on no board'),
  ...collegeRanks,
});

export const changesExplained = namedSchema(
  'ChangesExplained',
  z
    .object({
      challengeId: z.string(),
      collegeId: z.string(),
      from: momentOfCollege,
      to: momentOfCollege.describe('after the last event of this list'),
      changes: z
        .array(
          z.object({
            eventId: z.string(),
            at: z.iso.datetime(),
            position: z.string(),
            type: z.string().describe('type of the event'),
            words: localised().describe('the event in words'),
            collegeId: z
              .string()
              .nullable()
              .describe('for which the event counts, as in the news; it may be another one; null = it concerns all'),
            shortNames: localised().nullable().describe('of that college'),
            actionId: z.string().nullable(),
            kind: z.string().nullable(),
            kindTitles: localised().nullable(),
            reason: z.string().nullable().describe('reason code'),
            reasonText: localised().nullable().describe('the reason in words'),
            points: z.int().describe('difference of the college’s points'),
            shares: z
              .array(
                z.object({
                  of: z.enum(['kind', 'diversity', 'adjustments']),
                  kind: z.string().nullable(),
                  points: z.int(),
                }),
              )
              .describe('what the points consist of; they add up to them'),
            before: z.object(collegeRanks),
            after: z.object(collegeRanks),
          }),
        )
        .describe('oldest first; the points add up to the difference of to and from'),
      next: z.string().nullable().describe('after of the request that continues the list; null = complete'),
    })
    .describe('What moved the points and ranks of a college between two moments.'),
);

export const afterFinal = namedSchema(
  'AfterFinal',
  z
    .object({
      challengeId: z.string(),
      items: z
        .array(
          z.object({
            actionId: z.string(),
            collegeId: z.string(),
            shortNames: localised(),
            kind: z.string(),
            titles: localised().nullable(),
            doneOn: z.string(),
            status: z.object({ before: z.string().nullable(), after: z.string() }).describe('in the final, and now'),
            points: z
              .object({ before: whole, after: whole })
              .describe('in the final, and after a reopening; before season and share caps'),
            decision: decision.nullable().describe('null = it awaits a decision'),
          }),
        )
        .describe('the oldest decision first; empty when no final stands'),
    })
    .describe('Actions that were decided after the standing final. They count only when the challenge is reopened.'),
);
