import { Client } from 'pg';
import { uuidOf } from '../src/config/ids.js';
import {
  encode,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type StoredEvent,
  validateAppend,
} from '../src/event-store/event-store.js';
import type { DomainEvent } from '../src/events/schemas.js';
import { CurrentStandings } from '../src/leaderboard/challenge-standings.js';
import { standingsRunner } from '../src/leaderboard/standings.runner.js';
import { openStore } from './append.js';
import { CollegesAtWork } from './board.js';
import type { Database, Ground } from './harness.js';
import { mustHold } from './harness.js';

export interface SeasonEvent extends NewEvent {
  stream: string;
}

export interface SeasonSize {
  events: number;
  /** Every college takes part in every challenge. */
  colleges: number;
  challenges: number;
  /** Number of events of earlier seasons; names and instants continue from there. */
  earlier?: number;
}

const same = (text: string) => ({ kk: text, ru: text, en: text });
const BEGINS = Date.parse('2026-10-05T07:00:00.000Z');
const APART_MS = 20_000;
const IN_FLIGHT = 512;

const rules = {
  kinds: {
    trees: {
      base: 10,
      cap: 60,
      parts: [{ metric: 'trees', step: 1, weight: 1, max: null }],
      perDay: 1000,
      seasonCap: null,
    },
  },
  lateAfterDays: 3660,
  shareCap: { percent: 100, from: 0 },
  diversity: { points: 0, kinds: 0 },
  per100: { minimumStudents: 200 },
};

/** Challenges in which colleges plant trees: half of the events are submissions, half approvals. The same size gives the same events. */
export function* seasonEvents({ events, colleges, challenges, earlier = 0 }: SeasonSize): Generator<SeasonEvent> {
  let told = earlier;
  const event = (stream: string, happened: DomainEvent): SeasonEvent => {
    told += 1;
    const recordedAt = new Date(BEGINS + told * APART_MS).toISOString();
    const metadata = { actor: 'acc-5b0c7d1e', $correlationId: 'bench', recordedAt };
    return { stream, ...encode(happened, uuidOf(`season ${told}`), metadata) };
  };
  const names = Array.from({ length: challenges }, (_, n) => seasonName(earlier, n));
  for (const challengeId of names) yield* opening(challengeId, colleges, event);
  for (let action = 0; told < earlier + events; action += 1) {
    const challengeId = names[action % challenges]!;
    const collegeId = collegeOf(Math.floor(action / challenges) % colleges);
    const actionId = earlier === 0 ? `action-${action}` : `action-${earlier}-${action}`;
    const whose = { actionId, challengeId, collegeId };
    const day = new Date(BEGINS + told * APART_MS).toISOString().slice(0, 10);
    yield event(`action-${actionId}`, {
      type: 'ActionSubmitted',
      data: {
        ...whose,
        kind: 'trees',
        doneOn: day,
        submittedOn: day,
        claimed: { trees: { value: 5, precision: 'exact' } },
        partners: [],
        evidence: [],
        details: null,
        rulebookVersion: 1,
      },
    });
    if (told >= earlier + events) break;
    yield event(`action-${actionId}`, {
      type: 'ActionApproved',
      data: { ...whose, verified: { trees: 1 + (action % 40) }, reviewer: 'acc-5b0c7d1e' },
    });
  }
}

function* opening(
  challengeId: string,
  colleges: number,
  event: (stream: string, happened: DomainEvent) => SeasonEvent,
): Generator<SeasonEvent> {
  const stream = `challenge-${challengeId}`;
  const titles = { titles: same('Жасыл'), season: same('2026') };
  const dates = { opensOn: '2026-10-01', closesOn: '2027-10-01' };
  yield event(stream, { type: 'ChallengeAnnounced', data: { challengeId, track: 'green', ...titles, ...dates } });
  const note = { kk: 'Ереже', ru: 'Правила' };
  yield event(stream, {
    type: 'RulebookPublished',
    data: { challengeId, version: 1, rules, retroactive: false, note },
  });
  const entrants = Array.from({ length: colleges }, (_, n) => ({
    collegeId: collegeOf(n),
    names: same(`Колледж ${n}`),
    shortNames: same(`К-${n}`),
    students: 200 + n,
    enrolmentAsOf: '2026-09-01',
    league: n % 2 === 0 ? 'A' : 'B',
  }));
  yield event(stream, { type: 'ChallengeOpened', data: { challengeId, entrants } });
}

