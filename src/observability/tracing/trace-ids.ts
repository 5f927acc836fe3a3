import { createHash } from 'node:crypto';

const NOTHING = /^0+$/;

const digest = (text: string, digits: number) => createHash('sha256').update(text).digest('hex').slice(0, digits);

/**
 * The trace of everything that one correlation id caused, the same in every process: a UUID, or 32 hexadecimal digits, is the trace id
 * itself; of anything else it is the beginning of the SHA-256.
 */
export function traceIdOf(correlationId: string): string {
  const digits = correlationId.replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{32}$/.test(digits) && !NOTHING.test(digits) ? digits : digest(correlationId, 32);
}

/** The span in which an event was appended or projected: whoever reads the event knows it. */
export const spanIdOf = (step: 'append' | 'project', eventId: string): string => digest(`${step} ${eventId}`, 16);

/** The caller's span; null = the header is absent or is no W3C trace context. */
export function readTraceparent(header: unknown): { traceId: string; spanId: string } | null {
  const [, traceId, spanId] =
    typeof header === 'string' ? (/^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}/.exec(header) ?? []) : [];
  return traceId && spanId && !NOTHING.test(traceId) && !NOTHING.test(spanId) ? { traceId, spanId } : null;
}
