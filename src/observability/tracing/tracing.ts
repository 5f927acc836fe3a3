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
  events: readonly TracedAppend[],
  work: () => Promise<Result>,
): Promise<Result> => (current ? current.append(stream, events, work) : work());

/** Call after the commit, when readers see the change. */
export const traceProjected = (events: readonly TracedEvent[], startedAt: number): void =>
  current?.projected(events, startedAt);

export const traceEmitted = (causes: readonly TracedEvent[], attributes: Attributes, startedAt: number): void =>
  current?.emitted(causes, attributes, startedAt);
