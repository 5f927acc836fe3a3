import { z } from 'zod';
import { FLAG_CODES } from '../../projections/claims/flag.js';
import { passwordReset } from '../accounts/index.js';
import { parseReceipt } from '../events/receipt.js';
import { attestation, claimed, day, id, kindCode, localised, verified } from '../events/values.js';
import { paging, yesOrNo } from '../http/paging.js';
import { erasedText, noteFields } from '../vault/erased-on.js';
import { namedSchema, pageOf, writeResponse } from '../http/openapi/api-response-schema.js';

const actionStatus = z.enum(['submitted', 'needs-info', 'approved', 'rejected', 'revoked', 'withdrawn']);

const flagCode = z.enum(FLAG_CODES);

/** One status or several, repeated or with commas. */
const statuses = z.union([z.string().max(200), z.array(z.string().max(200)).max(10)]).transform((given, context) => {
  const found = z
    .array(actionStatus)
    .min(1)
    .max(20)
    .safeParse([given].flat().flatMap((one) => one.split(',')));
  if (found.success) return found.data;
  // The fault is the field's own, not that of a place in a list that nobody sent.
  context.issues.push({ code: 'invalid_value', values: actionStatus.options, input: given });
  return z.NEVER;
});

const receiptShown = z
  .string()
  .nullable()
  .describe(
    'receipt number with its check digit, such as 2271-9; null = submitted to an earlier version of the server',
  );

/** Read as people write it: with «№», spaces or a dash. */
const receiptAsked = z
  .string()
  .max(60)
  .transform((text, { addIssue }) => {
    const receipt = parseReceipt(text);
    if (receipt === null) addIssue({ code: 'custom', message: 'no receipt', params: { messageKey: 'FIELD_RECEIPT' } });
    return receipt ?? 0;
  });

/** A hint for a reviewer; never a refusal. */
const sanityFlag = z.object({
  code: flagCode,
  words: localised(500).describe('the reason with its figures'),
  figures: z.record(z.string(), z.number()).describe('the numbers that raised it'),
  metric: z.string().nullable().describe('the metric that it is about; null = none or several'),
  actions: z.array(z.string()).describe('ids of the other actions concerned, at most 20'),
});

const claimSummary = z.object({
  kind: z.string(),
  doneFrom: z.string().nullable(),
  doneOn: z.string(),
  submittedOn: z.string(),
  rulebookVersion: z.int().min(0),
  claimed,
  partners: z.array(z.string()),
  evidence: z.array(z.string()).describe('ids'),
});

const evidenceLink = z.object({
  mediaType: z.string(),
  bytes: z.int(),
  width: z.int().nullable().describe('pixels; null for documents'),
  height: z.int().nullable(),
  url: z.string().describe('opens the file for ten minutes, for this account alone'),
  thumbnail: z.string().nullable().describe('the same for a small picture; null for documents'),
  taken: z
    .object({
      at: z.string().nullable().describe('by the clock of the camera, without a zone'),
      place: z.object({ lat: z.number(), lon: z.number() }).nullable(),
    })
    .nullable()
    .describe('what the camera recorded, a hint that may be wrong; null = nothing, or for coordinators'),
});

const actionStep = z.object({
  eventId: z.string(),
  at: z.iso.datetime(),
  type: z.string(),
  words: localised().describe('the event in words'),
  actor: z.string().nullable().describe('null for coordinators: a college does not learn who decided'),
  reason: z.string().nullable().describe('reason code'),
  reasonText: localised().nullable().describe('the reason in words'),
  ...noteFields,
  verified: verified.nullable(),
  afterReset: passwordReset
    .nullable()
    .describe(
      'the newest reset of the password of the actor by somebody else before the event; null = none, or for coordinators',
    ),
  change: z
    .object({ before: claimSummary, after: claimSummary })
    .nullable()
    .describe('the claim before and after an event that changed it'),
});

const endorsement = z.object({
  reviewer: z.string(),
  verified,
  decision: z.enum(['approve', 'correct', 'revoke', 'resolve', 'reclassify', 'reopen']),
  outcome: z.enum(['upheld', 'approved', 'rejected']).optional().describe('with resolve'),
  kind: z.string().optional().describe('with reclassify'),
  doneOn: z.string().optional().describe('with reclassify'),
});

const objectionReason = { reason: z.string(), reasonText: localised().describe('the reason in words') };

