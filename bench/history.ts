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
import type { Runner } from '../src/projector/runner.js';
import { MemoryEventStore } from '../test/support/memory-event-store.js';
import { openStore } from './append.js';
import { type Database, type BenchContext, mustHold } from './harness.js';

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
/** Ten million events then stay within the dates of their challenges. */
const APART_MS = 2_000;
/** More would not fit into one append. */
const ENTRANTS_AT_ONCE = 1_000;
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
  let state = earlier + 1;
  const draw = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
  const names = Array.from({ length: challenges }, (_, n) => seasonName(earlier, n));
  for (const challengeId of names) yield* opening(challengeId, colleges, event);
  for (let action = 0; told < earlier + events; action += 1) {
    const challengeId = names[action % challenges]!;
    const turn = Math.floor(action / challenges);
    // Each college once, then colleges at random.
    const collegeId = collegeOf(turn < colleges ? turn : draw(colleges));
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
      data: { ...whose, verified: { trees: 1 + draw(40) }, reviewer: 'acc-5b0c7d1e' },
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
    students: 200 + (n % 1_000),
    enrolmentAsOf: '2026-09-01',
    league: n % 2 === 0 ? 'A' : 'B',
  }));
  const [first, others] = [entrants.slice(0, ENTRANTS_AT_ONCE), entrants.slice(ENTRANTS_AT_ONCE)];
  yield event(stream, { type: 'ChallengeOpened', data: { challengeId, entrants: first } });
  for (const entrant of others) yield event(stream, { type: 'CollegeEntered', data: { challengeId, ...entrant } });
}

/** The same events as a store gives them. */
function* storedEvents(events: Iterable<SeasonEvent>): Generator<StoredEvent, never> {
  const revisions = new Map<string, number>();
  let position = 0;
  for (const { id, type, stream, data, metadata } of events) {
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    position += 1;
    const texts = { data: JSON.stringify(data), metadata: JSON.stringify(metadata) };
    yield { id, type, stream, revision, position: String(position), ...texts };
  }
  throw new Error('the season is over');
}

const BATCH = 100;

/** A challenge of many colleges, event by event. */
export class GrowingChallenge {
  readonly challengeId = seasonName(0, 0);
  private readonly events: Generator<StoredEvent, never>;

  constructor(private readonly colleges: number) {
    this.events = storedEvents(seasonEvents({ events: Infinity, colleges, challenges: 1 }));
  }

  /** Everything up to the moment at which each college has one approved action. */
  opening(): StoredEvent[] {
    return this.take(OPENING + Math.max(0, this.colleges - ENTRANTS_AT_ONCE) + 2 * this.colleges);
  }

  /** A hundred events: fifty actions of random colleges, submitted and approved. */
  batch(): StoredEvent[] {
    return this.take(BATCH);
  }

  private take(count: number): StoredEvent[] {
    return Array.from({ length: count }, () => this.events.next().value);
  }
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
const ROWS = 4_000;
const LONG_SEASON = 200_000;
/** A challenge is announced, has its rules, and is opened. */
const OPENING = 3;

/** Usual size: a million events of all colleges of the country, or BENCH_EVENTS. */
export const usualSize = ({ smoke }: Pick<BenchContext, 'smoke'>): HistorySize =>
  smoke
    ? { events: 6_000, colleges: 24, seasonEvents: 2_000 }
    : { events: Number(process.env.BENCH_EVENTS ?? 1_000_000), colleges: 770 };

const made = new WeakMap<BenchContext, Map<string, Promise<LongHistory>>>();

/** A database with a long history: one season after another, the same for the same size. Rows that ask for the same size share it. */
export function longHistory(context: BenchContext, size: HistorySize): Promise<LongHistory> {
  const known = made.get(context) ?? new Map<string, Promise<LongHistory>>();
  made.set(context, known);
  const key = JSON.stringify(size);
  const history = known.get(key) ?? context.database().then((database) => tell(database, size));
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
async function whileOthersAreMade<One>(made: Iterable<One>, take: (one: One) => Promise<void>): Promise<void> {
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
    isLive: true,
    parked: [],
    documents: () => Promise.resolve(new Map()),
  });
  return live;
}

/** The standings runner of the projector, with its documents encoded as for the read model. */
export class WrittenStandings {
  readonly documents = new Map<string, string>();

  private constructor(
    private readonly runner: Runner,
    private readonly keeps: boolean,
  ) {}

  /** `live`: whose memory answers questions; `keeps`: whether the documents can be looked at afterwards. */
  static async open({
    live,
    keeps = true,
  }: { live?: CurrentStandings; keeps?: boolean } = {}): Promise<WrittenStandings> {
    const documents = () => Promise.resolve(new Map<string, object>());
    const common = { store: new MemoryEventStore(), documents, position: null, parked: [] };
    const factory = standingsRunner(live ?? new CurrentStandings());
    return new WrittenStandings(await factory.open({ ...common, isLive: live !== undefined }), keeps);
  }

  /** How many documents it changes. */
  async fold(events: readonly StoredEvent[]): Promise<number> {
    const { upserts, deletes } = await this.runner.fold(events);
    for (const { key, body } of upserts) {
      const text = JSON.stringify(body);
      if (this.keeps) this.documents.set(key, text);
    }
    for (const key of deletes) this.documents.delete(key);
    return upserts.length + deletes.length;
  }
}
