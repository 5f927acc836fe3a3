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

export const openSockets = new Gauge({
  name: 'qorzhyn_sockets',
  help: 'Open live sockets, by audience',
  labelNames: ['audience'],
  registers,
});

export const socketsCut = new Counter({
  name: 'qorzhyn_sockets_cut_total',
  help: 'Live sockets that were cut because they did not take what they were sent, by reason: unsent, stalled',
  labelNames: ['reason'],
  registers,
});