export const actionDetails = namedSchema(
  'Action',
  z.object({
    id: z.string(),
    receipt: receiptShown,
    revision: z
      .int()
      .min(0)
      .nullable()
      .describe(
        'raised by all that happens to the action; a decision may name the one it is made on; null for coordinators',
      ),
    challengeId: z.string(),
    collegeId: z.string(),
    status: actionStatus,
    pending: z.boolean().describe('awaits a decision'),
    disputed: z.boolean(),
    endorsement: endorsement.nullable().describe('the newest first yes; null also for coordinators'),
    endorsements: z.array(endorsement).describe('the first yes of each reviewer, oldest first'),
    kind: z.string(),
    doneFrom: z.string().nullable(),
    doneOn: z.string(),
    submittedOn: z.string(),
    submittedAt: z.iso.datetime(),
    rulebookVersion: z.int().min(0),
    claimed,
    partners: z.array(z.string()),
    evidence: z.array(
      z.object({
        id: z.string(),
        url: z.string().nullable().describe('null when the evidence is no link or its words are gone'),
        file: evidenceLink.nullable().describe('null when the evidence is no file or it is gone'),
        erased: erasedText,
      }),
    ),
    attestation: attestation.nullable().describe('what the college said about minors on the files; null = no files'),
    place: z.string().nullable(),
    description: z.string().nullable(),
    detailsId: z.uuid().nullable().describe('names place and description in an erasure'),
    detailsErased: erasedText,
    verified: verified.nullable().describe('null unless approved'),
    decidedAt: z.iso.datetime().nullable().describe('of the last decision; null = none stands'),
    flags: z.array(sanityFlag).describe('empty for coordinators'),
    objections: z
      .array(
        z.object({
          objectionId: z.string(),
          collegeId: z.string().nullable().describe('the college that raised it; null = an auditor did'),
          state: z.enum(['open', 'upheld', 'dismissed', 'withdrawn', 'ended']),
          ...objectionReason,
          raisedAt: z.iso.datetime(),
          settlement: z.object({ ...objectionReason, at: z.iso.datetime() }).nullable(),
        }),
      )
      .describe('of other colleges and auditors to decisions on the action, oldest first'),
    journal: z.array(actionStep).describe('oldest first'),
  }),
);

/** Filters of `GET /api/actions`. */
export const actionFilter = {
  challengeId: id.optional(),
  collegeId: id.optional(),
  status: statuses.optional(),
  pending: yesOrNo.optional(),
  disputed: yesOrNo.optional(),
  kind: kindCode.optional(),
  receipt: receiptAsked.optional(),
  flag: z
    .enum([...FLAG_CODES, 'any'])
    .optional()
    .describe('Only actions with this sanity flag, or with any. Coordinators find none.'),
  from: day.optional(),
  to: day.optional(),
  q: z.string().max(200).optional(),
  sort: z.enum(['submitted', '-submitted', 'done', '-done']).optional(),
  ...paging(50, 100),
};

const complete = z
  .boolean()
  .describe('false = `q` was looked for in the newest 2,000 of the actions that match the other filters');

export const actionList = namedSchema('ActionList', pageOf(actionDetails).extend({ complete }));

/** A line of a list. */
export const actionSummary = namedSchema(
  'ActionSummary',
  z.object({
    id: z.string(),
    receipt: receiptShown,
    challengeId: z.string(),
    collegeId: z.string(),
    status: actionStatus,
    pending: z.boolean().describe('awaits a decision'),
    disputed: z.boolean(),
    kind: z.string(),
    titles: localised().nullable().describe('of the kind; null = its rulebook names none'),
    doneFrom: z.string().nullable(),
    doneOn: z.string(),
    submittedAt: z.iso.datetime(),
    decidedAt: z.iso.datetime().nullable().describe('of the last decision; null = none stands'),
    place: z.string().nullable(),
    claimed,
    verified: verified.nullable().describe('null unless approved'),
    evidence: z.int().min(0).describe('pieces of evidence'),
    points: z
      .int()
      .min(0)
      .nullable()
      .describe('it brings before season and share caps, on the board that the caller sees; null = not on it'),
    reason: z.string().nullable().describe('code of the reason of the last decision or question'),
    reasonText: localised().nullable().describe('the reason in words'),
  }),
);

/** `GET /api/action-summaries`: lines of a list, without their journals. */
export const actionSummaries = namedSchema('ActionSummaries', pageOf(actionSummary).extend({ complete }));
export const writtenAction = namedSchema('WrittenAction', writeResponse('actionId'));
export const submittedAction = namedSchema(
  'SubmittedAction',
  writeResponse('actionId').extend({ receipt: receiptShown }),
);
export const writtenApproval = namedSchema(
  'WrittenApproval',
  writeResponse('actionId').extend({ decided: z.boolean().describe('false = the first yes of two') }),
);
export const writtenDecision = namedSchema(
  'WrittenDecision',
  writeResponse('actionId').extend({ decided: z.boolean().describe('false = the first yes of two') }),
);
export const writtenRejections = namedSchema(
  'WrittenRejections',
  z.object({
    position: z.string().nullable(),
    results: z.array(
      z.object({ actionId: z.string(), code: z.string().nullable().describe('null = rejected; else why it is not') }),
    ),
  }),
);
export const writtenEvidence = namedSchema('WrittenEvidence', writeResponse('actionId', 'evidenceId'));
