import { validateAppend, type ValidAppend } from '../validate-append.js';
import type { ExpectedRevision, NewEvent } from '../event-store.js';

export interface PreparedAppend extends Omit<ValidAppend, 'expected'> {
  /** -1 = no stream. */
  expected: number;
}

/** An append as the function in the database takes it. Errors: InvalidEvent. */
export function prepareAppend(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): PreparedAppend {
  return { ...validateAppend(stream, expected, events), expected: expected === 'no-stream' ? -1 : expected };
}
