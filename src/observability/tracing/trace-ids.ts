import { createHash } from 'node:crypto';

const NOTHING = /^0+$/;

const digest = (text: string, digits: number) => createHash('sha256').update(text).digest('hex').slice(0, digits);

/**
 * The trace id of a correlation id, the same in every process. A UUID or 32 hexadecimal digits are the id itself; any other
 * text is hashed with SHA-256.
 */
export function traceIdOf(correlationId: string): string {
  const digits = correlationId.replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{32}$/.test(digits) && !NOTHING.test(digits) ? digits : digest(correlationId, 32);
}

/** The id of the span that appended or projected an event, derived from the event id. */
export const spanIdOf = (step: 'append' | 'project', eventId: string): string => digest(`${step} ${eventId}`, 16);

/** The span of the caller; null = no valid W3C trace context. */
export function readTraceparent(header: unknown): { traceId: string; spanId: string } | null {
  const [, traceId, spanId] =
    typeof header === 'string' ? (/^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}/.exec(header) ?? []) : [];
  return traceId && spanId && !NOTHING.test(traceId) && !NOTHING.test(spanId) ? { traceId, spanId } : null;
}
