import { randomUUID } from 'node:crypto';
import { openEventStoreDb } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.js';
import { Follower } from './follower.js';

/** A process of its own, because an uncaught error ends it: appends and subscribes while servers drop, die and return. */
async function live(): Promise<void> {
  const double = await EventStoreDbDouble.start({ nodes: 3 });
  const timing = { appendTimeoutMs: 300, giveUpAfterMs: 20_000, backoffMs: [10, 100] as const };
  const store = await openEventStoreDb({ url: double.url, log: { warn: () => undefined }, timing });
  const stream = `stray-${randomUUID()}`;
  const follower = new Follower(store, { filter: { streamPrefixes: [stream] } });
  const write = (n: number) =>
    store.append(stream, n === 0 ? 'no-stream' : n - 1, [
      { id: randomUUID(), type: 'StrayTested', data: { n }, metadata: {} },
    ]);
  await write(0);
  await follower.caughtUp();
  const harm = [
    () => double.dropConnections(),
    () => double.faults.nextAppends.push({ kind: 'lose-answer' }, { kind: 'timeout' }, { kind: 'drop-after' }),
    () => double.restart(),
    () => double.elect(double.nodes[1]!),
    () => void double.nodes[1]!.stop().then(() => setTimeout(() => double.elect(double.nodes[2]!), 300)),
    () => double.stop().then(() => void setTimeout(() => void double.restart(), 1_500)),
  ];
  for (let n = 1; n <= 60; n++) {
    if (n % 10 === 0) await harm[n / 10 - 1]!();
    await write(n);
  }
  if (process.argv[2] === 'stray') void Promise.reject(new Error('left on purpose'));
  await follower.until(({ events }) => events.length === 61);
  await double.stop();
  await follower.end();
  await store.close();
  process.stdout.write(`done after ${follower.events.length} events\n`);
}

void live();
