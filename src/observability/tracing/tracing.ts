import { hash } from 'node:crypto';

export type Attributes = Record<string, string | number>;

/** The part of a stored event that a trace needs; metadata is JSON. */
export interface TracedEvent {
  id: string;
  stream: string;
  metadata: string;
}

/** The part of an event to be appended that a trace needs. */
export interface TracedAppend {
  id: string;
  metadata: object;
}

export interface TracedRequest {
  method: string;
  correlationId: string;
  traceparent: unknown;
}

/** Receives spans while traces are exported. Instants are milliseconds since the epoch. */
export interface Tracing {
  /** The span lasts until `answered` is called with the same key. */
  request<Result>(key: object, request: TracedRequest, work: () => Result): Result;
  answered(key: object, route: string, status: number): void;
  inside<Result>(name: string, attributes: Attributes, work: () => Promise<Result>): Promise<Result>;
  append<Result>(stream: string, events: readonly TracedAppend[], work: () => Promise<Result>): Promise<Result>;
  /** Call after the commit, when readers see the change. */
  projected(events: readonly TracedEvent[], startedAt: number): void;
  emitted(causes: readonly TracedEvent[], attributes: Attributes, startedAt: number): void;
  close(): Promise<void>;
}

let current: Tracing | null = null;

/** Null = no traces; each function below then costs one comparison. */
export function traceWith(tracing: Tracing | null): void {
  current = tracing;
}

export const isTraced = (): boolean => current !== null;

export const traceRequest: Tracing['request'] = (key, request, work) =>
  current ? current.request(key, request, work) : work();
export const traceResponse: Tracing['answered'] = (key, route, status) => current?.answered(key, route, status);
export const traceInside: Tracing['inside'] = (name, attributes, work) =>
  current ? current.inside(name, attributes, work) : work();
export const traceAppend: Tracing['append'] = (stream, events, work) =>
  current ? current.append(stream, events, work) : work();
export const traceProjected: Tracing['projected'] = (events, startedAt) => current?.projected(events, startedAt);
export const traceEmitted: Tracing['emitted'] = (causes, attributes, startedAt) =>
  current?.emitted(causes, attributes, startedAt);

const NOTHING = /^0+$/;

const digest = (text: string, digits: number) => hash('sha256', text, 'hex').slice(0, digits);

/**
 * The trace id of a correlation id, the same in every process. It is the first 32 digits of a UUID or of a continued trace.
 * Any other text is hashed with SHA-256.
 */
export function traceIdOf(correlationId: string): string {
  const digits = correlationId.replaceAll('-', '').toLowerCase();
  const own = /^([0-9a-f]{32})(?:[0-9a-f]{12})?$/.exec(digits)?.[1];
  return own && !NOTHING.test(own) ? own : digest(correlationId, 32);
}

/** The id of the span that appended or projected an event, derived from the event id. */
export const spanIdOf = (step: 'append' | 'project', eventId: string): string => digest(`${step} ${eventId}`, 16);

/** The span of the caller; null = no valid W3C trace context. */
export function readTraceparent(header: unknown): { traceId: string; spanId: string } | null {
  const [, traceId, spanId] =
    typeof header === 'string' ? (/^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}/.exec(header) ?? []) : [];
  return traceId && spanId && !NOTHING.test(traceId) && !NOTHING.test(spanId) ? { traceId, spanId } : null;
}
