import { profiled } from './bound.js';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { InstrumentedEventStore } from '../src/event-store/instrumented-event-store.js';
import type { EventStore } from '../src/event-store/event-store.js';
import { canonicalJson } from '../src/event-store/canonical-json.js';
import { checkHistory, checkTwoWriters, openStore } from './append-check.js';
import { appendFor, approval, manyStreams, STREAMS, streamName, Acknowledged, type Load } from './append-load.js';
import { ask, type Database, type Ground } from './ground.js';
import { byTurns, median, percentile, rounded, type Bench, type Sampled } from './measure.js';
import { databaseName, output, pgbench } from './programs.js';

/** A table with the columns of ours and its one primary key, filled row by row: what PostgreSQL gives whoever does not batch. */
const RAW_TABLE = `CREATE TABLE raw_events (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid NOT NULL,
  revision integer NOT NULL, stream text NOT NULL, type text NOT NULL, data text NOT NULL, metadata text NOT NULL)`;

function rawInsert(): string {
  const { id, type, data, metadata } = approval(1);
  const texts = [streamName(1), type, canonicalJson(data), canonicalJson(metadata)].map((text) => `'${text}'`);
  return `INSERT INTO raw_events (id, revision, stream, type, data, metadata) VALUES ('${id}', 0, ${texts.join(', ')});\n`;
}

/** What a disk does for others within one second is not told from what it does for us: a round is the median of so many. */
const SLICES = 3;

export interface Stage {
  store: EventStore;
  database: Database;
  acknowledged: Acknowledged;
  /** Appends in a closed loop for one side of a round. */
  load(inFlight: number, next: Load['next']): ReturnType<typeof appendFor>;
}

/** An open, checked store on a fresh database; whatever was appended is checked against the whole history at the end. */
export async function onStage(ground: Ground, work: (stage: Stage) => Promise<Sampled>): Promise<Sampled> {
  const database = await ground.database();
  const store = new InstrumentedEventStore(await openStore(database));
  try {
    await ask(database.adminUrl, RAW_TABLE);
    const acknowledged = new Acknowledged();
    await checkTwoWriters(store, database, acknowledged);
    const load: Stage['load'] = (inFlight, next) =>
      appendFor(store, { inFlight, seconds: ground.seconds, next }, acknowledged);
    const sampled = await work({ store, database, acknowledged, load });
    await checkHistory(store, acknowledged);
    return sampled;
  } finally {
    await store.close();
  }
}

/** By processor time and the profile of 64 commands in flight. */
export const BATCH_BOUND = profiled(
  '2026-11-24',
  'an event costs this process 24 µs of processor time and PostgreSQL 15, one after the other, since the answers to a batch make the next; of the 24 a fifth is collecting garbage, a sixth the write to the connection, a seventh the check of the event and its JSON, a tenth the parameters of the batch; two halves by turns gave 0.85 to 0.98 of one batch',
);

export const appendGroup: Bench = {
  name: 'append.group',
  metric: 'events/s, 64 commands in flight over 2,000 streams',
  anchor: 'pgbench, single-row INSERT, 32 clients',
  target: { atLeast: 1.8 },
  bound: BATCH_BOUND,
  needs: ['pgbench'],
  run: (ground) =>
    onStage(ground, async ({ database, load }) => {
      const next = manyStreams();
      const waits: number[] = [];
      const rounds = await byTurns(
        ground,
        async () => {
          const { perSecond, latencies } = await load(64, next);
          waits.push(percentile(latencies, 0.5));
          return perSecond;
        },
        async () => (await pgbench(ground, database.adminUrl, rawInsert(), 32)).perSecond,
        SLICES,
      );
      return { rounds, figures: { ...speeds(rounds), 'p50 ms': rounded(median(waits)) } };
    }),
};

/** One stream of which every command knows the revision that the one before it will leave. */
function oneStream(stream: number): Load['next'] {
  let head = -1;
  return () => ({ stream, expected: head++ < 0 ? 'no-stream' : head - 1, settled: () => undefined });
}

export const appendHot: Bench = {
  name: 'append.hot',
  metric: 'events/s, 64 commands in flight on one stream',
  anchor: 'the same over 2,000 streams',
  target: { atLeast: 0.9 },
  run: (ground) =>
    onStage(ground, async ({ load }) => {
      const [hot, many] = [oneStream(3_000_000), manyStreams()];
      const rounds = await byTurns(
        ground,
        async () => (await load(64, hot)).perSecond,
        async () => (await load(64, many)).perSecond,
        SLICES,
      );
      return { rounds, figures: speeds(rounds) };
    }),
};

const COPY_ROWS = 100_000;

export const appendSaturated: Bench = {
  name: 'append.saturated',
  metric: 'events/s, 1,024 commands in flight',
  anchor: 'psql COPY into the same table',
  target: { atLeast: 0.3 },
  needs: ['psql'],
  run: (ground) =>
    onStage(ground, async ({ database, load }) => {
      const rows = ground.smoke ? 1_000 : COPY_ROWS;
      await ask(database.adminUrl, 'CREATE TABLE copied (LIKE history.events INCLUDING ALL)');
      let copied = 0;
      const next = manyStreams();
      const rounds = await byTurns(
        ground,
        async () => (await load(1_024, next)).perSecond,
        async () => {
          const file = path.join(ground.folder, 'copy.txt');
          writeFileSync(file, copyText(copied, rows));
          copied += rows;
          const start = performance.now();
          await output(
            'psql',
            ['-qX', '-d', databaseName(database.adminUrl), '-c', `\\copy copied FROM '${file}'`],
            database.adminUrl,
          );
          return rows / ((performance.now() - start) / 1_000);
        },
        SLICES,
      );
      return { rounds, figures: speeds(rounds) };
    }),
};

function copyText(from: number, rows: number): string {
  const lines: string[] = [];
  for (let row = from; row < from + rows; row += 1) {
    const stream = row % STREAMS;
    const { id, type, data, metadata } = approval(stream);
    const revision = Math.floor(row / STREAMS);
    lines.push(
      [row + 1, id, revision, streamName(stream), type, canonicalJson(data), canonicalJson(metadata)].join('\t'),
    );
  }
  return `${lines.join('\n')}\n`;
}

export const appendLatency = (inFlight: number, atMost: number): Bench => ({
  name: `append.latency.${inFlight}`,
  metric: `p50 of a command, ${inFlight} in flight`,
  anchor: 'pgbench, single-row INSERT, 1 client, mean',
  target: { atMost },
  bound: profiled(
    '2026-11-24',
    'without a disk to wait for an append takes 0.20 ms and the INSERT of pgbench 0.03: 0.12 are the lock, the function and three unique indexes in PostgreSQL, the rest this process',
  ),
  needs: ['pgbench'],
  run: (ground) =>
    onStage(ground, async ({ database, load }) => {
      const next = manyStreams();
      const rounds = await byTurns(
        ground,
        async () => percentile((await load(inFlight, next)).latencies, 0.5),
        async () => (await pgbench(ground, database.adminUrl, rawInsert(), 1)).latencyMs,
        SLICES,
      );
      const figures = { 'p50 ms': rounded(median(rounds.map((round) => round.ours))) };
      return { rounds, figures: { ...figures, 'pgbench ms': rounded(median(rounds.map((round) => round.anchor))) } };
    }),
});

export const speeds = (rounds: Sampled['rounds'], unit = 'events/s') => ({
  [unit]: rounded(median(rounds.map((round) => round.ours))),
  [`anchor ${unit}`]: rounded(median(rounds.map((round) => round.anchor))),
});
