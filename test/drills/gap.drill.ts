import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { openPostgresEventStore } from '../../src/event-store/postgres/open-postgres.js';
import { startTestPostgres } from '../support/postgres.js';
import { type Drill, random, until } from './drill.js';

const WRITERS = 16;
const SLOW_SHARE = 0.05;
const ROLLBACK_SHARE = 0.01;
const SLOW_MS = 40;
const quiet = { log: () => undefined, warn: () => undefined };

const APPEND = `SELECT * FROM history.append(ARRAY[$1], ARRAY[1], ARRAY[-1], ARRAY[1], ARRAY[1], ARRAY[1], ARRAY[$2::uuid],
  ARRAY['Drilled'], ARRAY['{}'], ARRAY['{}'])`;
const NAIVE = 'INSERT INTO public.naive (name) VALUES ($1 || $2)';

/** Transactions of many writers, some slow to commit, some rolled back; gives what was committed, named by `$1 || $2`. */
async function write(url: string, sql: string, ms: number, draw: () => number): Promise<Set<string>> {
  const committed = new Set<string>();
  const clients = Array.from({ length: WRITERS }, () => new Client({ connectionString: url }));
  for (const client of clients) await client.connect();
  const over = Date.now() + ms;
  const writer = async (client: Client) => {
    while (Date.now() < over) {
      const names = [`gap-${randomUUID()}`, randomUUID()];
      await client.query('BEGIN');
      await client.query(sql, names);
      const lot = draw();
      if (lot < SLOW_SHARE) await pause(SLOW_MS);
      const isKept = lot < 1 - ROLLBACK_SHARE;
      await client.query(isKept ? 'COMMIT' : 'ROLLBACK');
      if (isKept) committed.add(names.join(''));
    }
    await client.end();
  };
  await Promise.all(clients.map(writer));
  return committed;
}

/** Committed events that a subscriber missed, and events it got twice. */
async function follow(urls: { appUrl: string; adminUrl: string }, ms: number, draw: () => number) {
  const store = await openPostgresEventStore({ url: urls.appUrl, adminUrl: urls.adminUrl, log: quiet });
  const stop = new AbortController();
  const told = new Map<string, number>();
  const reading = (async () => {
    for await (const message of store.subscribe({ signal: stop.signal }))
      if (message.kind === 'event') {
        const name = message.event.stream + message.event.id;
        told.set(name, (told.get(name) ?? 0) + 1);
      }
  })();
  try {
    const committed = await write(urls.appUrl, APPEND, ms, draw);
    const skipped = () => [...committed].filter((name) => !told.has(name)).length;
    await until('the end of the history', () => skipped() === 0, 5_000).catch(() => undefined);
    return { committed: committed.size, skipped: skipped(), twice: [...told.values()].filter((n) => n > 1).length };
  } finally {
    stop.abort();
    await reading;
    await store.close();
  }
}

/** The same count for a reader that continues after the highest number of a plain sequence. */
async function followNaively(url: string, ms: number, draw: () => number): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE public.naive (position bigserial PRIMARY KEY, name text)');
  const told = new Set<string>();
  let last = '0';
  let isOver = false;
  const look = async () => {
    const { rows } = await client.query<{ position: string; name: string }>(
      'SELECT position, name FROM public.naive WHERE position > $1 ORDER BY position',
      [last],
    );
    for (const { name } of rows) told.add(name);
    last = rows.at(-1)?.position ?? last;
  };
  const reading = (async () => {
    while (!isOver) await look();
  })();
  const committed = await write(url, NAIVE, ms, draw);
  isOver = true;
  await reading;
  await look();
  await client.end();
  return [...committed].filter((name) => !told.has(name)).length;
}

export const gap: Drill = {
  name: 'gap',
  promise: 'a subscription misses no event, however slowly writers commit and whatever is rolled back',
  target: 'skipped 0, twice 0',
  quick: true,
  async run(seed, smoke) {
    const draw = random(seed);
    const ms = smoke ? 1_500 : 60_000;
    const postgres = await startTestPostgres();
    try {
      const urls = await postgres.createDatabase();
      const real = await follow(urls, ms, draw);
      const skipped = await followNaively(urls.adminUrl, smoke ? ms : 10_000, draw);
      return {
        figure: `${real.committed} events of ${WRITERS} writers: skipped ${real.skipped}, twice ${real.twice}`,
        holds: real.skipped + real.twice === 0 && real.committed > WRITERS,
        control: { kind: 'stand-in', figure: `numbered by a plain sequence: skipped ${skipped}`, fails: skipped > 0 },
      };
    } finally {
      await postgres.stop();
    }
  },
};
