import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Metrics of the process; other parts register theirs here. */
export const metrics = new Registry();
const registers = [metrics];
collectDefaultMetrics({ register: metrics });

export const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
  new Counter({ name, help, labelNames, registers });
export const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
  new Gauge({ name, help, labelNames, registers });
export const histogram = <Label extends string>(
  name: string,
  help: string,
  buckets: number[],
  ...labelNames: Label[]
) => new Histogram({ name, help, buckets, labelNames, registers });

export const appendSeconds = histogram(
  'qorzhyn_append_seconds',
  'How long the event store took to append, by outcome',
  [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  'outcome',
);

export const appendsInFlight = gauge('qorzhyn_appends_in_flight', 'Appends that wait for the event store');

export const appendBatch = histogram(
  'qorzhyn_append_batch_appends',
  'Appends that PostgreSQL wrote in one transaction',
  [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024],
);

export const idempotencyClaims = counter(
  'qorzhyn_idempotency_claims_total',
  'Requests with an Idempotency-Key by state of the key: new, unfinished, answered, foreign (of another request)',
  'known',
);

export const refusalsTotal = counter('qorzhyn_refusals_total', 'Requests that ended in a problem, by its code', 'code');

export const requestSeconds = histogram(
  'qorzhyn_http_request_seconds',
  'How long requests took, by route and status',
  [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  'method',
  'route',
  'status',
);

export const projectionLagSeconds = gauge(
  'qorzhyn_projection_lag_seconds',
  'Age of the oldest event a projection has not applied, by projection',
  'projection',
);

export const messagesSent = counter(
  'qorzhyn_live_messages_total',
  'Board changes broadcast to a room of live sockets, each encoded once',
);

export const messageDeliveries = counter('qorzhyn_live_deliveries_total', 'Deliveries of board changes to sockets');

export const openSockets = gauge('qorzhyn_sockets', 'Open live sockets, by audience', 'audience');

export const socketsCut = counter(
  'qorzhyn_sockets_cut_total',
  'Live sockets terminated by reason: unsent or stalled (slow readers), flood (too many messages)',
  'reason',
);

export const socketLinkFaults = counter(
  'qorzhyn_socket_link_faults_total',
  'Failures of the connections that carry ended sessions between processes',
);

export const logLinesLost = counter('qorzhyn_log_lines_lost_total', 'Log lines lost because standard output stalled');

/** A rate misses the first increment of a series that did not exist before. */
for (const reason of ['unsent', 'stalled', 'flood']) socketsCut.inc({ reason }, 0);
for (const known of ['new', 'unfinished', 'answered', 'foreign']) idempotencyClaims.inc({ known }, 0);
for (const code of ['TOO_MANY_REQUESTS', 'TOO_MANY_LOGINS', 'TOO_MANY_SOCKETS']) refusalsTotal.inc({ code }, 0);
for (const outcome of ['stored', 'WrongExpectedRevision', 'StoreUnavailable', 'InvalidEvent'])
  appendSeconds.zero({ outcome });
for (const audience of ['public', 'staff']) openSockets.set({ audience }, 0);
