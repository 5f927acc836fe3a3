import type { AppendKey, ExpectedRevision, NewEvent } from './event-store.js';

export interface AppendIntent {
  stream: string;
  expected: ExpectedRevision;
  events: readonly NewEvent[];
}

/**
 * Appends decided under an idempotency key: a repeat of an unfinished request makes the same append again instead of deciding anew.
 * Stored with their events by a store that takes keys, else before they are made.
 */
export abstract class AppendIntents {
  abstract find(actor: string, key: string, stream: string): Promise<AppendIntent | null>;
  /**
   * Stores the plan, and what its key was used for, unless there is one; gives the one that stands. Throws invalid
   * IDEMPOTENCY_KEY_REUSED when the key was used for another request meanwhile.
   */
  abstract keep(actor: string, key: string, plan: AppendIntent, requestHash?: Buffer): Promise<AppendIntent>;
  /** The plan and its key for a store that takes keys. */
  abstract keyFor(actor: string, key: string, plan: AppendIntent, requestHash?: Buffer): AppendKey;
  /** Forgets a plan that lost against another writer and was therefore never written. */
  abstract drop(actor: string, key: string, plan: AppendIntent): Promise<void>;
}
