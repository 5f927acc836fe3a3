import { auditTrailProjection } from '../projections/audit-trail/audit-trail.projection.js';
import { reviewQueueProjection } from '../projections/review-queue/review-queue.projection.js';
import { openReadModels } from '../src/cli/open-read-models.js';
import { readEnvironment } from '../src/config/environment.js';
import { CurrentStandings } from '../src/leaderboard/challenge-standings.js';
import { PositionByTimeIndex, StandingsAt } from '../src/leaderboard/standings-at.js';
import { standingsRunner } from '../src/leaderboard/standings.runner.js';
import { readInChunks, rebuild } from '../src/projector/rebuild.js';
import type { ListOptions } from '../src/projector/read-model.js';
import type { ProjectionDefinition } from '../src/projector/runner.js';
import { RunningProjection } from '../src/projector/running-projection.js';
import { ask, type Database } from './harness.js';
import { GrowingChallenge, tell, WrittenStandings } from './history.js';
import { processorMs } from './rpc-process.js';
import { median, mustHold, percentile } from './harness.js';

export interface Measure {
  unit: 'ms' | 'µs' | 'MB' | 'KiB' | '%';
  value: number;
  /** True when the value is below `value`, the least that can be measured. */
  below?: true;
}

/** Measures of one size, by name. */
export type Measures = Record<string, Measure>;

