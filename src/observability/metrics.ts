import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The process's metrics; other parts register theirs here. */
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

/** Counted where appends are made, and told when somebody asks. */
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
  help: 'Requests with an Idempotency-Key, by what was known of it: new, unfinished, answered, foreign (of another request)',
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
  help: 'Changes of boards that were said in a room of live sockets, each encoded once',
  registers,
});

export const messageDeliveries = new Counter({
  name: 'qorzhyn_live_deliveries_total',
  help: 'Sockets to which changes of boards were sent',
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
  help: 'Live sockets that were cut, by reason: unsent, stalled (they did not take what they were sent), flood (they said too much)',
  labelNames: ['reason'],
  registers,
});

export const socketLinkFaults = new Counter({
  name: 'qorzhyn_socket_link_faults_total',
  help: 'Failures of the connections through which processes tell each other of sessions that ended',
  registers,
});

export const logLinesLost = new Counter({
  name: 'qorzhyn_log_lines_lost_total',
  help: 'Lines of the log that were lost because standard output took none',
  registers,
});

/** A rate that begins with the first of its kind does not see it. */
for (const reason of ['unsent', 'stalled', 'flood']) socketsCut.inc({ reason }, 0);
for (const known of ['new', 'unfinished', 'answered', 'foreign']) idempotencyClaims.inc({ known }, 0);
for (const code of ['TOO_MANY_REQUESTS', 'TOO_MANY_LOGINS']) refusalsTotal.inc({ code }, 0);
for (const outcome of ['stored', 'WrongExpectedRevision', 'StoreUnavailable', 'InvalidEvent'])
  appendSeconds.zero({ outcome });
for (const audience of ['public', 'staff']) openSockets.set({ audience }, 0);
