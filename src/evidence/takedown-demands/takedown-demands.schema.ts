import { z } from 'zod';
import { id } from '../../events/values.js';
import { namedSchema, pageOf } from '../../http/openapi/api-response-schema.js';
import { paging, yesOrNo } from '../../http/paging.js';
import { freeText } from '../../http/text-input.js';
import { erasedText } from '../../vault/erased-on.js';
import { evidenceId } from '../evidence.schema.js';

const outcome = z.enum(['taken-down', 'nothing-found', 'refused']);
export type Outcome = z.infer<typeof outcome>;

export const demand = namedSchema(
  'TakedownDemand',
  z.object({
    id: z.string(),
    actionId: z.string().nullable().describe('null = not known'),
    evidenceId: z.string().nullable().describe('null = not known, or all of the action'),
    askedBy: z.string().nullable().describe('who asked, in words; null for auditors, and when it was erased'),
    words: z.string().nullable().describe('the demand in words; null as askedBy'),
    erased: erasedText,
    receivedAt: z.iso.datetime(),
    dueOn: z.string().describe('the next working day: the demand is settled by its end'),
    dueAt: z.iso.datetime().describe('the last instant of that day in Aqtau'),
    overdue: z.boolean(),
    recordedBy: z.string(),
    settledAt: z.iso.datetime().nullable().describe('null = open'),
    settledBy: z.string().nullable(),
    outcome: outcome.nullable(),
  }),
);
export const demandList = namedSchema('TakedownDemandList', pageOf(demand));

export const demandBody = z.strictObject({
  id: evidenceId.describe('made by the client, so that a request can be repeated safely'),
  actionId: id.optional(),
  evidenceId: evidenceId.optional(),
  askedBy: freeText(300),
  words: freeText(2000).optional(),
  receivedAt: z.iso.datetime({ offset: true }).optional().describe('absent = now; never in the future'),
});
export const settleBody = z.strictObject({ outcome });
export const demandFilter = z.object({ open: yesOrNo.optional(), ...paging(50, 100) });
