import { z } from 'zod';
import { localised } from '../events/values.js';
import { paging } from '../http/paging.js';
import { namedSchema, pageOf, writeResponse } from '../http/openapi/api-response-schema.js';
import { noteFields } from '../vault/erased-on.js';

const reason = { reason: z.string(), reasonText: localised().describe('the reason in words') };
const account = z.string().nullable().describe('account; null for coordinators');

const objectionStateSchema = z.enum(['open', 'upheld', 'dismissed', 'withdrawn', 'ended']);

const objectionTarget = z
  .object({
    kind: z.enum(['action', 'adjustment', 'enrolment', 'final']),
    actionId: z.string().optional(),
    adjustmentId: z.string().optional(),
    collegeId: z.string().optional().describe('the college whose points or number it decides'),
    number: z.int().min(1).optional().describe('of the final'),
  })
  .describe('what the objection is about');

export const objectionDetails = namedSchema(
  'Objection',
  z.object({
    id: z.string(),
    challengeId: z.string(),
    collegeId: z.string().nullable().describe('the college that raised it; null = an auditor did'),
    target: objectionTarget,
    decision: z.uuid().describe('id of the event that is objected to'),
    state: objectionStateSchema.describe('`ended` = the challenge was cancelled before anybody settled it'),
    ...reason,
    ...noteFields,
    raisedBy: account,
    raisedAt: z.iso.datetime(),
    settlement: z
      .object({ ...reason, ...noteFields, by: account, at: z.iso.datetime() })
      .nullable()
      .describe('null = not settled'),
  }),
);

/** Filters of `GET /api/challenges/:id/objections`. */
export const objectionFilter = { state: objectionStateSchema.optional(), ...paging(50, 100) };

export const objectionList = namedSchema('ObjectionList', pageOf(objectionDetails));
export const writtenObjection = namedSchema('WrittenObjection', writeResponse('objectionId'));
export const settledObjection = namedSchema(
  'SettledObjection',
  writeResponse('objectionId').extend({
    mend: z.array(z.string()).describe('commands that mend the target; empty when the objection was dismissed'),
  }),
);