/** MB of live heap after collections, so that earlier garbage does not count. */
export async function livingMb(): Promise<number> {
  for (let n = 0; n < 3; n += 1) {
    (globalThis as { gc?: () => void }).gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed / 1_048_576;
}

/** Measures processor time, time and growth of the live heap; negative when memory was released. */
export async function measured<T>(work: () => Promise<T>) {
  const heap = await livingMb();
  const [start, spent] = [performance.now(), processorMs()];
  const result = await work();
  const [ms, used] = [performance.now() - start, processorMs() - spent];
  return { result, ms, processorMs: used, heapMb: (await livingMb()) - heap };
}

/** Compiled code and what connections hold come and go by less than this while something else is measured. */
const TOLD_MB = 1;

/** Memory that work holds after it. */
export const toldMemory = (megabytes: number): Measure =>
  megabytes >= TOLD_MB ? { unit: 'MB', value: megabytes } : { unit: 'MB', value: TOLD_MB, below: true };

/** Enough to be measured, and no more: with many colleges each batch is long. */
const BATCHES = 5;

/** One challenge in memory: the cost of an event and of reading the whole board. */
export const measureColleges = async ({ colleges }: { colleges: number }): Promise<Measures> => {
  const atWork = new GrowingChallenge(colleges);
  const live = new CurrentStandings();
  const written = await WrittenStandings.open({ live, keeps: false });
  const opening = await measured(() => written.fold(atWork.opening()));
  const batches = Array.from({ length: BATCHES }, () => atWork.batch());
  const events = batches.flat().length;
  const batch = await measured(async () => {
    for (const one of batches) await written.fold(one);
  });
  const boards = (await live.get(atWork.challengeId))!;
  const board = await measured(async () => boards.board('public', 'total'));
  mustHold(board.result!.rows.length === colleges, `the board has ${board.result!.rows.length} rows`);
  return {
    'an event of a hundred, with the documents it writes': { unit: 'ms', value: batch.processorMs / events },
    'all rows of a board': { unit: 'ms', value: board.processorMs },
    'a challenge folded at once, with an approval for each college': {
      unit: 'ms',
      value: opening.processorMs,
    },
    'memory for it': toldMemory(opening.heapMb),
  };
};

const QUESTIONS = 20;
const COLLEGES = 30;
/** Events of a season of two challenges, which are over when the next begins. */
const SEASON = 50_000;
const sizeOf = (events: number) => ({ events, colleges: COLLEGES, seasonEvents: SEASON });

async function shareOfSnapshots(url: string): Promise<number> {
  const [row] = await ask<{ share: number }>(
    url,
    `SELECT 100.0::float8 * pg_total_relation_size('read_model.fold_snapshot') / pg_total_relation_size('history.events') AS share`,
  );
  return row!.share;
}

/** A history in PostgreSQL: the cost of folding it, of a start and of reading its past. */
export const measureEvents = async ({
  database,
  events,
}: {
  database: Database;
  events: number;
}): Promise<Measures> => {
  const settings = readEnvironment({ DATABASE_URL: database.appUrl, DATABASE_ADMIN_URL: database.adminUrl });
  const { store, readModel, snapshots, registry, close } = await openReadModels(settings);
  try {
    const { challenges } = await tell(database, sizeOf(events));
    mustHold((await store.head()) === String(events), `the history ends at ${await store.head()}`);
    const standings = registry.all().find(({ name }) => name === 'standings')!;
    const whole = await measured(() => rebuild(standings, store, readModel));
    const generation = (await readModel.live('standings'))!;
    const start = (factory: ProjectionDefinition) =>
      measured(() => RunningProjection.open(factory, generation, { store, readModel, isLive: true }));
    const keeping = { snapshots, warn: (text: string) => mustHold(false, text) };
    // The first run leaves a snapshot; its memory is released before the second is measured.
    await (await start(standingsRunner(new CurrentStandings(), keeping))).result.runner.idle?.();
    const live = new CurrentStandings();
    const warm = await start(standingsRunner(live, keeping));
    const going = await measured(() => live.get(challenges.at(-1)!));
    mustHold(going.result !== undefined, 'the open season is missing');
    const past = new StandingsAt(
      store,
      readModel,
      snapshots,
      live,
      new PositionByTimeIndex(store, readModel, snapshots),
    );
    const questions: number[] = [];
    for (let n = 1; n <= QUESTIONS; n += 1) {
      const position = Math.floor((events * (n - 0.5)) / QUESTIONS);
      const challenge = challenges[2 * Math.floor((position - 1) / SEASON)]!;
      const { result, processorMs } = await measured(() => past.asOf(challenge, String(position)));
      mustHold(result.board('staff', 'total')!.rows.length === COLLEGES, `there is no board at ${position}`);
      questions.push(processorMs);
    }
    // Last, for it holds every action of the history in memory, as no server does.
    const cold = await start(standingsRunner(new CurrentStandings()));
    return {
      'the standings from the first event, with the documents they write': { unit: 'ms', value: whole.processorMs },
      'a start without snapshots': { unit: 'ms', value: cold.processorMs },
      'a start': { unit: 'ms', value: warm.processorMs },
      'a query about the past, median': { unit: 'ms', value: percentile(questions, 0.5) },
      'a query about the past, the longest': { unit: 'ms', value: Math.max(...questions) },
      'memory after a start': toldMemory(warm.heapMb),
      'memory of the open season after its first read': toldMemory(going.heapMb),
      'memory after a start without snapshots': toldMemory(cold.heapMb),
      'disk of all snapshots, of that of the history': { unit: '%', value: await shareOfSnapshots(database.adminUrl) },
    };
  } finally {
    await close();
  }
};

const TIMES = 7;
const PAGE = { descending: true, limit: 50 };

/** Pages of staff over a history: every event is in the trail, every action in the queue. */
export const measureLists = async ({ database, events }: { database: Database; events: number }): Promise<Measures> => {
  const settings = readEnvironment({ DATABASE_URL: database.appUrl, DATABASE_ADMIN_URL: database.adminUrl });
  const { store, readModel, registry, close } = await openReadModels(settings);
  const page = async (projection: string, options: ListOptions, isAll = false): Promise<Measure> => {
    const times: number[] = [];
    for (let n = 0; n < TIMES; n += 1) {
      const start = performance.now();
      const { items, total } = await readModel.list(projection, options);
      times.push(performance.now() - start);
      mustHold(
        items.length > 0 && (!isAll || total === events),
        `${items.length} of ${total} on a page of ${projection}`,
      );
    }
    return { unit: 'ms', value: median(times) };
  };
  try {
    const { challenges } = await tell(database, sizeOf(events));
    for (const { name } of [auditTrailProjection, reviewQueueProjection])
      await rebuild(
        registry.all().find((one) => one.name === name)!,
        store,
        readModel,
      );
    // As the database does by itself sooner or later.
    await ask(database.adminUrl, 'VACUUM ANALYZE read_model.document');
    const [newest] = (await readModel.list<{ stream: string }>(auditTrailProjection.name, PAGE)).items;
    const college = { challengeId: challenges[0]!, collegeId: 'college-7' };
    return {
      'the newest of the trail': await page(auditTrailProjection.name, PAGE, true),
      'the trail of one action': await page(auditTrailProjection.name, {
        ...PAGE,
        where: { stream: newest!.body.stream },
      }),
      'the newest actions': await page(reviewQueueProjection.name, { ...PAGE, orderBy: 'submittedAt' }),
      'the actions of one college in its season': await page(reviewQueueProjection.name, {
        ...PAGE,
        orderBy: 'submittedAt',
        where: college,
      }),
    };
  } finally {
    await close();
  }
};

/** Live heap and external memory after collections. */
async function living(): Promise<number> {
  for (let n = 0; n < 3; n += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Holds projections, so that a collection cannot remove them. */
const held: RunningProjection[] = [];

/** Bytes before a start, after it, and after folding events that no projection had yet. */
export interface FoldedMemory {
  before: number;
  started: number;
  going: number;
}

export const measureFold = async ({
  appUrl,
  adminUrl,
}: {
  appUrl: string;
  adminUrl: string;
}): Promise<FoldedMemory> => {
  const settings = readEnvironment({ DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl });
  const { store, readModel, registry, close } = await openReadModels(settings);
  const before = await living();
  for (const factory of registry.all()) {
    const live = await readModel.live(factory.name);
    held.push(await RunningProjection.open(factory, live!, { store, readModel, isLive: true }));
  }
  const started = await living();
  for (const line of held) for await (const events of readInChunks(store, line.position)) await line.fold(events);
  const going = await living();
  await close();
  return { before, started, going };
};

// Each measure runs in a fresh process, so that none finds the heap of another.
export const rpc = { colleges: measureColleges, events: measureEvents, lists: measureLists, fold: measureFold };
