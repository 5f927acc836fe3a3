import { setTimeout as pause } from 'node:timers/promises';

/** Between half and all of `ms`, so that processes that failed together do not retry together. */
export const jittered = (ms: number): number => ms * (0.5 + Math.random() / 2);

/** Exponential backoff with jitter, in milliseconds. `failures` = failures in a row. */
export const backoffMs = (failures: number, { baseMs, maxMs }: { baseMs: number; maxMs: number }): number =>
  jittered(Math.min(maxMs, baseMs * 2 ** failures));

/** Ends early, without an error, when the signal aborts. */
export const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => undefined);
