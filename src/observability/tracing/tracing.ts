import type { NewEvent, StoredEvent } from '../../event-store/event-store.js';

export type Attributes = Record<string, string | number>;

export interface TracedRequest {
  method: string;
  correlationId: string;
  traceparent: unknown;
}

/** Where spans go while traces are exported. Instants are milliseconds since the epoch. */
export interface Tracing {
  /** The span lasts until `answered` is told of the same object. */
  request<Result>(key: object, request: TracedRequest, work: () => Result): Result;
  answered(key: object, route: string, status: number): void;
  inside<Result>(name: string, attributes: Attributes, work: () => Promise<Result>): Promise<Result>;
  append<Result>(stream: string, events: readonly NewEvent[], work: () => Promise<Result>): Promise<Result>;
  projected(events: readonly StoredEvent[], startedAt: number): void;
  emitted(causes: readonly StoredEvent[], attributes: Attributes, startedAt: number): void;
  close(): Promise<void>;
}

let current: Tracing | null = null;

/** Null = no traces: then everything below is one comparison. */
export function traceWith(tracing: Tracing | null): void {
  current = tracing;
}

export const isTraced = (): boolean => current !== null;

export const traceRequest = <Result>(key: object, request: TracedRequest, work: () => Result): Result =>
  current ? current.request(key, request, work) : work();

export const traceAnswer = (key: object, route: string, status: number): void => current?.answered(key, route, status);

export const traceInside = <Result>(
  name: string,
  attributes: Attributes,
  work: () => Promise<Result>,
): Promise<Result> => (current ? current.inside(name, attributes, work) : work());

export const traceAppend = <Result>(
  stream: string,
  events: readonly NewEvent[],
  work: () => Promise<Result>,
): Promise<Result> => (current ? current.append(stream, events, work) : work());

/** After the commit: readers see what the events brought. */
export const traceProjected = (events: readonly StoredEvent[], startedAt: number): void =>
  current?.projected(events, startedAt);

export const traceEmitted = (causes: readonly StoredEvent[], attributes: Attributes, startedAt: number): void =>
  current?.emitted(causes, attributes, startedAt);
