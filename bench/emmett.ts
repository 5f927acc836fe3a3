import { getPostgreSQLEventStore, type PostgresEventStore } from '@event-driven-io/emmett-postgresql';
import { Pool } from 'pg';
import { approval, IN_FLIGHT, manyStreams, streamName, TURN_SECONDS } from './append.js';
import type { SeasonEvent } from './history.js';

/** As many as the database has clients in `append.group`; more only wait for each other. */
const SESSIONS = 32;
const FILL_BATCH = 500;

type EmmettEvent = Parameters<PostgresEventStore['appendToStream']>[1][number];

interface Peer {
  store: PostgresEventStore;
  pool: Pool;
}

/** Emmett on its own database and process, because it changes how `pg` parses numbers. */
async function open(url: string): Promise<Peer> {
  const pool = new Pool({ connectionString: url, max: SESSIONS });
  const store = getPostgreSQLEventStore(url, { schema: { autoMigration: 'None' }, connectionOptions: { pool } });
  await store.schema.migrate();
  return { store, pool };
}

/** The closed loop of `append.group`, with Emmett's numbers of a stream, which begin at 1. */
async function append({ store }: Peer, next: ReturnType<typeof manyStreams>) {
  const start = performance.now();
  const until = start + TURN_SECONDS * 1_000;
  let made = 0;
  const caller = async () => {
    while (performance.now() < until) {
      const { stream, expected, settled } = next();
      const { type, data, metadata } = approval(stream);
      const expectedStreamVersion = expected === 'no-stream' ? 'STREAM_DOES_NOT_EXIST' : BigInt(expected) + 1n;
      const event = { type, data, metadata } as unknown as EmmettEvent;
      const appended = await store.appendToStream(streamName(stream), [event], { expectedStreamVersion });
      settled(Number(appended.nextExpectedStreamVersion) - 1);
      made += 1;
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, caller));
  return { made, perSecond: made / ((performance.now() - start) / 1_000) };
}

/** The same events in one stream by one writer: its consumer skips events that commit out of order. */
async function fill({ store }: Peer, events: readonly SeasonEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += FILL_BATCH) {
    const batch = events.slice(from, from + FILL_BATCH).map(({ type, data, metadata }) => ({ type, data, metadata }));
    await store.appendToStream('season', batch as unknown as EmmettEvent[]);
  }
}

/** A consumer from the first message to the last; its reactor does nothing but count. */
async function consume({ store }: Peer, name: string, batchSize: number) {
  let seen = 0;
  let outOfOrder = 0;
  const consumer = store.consumer({
    stopWhen: { noMessagesLeft: true },
    pulling: { batchSize, pullingFrequencyInMs: 0 },
  });
  consumer.reactor({
    processorId: name,
    eachMessage: ({ metadata: { streamPosition } }) => {
      seen += 1;
      if (streamPosition !== BigInt(seen)) outOfOrder += 1;
    },
  });
  const start = performance.now();
  await consumer.start();
  const seconds = (performance.now() - start) / 1_000;
  await consumer.close();
  return { seen, outOfOrder, perSecond: seen / seconds };
}

let peer: Peer;
let next: ReturnType<typeof manyStreams>;
let consumers = 0;

export const rpc = {
  async open({ url }: { url: string }) {
    peer = await open(url);
    next = manyStreams();
  },
  append: () => append(peer, next),
  fill: ({ events }: { events: SeasonEvent[] }) => fill(peer, events),
  consume: ({ batchSize }: { batchSize: number }) => consume(peer, `bench-${(consumers += 1)}`, batchSize),
  async close() {
    await peer.store.close();
    await peer.pool.end();
  },
};
