import { z } from 'zod';
import { localised, reasonCode } from '../events/values.js';
import { paging } from '../http/paging.js';
import { namedSchema, pageOf, writeResponse } from '../http/openapi/api-response-schema.js';

const enrolment = z.object({ students: z.int().min(0), asOf: z.string(), source: z.string() });

const collegeState = z.enum(['active', 'merged', 'split', 'closed']);

const collegeItem = namedSchema(
  'College',
  z.object({
    id: z.string(),
    state: collegeState.describe('only an active college enters challenges'),
    into: z.array(z.string()).describe('ids of the college it merged into, or of those that came out of it'),
    names: localised(),
    shortNames: localised(),
    district: z.string(),
    aliases: z.array(z.string()),
    enrolment: enrolment.nullable().describe('the newest; null = nobody has counted the students yet'),
  }),
);

/** `GET /api/colleges`: in Kazakh alphabetical order. */
export const collegeList = namedSchema('CollegeList', pageOf(collegeItem));

/** Filters of `GET /api/colleges`. */
export const collegeFilter = {
  district: reasonCode.optional(),
  state: z.enum([...collegeState.options, 'any']).default('active'),
  ...paging(500, 1000),
};

/** `GET /api/colleges/:id`. */
export const collegeDetails = namedSchema(
  'CollegeDetails',
  collegeItem.extend({ enrolments: z.array(enrolment.extend({ at: z.iso.datetime() })) }),
);

const journalField = z.enum([
  'kind',
  'doneFrom',
  'doneOn',
  'submittedOn',
  'rulebookVersion',
  'partners',
  'claimed',
  'verified',
]);
const journalValue = z.union([z.string(), z.number(), z.array(z.string())]).nullable();

/** The part of `GET /api/colleges/:id/journal`. */
export const journalPage = paging(50, 200);

/** `GET /api/colleges/:id/journal`. */
export const collegeJournal = namedSchema(
  'CollegeJournal',
  z.object({
    collegeId: z.string(),
    entries: z
      .array(
        z.object({
          eventId: z.string(),
          at: z.iso.datetime(),
          type: z.string(),
          words: localised().describe('the event in words'),
          challengeId: z.string().nullable(),
          actionId: z.string().nullable(),
          reason: z.string().nullable().describe('reason code'),
          reasonText: localised().nullable().describe('the reason in words'),
          points: z.int().nullable().describe('of an adjustment, given or proposed'),
          merger: z
            .object({ from: z.string(), into: z.array(z.string()) })
            .nullable()
            .describe('the college that ended or merged, or is back, and those that continue or continued it'),
          changes: z
            .array(
              z.object({
                field: journalField,
                metric: z.string().nullable().describe('of a claimed or verified number'),
                label: localised().describe('the field in words'),
                before: journalValue.describe('null = none; a number is in the stored unit'),
                after: journalValue,
              }),
            )
            .describe('fields of the action that a revision, a reclassification, a correction or a resolution changed'),
        }),
      )
      .describe('newest first'),
    next: z.int().nullable().describe('offset of the request that continues the list; null = it is complete'),
  }),
);

/** The response of a command that ends a college or takes its end back. */
export const endedCollege = namedSchema(
  'EndedCollege',
  writeResponse('collegeId').extend({
    challenges: z
      .array(
        z.object({
          challengeId: z.string(),
          state: z.enum(['announced', 'open', 'closed', 'final', 'cancelled']),
          command: z.string().describe('request by which this challenge follows the roster'),
        }),
      )
      .describe('running challenges that do not follow the roster yet; a challenge changes only by its own commands'),
    coordinators: z
      .int()
      .min(0)
      .describe('open accounts of its coordinators; they keep their role until it is changed'),
  }),
);

export const writtenCollege = namedSchema('WrittenCollege', writeResponse('collegeId'));