/** Id of a season's challenge, from the number of events before it. */
export const seasonName = (earlier: number, n: number) =>
  earlier === 0 ? `season-${n + 1}` : `season-${earlier}-${n + 1}`;

export const collegeOf = (n: number) => `college-${n}`;

/** Appends them as a server would, each stream in its order, many streams at once. */
export async function appendSeason(store: EventStore, events: Iterable<SeasonEvent>): Promise<number> {
  const heads = new Map<string, ExpectedRevision>();
  const underWay = new Set<Promise<unknown>>();
  let count = 0;
  for (const { stream, ...event } of events) {
    const head = heads.get(stream) ?? 'no-stream';
    heads.set(stream, head === 'no-stream' ? 0 : head + 1);
    const append = store.append(stream, head, [event]);
    const settled = append.finally(() => underWay.delete(settled));
    underWay.add(settled);
    count += 1;
    if (underWay.size >= IN_FLIGHT) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  return count;
}

export const COLLEGES = 30;
/** One season after another, as in life: a challenge is over when the next begins. */
export const SEASON = 50_000;
const ROWS = 4_000;

async function insert(client: Client, rows: readonly StoredEvent[]): Promise<void> {
  const of = (field: keyof StoredEvent) => rows.map((row) => row[field]);
  await client.query(
    `INSERT INTO history.events (position, id, revision, stream, type, data, metadata)
     SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[])`,
    [of('position'), of('id'), of('revision'), of('stream'), of('type'), of('data'), of('metadata')],
  );
}

/** Writes a history of `events` events; returns the challenge of each season. */
export async function tellSeasons(adminUrl: string, events: number): Promise<string[]> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  const seasons: string[] = [];
  await whileOthersAreMade(rowsOf(events, seasons), (rows) => insert(client, rows));
  await client.query('ANALYZE history.events');
  await client.end();
  return seasons;
}

/** Yields some thousands of events at a time; fills `seasons` with the challenge of each. */
function* rowsOf(events: number, seasons: string[]): Generator<StoredEvent[]> {
  let told = 0;
  while (told < events) {
    const season = new CollegesAtWork(COLLEGES, `season-${seasons.length + 1}`, told);
    seasons.push(season.challengeId);
    let rows = [...season.opening()];
    for (let own = 0; own < SEASON && told < events; rows = []) {
      while (rows.length < Math.min(ROWS, SEASON - own, events - told)) rows.push(...season.batch());
      rows = rows.slice(0, Math.min(SEASON - own, events - told));
      yield rows;
      [own, told] = [own + rows.length, told + rows.length];
    }
  }
}

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
const LONG_SEASON = 200_000;
/** A challenge is announced, has its rules, and is opened. */
const OPENING = 3;

/** Usual size: a million events of all colleges of the country, or BENCH_EVENTS. */
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

/** Fills an empty database, through the event schemas, by rows instead of commands. */
export async function tell(database: Database, { events, colleges, seasonEvents: long = LONG_SEASON }: HistorySize) {
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
      await whileOthersAreMade(inChunks(seasonEvents(season)), (rows) => insertNew(client, rows, revisions));
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

async function insertNew(
  client: Client,
  events: readonly SeasonEvent[],
  revisions: Map<string, number>,
): Promise<void> {
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

/** The standings of every challenge, folded from the first event by the server's own fold. */
export async function foldWholeHistory(store: EventStore): Promise<CurrentStandings> {
  const live = new CurrentStandings();
  await standingsRunner(live).open({
    store,
    position: await store.head(),
    live: true,
    parked: [],
    documents: () => Promise.resolve(new Map()),
  });
  return live;
}
