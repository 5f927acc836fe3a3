export interface Timing {
  /** How long one attempt of an append may take; the server's own write timeout is 2 s. */
  appendTimeoutMs: number;
  /** After how long an append or a read gives up, failed attempts included. */
  giveUpAfterMs: number;
  /** How long a read waits for its next answer. */
  stallMs: number;
  /** Shortest and longest pause before another attempt. */
  backoffMs: readonly [number, number];
}

export const usualTiming: Timing = {
  appendTimeoutMs: 3_000,
  giveUpAfterMs: 20_000,
  stallMs: 10_000,
  backoffMs: [100, 2_000],
};
