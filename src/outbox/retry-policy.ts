import { backoffMs } from '../config/backoff.js';

/** Attempts of one item, spread over more than a day. */
export const MOST_ATTEMPTS = 30;
const ITEM = { baseMs: 30_000, maxMs: 3_600_000 };
const CHANNEL = { baseMs: 2_500, maxMs: 300_000 };

export type AttemptFailure = 'undeliverable' | 'temporary';

/** When the item is due again, in milliseconds from now; null = it is dead. `attempts` counts the failed one. */
export function nextAttemptMs(attempts: number, failure: AttemptFailure): number | null {
  if (failure === 'undeliverable' || attempts >= MOST_ATTEMPTS) return null;
  return backoffMs(attempts, ITEM);
}

/** How long a channel rests that takes nothing. */
export const channelRestMs = (failures: number): number => backoffMs(failures, CHANNEL);
