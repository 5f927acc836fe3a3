import { auditTrailProjection } from '../projections/audit-trail/audit-trail.projection.js';
import { reviewQueueProjection } from '../projections/review-queue/review-queue.projection.js';
import { openReadModels } from '../src/cli/open-read-models.js';
import { readEnvironment } from '../src/config/environment.js';
import type { ListOptions } from '../src/projector/read-model.js';
import { rebuild } from '../src/projector/rebuild.js';
import { ask, type Database } from './ground.js';
import { type Measure, type Measures } from './growth-measures.js';
import { median, mustHold } from './measure.js';
import { tellSeasons } from './told-seasons.js';

const TIMES = 7;
const PAGE = { descending: true, limit: 50 };

/** The pages of staff over a history of so many events: every one of them stands in the trail, every action in the queue. */
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
    const seasons = await tellSeasons(database.adminUrl, events);
    for (const { name } of [auditTrailProjection, reviewQueueProjection])
      await rebuild(
        registry.all().find((one) => one.name === name)!,
        store,
        readModel,
      );
    // As the database does by itself sooner or later.
    await ask(database.adminUrl, 'VACUUM ANALYZE read_model.document');
    const [newest] = (await readModel.list<{ stream: string }>(auditTrailProjection.name, PAGE)).items;
    const college = { challengeId: seasons[0]!, collegeId: 'college-7' };
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
