export type Refusal = 'invalid' | 'forbidden' | 'not-found' | 'conflict';

/** A reason why a command is refused, among others. */
export interface Blocker {
  kind: string;
  count: number;
  /** The first ones. */
  ids: readonly string[];
  /** Key of the message that says what to do. */
  wayOut: string;
  /** The last day in the way; absent = until somebody acts. */
  until?: string;
}

/** The refusal of a rule. `code` is the key of the message in kk, ru and en; `params` are put into it. */
export class DomainError extends Error {
  constructor(
    readonly refusal: Refusal,
    readonly code: string,
    readonly params: Readonly<Record<string, string | number>> = {},
    /** The field of the request that is to blame, as a JSON path such as `verified.trees`; absent = none. */
    readonly field?: string,
    /** Everything that stands in the way, each with what to do; absent = the message says it. */
    readonly blockers?: readonly Blocker[],
  ) {
    super(code);
  }
}
