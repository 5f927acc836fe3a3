export interface Timing {
  /** How long one attempt of an append may take; the server's own write timeout is 2 s. */
  appendTimeoutMs: number;
  /** After how long an append or a read gives up, failed attempts included. */
  giveUpAfterMs: number;
  /** How long one attempt to read a stream, or to open any read, waits for its next answer. */
  readTimeoutMs: number;
  /** How long a read of the whole log does: the server may have to look through much that nobody asked for. */
  stallMs: number;
  /** Shortest and longest pause before another attempt. */
  backoffMs: readonly [number, number];
}

/**
 * A leader that dies is missed after a second or two of heartbeats, and an election takes about as long: eight seconds outlast both with room
 * for a second round. Longer would only keep people waiting for a 503 whose repeat is safe.
 */
export const usualTiming: Timing = {
  appendTimeoutMs: 3_000,
  giveUpAfterMs: 8_000,
  readTimeoutMs: 3_000,
  stallMs: 10_000,
  backoffMs: [100, 2_000],
};
