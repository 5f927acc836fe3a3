import { z } from 'zod';
import { type Blocker, DomainError, type Refusal } from '../event-store/domain-error.js';

/** A message of the catalogue and its params; the name of the field is added when it is written. */
export interface ValidationMessage {
  key: string;
  params: Readonly<Record<string, string | number>>;
}

/** The fault of one field of a request. */
export interface FieldError {
  /** JSON path such as `verified.trees`; empty = the whole body. */
  path: string;
  code: string;
  /** Empty = the validation message in the reader's language, or else the title of the problem. */
  message: string;
  validation?: ValidationMessage;
}

/** Codes renamed in this version; a response names the old one as `formerCode` until the next version. */
export const formerCodes: Readonly<Record<string, string>> = { VALIDATION_FAILED: 'SHAPE' };

export const statusOf: Readonly<Record<Refusal, number>> = {
  invalid: 422,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
};

/** A refused request; `code` is the key of its message. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly options: {
      params?: Readonly<Record<string, string | number>>;
      retryAfterSeconds?: number;
      errors?: readonly FieldError[];
      blockers?: readonly Blocker[];
      cause?: unknown;
    } = {},
  ) {
    super(code, { cause: options.cause });
  }
}

export function problemOf(refusal: DomainError): Problem {
  const { code, params, field, blockers } = refusal;
  const errors = field === undefined ? undefined : [{ path: field, code, message: '' }];
  return new Problem(statusOf[refusal.refusal], code, { params, errors, ...(blockers && { blockers }) });
}

/** The body of a refused request. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  formerCode: z.string().optional().describe('Old name of a renamed code; removed in the next version'),
  correlationId: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  blockers: z
    .array(
      z.object({
        kind: z.string(),
        count: z.int(),
        ids: z.array(z.string()).describe('the first ones'),
        until: z.string().optional().describe('the last day in the way'),
        wayOut: z.string().describe('code of what to do'),
        words: z.object({ kk: z.string(), ru: z.string(), en: z.string() }).describe('what to do'),
      }),
    )
    .optional()
    .describe('everything that stands in the way'),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
});
