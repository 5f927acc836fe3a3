import { UnreadablePosition } from '../event-store.js';

/** Where a record lies in the log, in bytes; ordered by commit, then prepare. */
export interface Position {
  commit: bigint;
  prepare: bigint;
}

const PRINTED = /^(0|[1-9]\d{0,18})-(0|[1-9]\d{0,18})$/;

const GREATEST = 2n ** 63n - 1n;

export const printPosition = (commit: string, prepare: string) => `${commit}-${prepare}`;

/** Throws UnreadablePosition for a text that is no position of an EventStoreDB. */
export function parsePosition(text: string): Position {
  const found = PRINTED.exec(text);
  const [commit, prepare] = [BigInt(found?.[1] ?? 0), BigInt(found?.[2] ?? 0)];
  if (!found || commit > GREATEST || prepare > GREATEST) {
    throw new UnreadablePosition(`${text} is no position of an EventStoreDB`);
  }
  return { commit, prepare };
}

export function comparePositions(a: string, b: string): number {
  const [left, right] = [parsePosition(a), parsePosition(b)];
  const difference = left.commit - right.commit || left.prepare - right.prepare;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
