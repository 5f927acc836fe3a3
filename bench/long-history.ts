import { Client } from 'pg';
import { validateAppend } from '../src/event-store/validate-append.js';
import { openStore } from './append-check.js';
import type { Database, Ground } from './ground.js';
import { mustHold } from './measure.js';
import { type SeasonEvent, type SeasonSize, seasonEvents, seasonName } from './season-events.js';

export interface LongHistory extends Database {
  events: number;
  colleges: number;
  /** In the order of their seasons. */
  challenges: string[];
  seasons: Season[];
}

export interface Season {
  /** Position of the last event before it. */
  from: number;
  events: number;
  challenges: number;
  /** Events until every college takes part in every challenge of the season. */
  opening: number;
}

export interface HistorySize {
  events: number;
  colleges: number;
  /** Events of one season, in which two challenges run side by side. */
  seasonEvents?: number;
}

const TRACKS = 2;
const SEASON = 200_000;
/** A challenge is announced, has its rules, and is opened. */
const OPENING = 3;
const ROWS = 4_000;

/** What the rows measure on: a million events of all colleges of the country, unless BENCH_EVENTS names another number. */
export const usualSize = ({ smoke }: Pick<Ground, 'smoke'>): HistorySize =>
  smoke
    ? { events: 6_000, colleges: 24, seasonEvents: 2_000 }
    : { events: Number(process.env.BENCH_EVENTS ?? 1_000_000), colleges: 770 };

const made = new WeakMap<Ground, Map<string, Promise<LongHistory>>>();

/** A database with a long history: one season after another, the same for the same size. Rows that ask for the same size share it. */
export function longHistory(ground: Ground, size: HistorySize): Promise<LongHistory> {
  const known = made.get(ground) ?? new Map<string, Promise<LongHistory>>();
  made.set(ground, known);
  const key = JSON.stringify(size);
  const history = known.get(key) ?? ground.database().then((database) => tell(database, size));
  known.set(key, history);
  return history;
}

/** Tells it to an empty database: through the schemas of the events as a server's are, but row upon row instead of command after command. */
export async function tell(database: Database, { events, colleges, seasonEvents: long = SEASON }: HistorySize) {
  const store = await openStore(database);
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  const challenges: string[] = [];
  const seasons: Season[] = [];
  try {
    const revisions = new Map<string, number>();
    for (let earlier = 0; earlier < events; earlier += long) {
      const season: SeasonSize = { events: Math.min(long, events - earlier), colleges, challenges: TRACKS, earlier };
      for (let n = 0; n < TRACKS; n += 1) challenges.push(seasonName(earlier, n));
      seasons.push({ from: earlier, events: season.events, challenges: TRACKS, opening: TRACKS * OPENING });
      await whileOthersAreMade(inChunks(seasonEvents(season)), (rows) => insert(client, rows, revisions));
      revisions.clear();
    }
    await client.query('ANALYZE history.events');
    mustHold((await store.head()) === String(events), `the history does not have ${events} events`);
  } finally {
    await client.end();
    await store.close();
  }
  return { ...database, events, colleges, challenges, seasons } satisfies LongHistory;
}

/** The next one is made while the database takes the one before; no more than two are held. */
export async function whileOthersAreMade<One>(made: Iterable<One>, take: (one: One) => Promise<void>): Promise<void> {
  let taking = Promise.resolve();
  for (const one of made) {
    await taking;
    taking = take(one);
    taking.catch(() => undefined);
  }
  await taking;
}

function* inChunks(events: Iterable<SeasonEvent>): Generator<SeasonEvent[]> {
  let rows: SeasonEvent[] = [];
  for (const event of events) {
    rows.push(event);
    if (rows.length < ROWS) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

async function insert(client: Client, events: readonly SeasonEvent[], revisions: Map<string, number>): Promise<void> {
  const rows = events.map(({ stream, ...event }) => {
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    const [checked] = validateAppend(stream, 'no-stream', [event]).events;
    return { ...checked!, stream, revision };
  });
  await client.query(
    `INSERT INTO history.events (position, id, revision, stream, type, data, metadata)
     SELECT (SELECT coalesce(max(position), 0) FROM history.events) + i.place, i.id, i.revision, i.stream, i.type, i.data, i.metadata
     FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[])
       WITH ORDINALITY i(id, revision, stream, type, data, metadata, place)`,
    [
      rows.map(({ id }) => id),
      rows.map(({ revision }) => revision),
      rows.map(({ stream }) => stream),
      rows.map(({ type }) => type),
      rows.map(({ data }) => data),
      rows.map(({ metadata }) => metadata),
    ],
  );
}
