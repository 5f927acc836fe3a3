import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Metrics of the process; other parts register theirs here. */
export const metrics = new Registry();
const registers = [metrics];
collectDefaultMetrics({ register: metrics });

export const appendSeconds = new Histogram({
  name: 'qorzhyn_append_seconds',
  help: 'How long the event store took to append, by outcome',
  labelNames: ['outcome'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers,
});

/** Counted by the event store and read at each scrape. */
export const appendsInFlight = { now: 0 };

export const appendsInFlightGauge = new Gauge({
  name: 'qorzhyn_appends_in_flight',
  help: 'Appends that wait for the event store',
  registers,
  collect() {
    this.set(appendsInFlight.now);
  },
});

export const appendBatch = new Histogram({
  name: 'qorzhyn_append_batch_appends',
  help: 'Appends that PostgreSQL wrote in one transaction',
  buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024],
  registers,
});

export const idempotencyClaims = new Counter({
  name: 'qorzhyn_idempotency_claims_total',
  help: 'Requests with an Idempotency-Key by state of the key: new, unfinished, answered, foreign (of another request)',
  labelNames: ['known'],
  registers,
});

export const refusalsTotal = new Counter({
  name: 'qorzhyn_refusals_total',
  help: 'Requests that ended in a problem, by its code',
  labelNames: ['code'],
  registers,
});

export const requestSeconds = new Histogram({
  name: 'qorzhyn_http_request_seconds',
  help: 'How long requests took, by route and status',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers,
});

export const projectionLagSeconds = new Gauge({
  name: 'qorzhyn_projection_lag_seconds',
  help: 'Age of the oldest event a projection has not applied, by projection',
  labelNames: ['projection'],
  registers,
});

export const messagesSent = new Counter({
  name: 'qorzhyn_live_messages_total',
  help: 'Board changes broadcast to a room of live sockets, each encoded once',
  registers,
});

export const messageDeliveries = new Counter({
  name: 'qorzhyn_live_deliveries_total',
  help: 'Deliveries of board changes to sockets',
  registers,
});

export const openSockets = new Gauge({
  name: 'qorzhyn_sockets',
  help: 'Open live sockets, by audience',
  labelNames: ['audience'],
  registers,
});

export const socketsCut = new Counter({
  name: 'qorzhyn_sockets_cut_total',
  help: 'Live sockets terminated by reason: unsent or stalled (slow readers), flood (too many messages)',
  labelNames: ['reason'],
  registers,
});

export const socketLinkFaults = new Counter({
  name: 'qorzhyn_socket_link_faults_total',
  help: 'Failures of the connections that carry ended sessions between processes',
  registers,
});

export const logLinesLost = new Counter({
  name: 'qorzhyn_log_lines_lost_total',
  help: 'Log lines lost because standard output stalled',
  registers,
});

/** A rate misses the first increment of a series that did not exist before. */
for (const reason of ['unsent', 'stalled', 'flood']) socketsCut.inc({ reason }, 0);
for (const known of ['new', 'unfinished', 'answered', 'foreign']) idempotencyClaims.inc({ known }, 0);
for (const code of ['TOO_MANY_REQUESTS', 'TOO_MANY_LOGINS']) refusalsTotal.inc({ code }, 0);
for (const outcome of ['stored', 'WrongExpectedRevision', 'StoreUnavailable', 'InvalidEvent'])
  appendSeconds.zero({ outcome });
for (const audience of ['public', 'staff']) openSockets.set({ audience }, 0);
