import { z } from 'zod';
import { localised, reasonCode } from '../events/values.js';
import { paging } from '../http/paging.js';
import { namedSchema, pageOf, writeResponse } from '../http/openapi/api-response-schema.js';

const enrolment = z.object({ students: z.int().min(0), asOf: z.string(), source: z.string() });

export const collegeItem = namedSchema(
  'College',
  z.object({
    id: z.string(),
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
export const collegeFilter = { district: reasonCode.optional(), ...paging(500, 1000) };

/** `GET /api/colleges/:id`. */
export const collegeDetails = namedSchema(
  'CollegeDetails',
  collegeItem.extend({ enrolments: z.array(enrolment.extend({ at: z.iso.datetime() })) }),
);

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
        }),
      )
      .describe('newest first'),
  }),
);

export const writtenCollege = namedSchema('WrittenCollege', writeResponse('collegeId'));
