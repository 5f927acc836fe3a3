import type { ExpectedRevision, NewEvent } from './event-store.js';

export interface AppendIntent {
  stream: string;
  expected: ExpectedRevision;
  events: readonly NewEvent[];
}

/**
 * Appends decided under an idempotency key, stored before they are made. A retry of an unfinished request repeats the same append,
 * with the same event ids, instead of deciding again.
 */
export abstract class AppendIntents {
  abstract find(actor: string, key: string, stream: string): Promise<AppendIntent | null>;
  /**
   * Stores the intent and the hash of its request; returns the intent that was first. Throws invalid IDEMPOTENCY_KEY_REUSED when
   * another request has used the key.
   */
  abstract store(actor: string, key: string, intent: AppendIntent, requestHash?: Buffer): Promise<AppendIntent>;
  /** Deletes an intent whose append lost against another writer and was never written. */
  abstract drop(actor: string, key: string, intent: AppendIntent): Promise<void>;
}
