import { Gauge } from 'prom-client';
import { counter, metrics } from '../observability/metrics.js';
import type { OutboxCounts } from './outbox.repository.js';

export const outboxDeliveries = counter(
  'qorzhyn_outbox_deliveries_total',
  'Attempts to deliver mails and push messages, by channel and outcome: delivered, retried, dead, down',
  'channel',
  'outcome',
);

const CHANNELS = ['mail', 'push'];
/** A rate misses the first increment of a series that did not exist before. */
for (const channel of CHANNELS)
  for (const outcome of ['delivered', 'retried', 'dead', 'down']) outboxDeliveries.inc({ channel, outcome }, 0);

/** Counts of the outbox of each running server; a test runs several in a process. */
const sources = new Set<() => Promise<OutboxCounts[]>>();

export function watchOutbox(counts: () => Promise<OutboxCounts[]>): () => void {
  sources.add(counts);
  return () => void sources.delete(counts);
}

export const outboxItems = new Gauge({
  name: 'qorzhyn_outbox_items',
  help: 'Mails and push messages in the outbox, by channel and state: waiting, dead',
  labelNames: ['channel', 'state'],
  registers: [metrics],
  async collect() {
    this.reset();
    for (const channel of CHANNELS) for (const state of ['waiting', 'dead']) this.set({ channel, state }, 0);
    for (const { channel, waiting, dead } of (await Promise.all([...sources].map(countsOrNone))).flat()) {
      this.inc({ channel, state: 'waiting' }, waiting);
      this.inc({ channel, state: 'dead' }, dead);
    }
  },
});

/** A scrape must not fail with the database. */
const countsOrNone = (counts: () => Promise<OutboxCounts[]>) => counts().catch((): OutboxCounts[] => []);
