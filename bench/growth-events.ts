import { openReadModels } from '../src/cli/open-read-models.js';
import { readEnvironment } from '../src/config/environment.js';
import { PositionByTimeIndex } from '../src/leaderboard/position-by-time.js';
import { CurrentStandings } from '../src/leaderboard/challenge-standings.js';
import { HistoricalStandings } from '../src/leaderboard/historical-standings.js';
import { standingsRunner } from '../src/leaderboard/standings.runner.js';
import { rebuild } from '../src/projector/rebuild.js';
import type { ProjectionDefinition } from '../src/projector/runner.js';
import { RunningProjection } from '../src/projector/running-projection.js';
import { ask, type Database } from './ground.js';
import { measured, toldMemory, type Measures } from './growth-measures.js';
import { mustHold, percentile } from './measure.js';
import { COLLEGES, SEASON, tellSeasons } from './told-seasons.js';

const QUESTIONS = 20;

async function shareOfSnapshots(url: string): Promise<number> {
  const [row] = await ask<{ share: number }>(
    url,
    `SELECT 100.0::float8 * pg_total_relation_size('read_model.fold_snapshot') / pg_total_relation_size('history.events') AS share`,
  );
  return row!.share;
}

/** A history of so many events in PostgreSQL: what folding it, starting on it and asking about its past cost. */
export const measureEvents = async ({ database, events }: { database: Database; events: number }): Promise<Measures> => {
  const settings = readEnvironment({ DATABASE_URL: database.appUrl, DATABASE_ADMIN_URL: database.adminUrl });
  const { store, readModel, snapshots, registry, close } = await openReadModels(settings);
  try {
    const seasons = await tellSeasons(database.adminUrl, events);
    mustHold((await store.head()) === String(events), `the history ends at ${await store.head()}`);
    const standings = registry.all().find(({ name }) => name === 'standings')!;
    const whole = await measured(() => rebuild(standings, store, readModel));
    const generation = (await readModel.live('standings'))!;
    const start = (factory: ProjectionDefinition) =>
      measured(() => RunningProjection.open(factory, generation, { store, readModel, isLive: true }));
    const keeping = { snapshots, warn: (text: string) => mustHold(false, text) };
    // The first one leaves a snapshot of what it had to fold; what it holds itself is gone before the second is measured.
    await (await start(standingsRunner(new CurrentStandings(), keeping))).result.idle();
    const live = new CurrentStandings();
    const warm = await start(standingsRunner(live, keeping));
    const going = await measured(() => live.get(seasons.at(-1)!));
    mustHold(going.result !== undefined, 'the season that goes on is not there');
    const past = new HistoricalStandings(
      store,
      readModel,
      snapshots,
      live,
      new PositionByTimeIndex(store, readModel, snapshots),
    );
    const questions: number[] = [];
    for (let n = 1; n <= QUESTIONS; n += 1) {
      const position = Math.floor((events * (n - 0.5)) / QUESTIONS);
      const season = seasons[Math.floor((position - 1) / SEASON)]!;
      const { result, processorMs } = await measured(() => past.asOf(season, String(position)));
      mustHold(result.board('staff', 'total')!.rows.length === COLLEGES, `there is no board at ${position}`);
      questions.push(processorMs);
    }
    // Last, for it holds every action of the history in memory, as no server does.
    const cold = await start(standingsRunner(new CurrentStandings()));
    return {
      'the standings from the first event, with the documents they write': { unit: 'ms', value: whole.processorMs },
      'a start without snapshots': { unit: 'ms', value: cold.processorMs },
      'a start': { unit: 'ms', value: warm.processorMs },
      'a question about the past, median': { unit: 'ms', value: percentile(questions, 0.5) },
      'a question about the past, the longest': { unit: 'ms', value: Math.max(...questions) },
      'memory after a start': toldMemory(warm.heapMb),
      'memory of the season that goes on, once it is asked for': toldMemory(going.heapMb),
      'memory after a start without snapshots': toldMemory(cold.heapMb),
      'disk of all snapshots, of that of the history': { unit: '%', value: await shareOfSnapshots(database.adminUrl) },
    };
  } finally {
    await close();
  }
};
