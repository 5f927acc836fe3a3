export type Refusal = 'invalid' | 'forbidden' | 'not-found' | 'conflict';

/** The refusal of a rule. `code` is the key of the message in kk, ru and en; `params` are put into it. */
export class DomainError extends Error {
  constructor(
    readonly refusal: Refusal,
    readonly code: string,
    readonly params: Readonly<Record<string, string | number>> = {},
    /** The field of the request that is to blame, as a JSON path such as `verified.trees`; absent = none. */
    readonly field?: string,
  ) {
    super(code);
  }
}
