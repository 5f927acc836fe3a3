import { randomUUID } from 'node:crypto';
import type { Log, LogRecord } from './log.js';

const SOFT_DELETED = 2n ** 63n - 1n;

interface Limits {
  truncateBefore: bigint;
  maxCount: bigint | null;
  maxAgeSeconds: number | null;
}

const metastream = (stream: string) => `$$${stream}`;

/** $tb of a soft deletion does not fit a double, so numbers are read as text. */
function limitsOf(log: Log, stream: string): Limits {
  const text = Buffer.from(log.eventsOf(metastream(stream)).at(-1)?.data ?? []).toString() || '{}';
  const number = (key: string) => new RegExp(`"\\${key}"\\s*:\\s*(\\d+)`).exec(text)?.[1];
  const [maxCount, maxAge] = [number('$maxCount'), number('$maxAge')];
  return {
    truncateBefore: BigInt(number('$tb') ?? 0),
    maxCount: maxCount === undefined ? null : BigInt(maxCount),
    maxAgeSeconds: maxAge === undefined ? null : Number(maxAge),
  };
}

export const hasMetadata = (log: Log, stream: string) => log.eventsOf(metastream(stream)).length > 0;

export const isSoftDeleted = (log: Log, stream: string) => limitsOf(log, stream).truncateBefore === SOFT_DELETED;

/** The events a reader of the stream may see, oldest first. */
export function visible(log: Log, stream: string): readonly LogRecord[] {
  const events = log.eventsOf(stream);
  const { truncateBefore, maxCount, maxAgeSeconds } = limitsOf(log, stream);
  if (truncateBefore === 0n && maxCount === null && maxAgeSeconds === null) return events;
  const byCount = maxCount === null ? 0n : BigInt(events.length) - maxCount;
  const oldest = maxAgeSeconds === null ? 0n : BigInt(Date.now() - maxAgeSeconds * 1000) * 10_000n;
  return events.filter(
    ({ revision, created }) => revision >= truncateBefore && revision >= byCount && created >= oldest,
  );
}

/** A soft deletion is a metadata event; the first append afterwards lifts it and hides what was there. */
export function setTruncateBefore(log: Log, stream: string, revision: bigint = SOFT_DELETED): Promise<LogRecord[]> {
  return log.write(metastream(stream), [
    {
      id: randomUUID(),
      type: '$metadata',
      contentType: 'application/json',
      data: Buffer.from(`{"$tb":${revision}}`),
      metadata: Buffer.alloc(0),
    },
  ]);
}
