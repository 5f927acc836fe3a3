import { type OpenedReadModels, openReadModels } from '../../src/cli/open-read-models.js';
import { readEnvironment } from '../../src/config/environment.js';
import { ProjectionBus } from '../../src/projector/projection-bus.js';
import { Projector } from '../../src/projector/projector.js';
import { rebuild } from '../../src/projector/rebuild.js';
import { RunningProjection } from '../../src/projector/running-projection.js';
import { verify } from '../../src/projector/verify.js';
import { RpcProcess } from '../rpc-process.js';
import { ask, type Ground } from '../ground.js';
import { mustHold } from '../measure.js';
import { appendSeason, seasonEvents, type SeasonEvent } from '../season-events.js';
import type { Costs, Sizes } from './figures.js';
import type { FoldedMemory } from './folded-history.js';
import { costOf, postmasterOf } from './processor-time.js';

/** As many colleges as take part in one region, and a challenge of each track. */
const SEASON = { colleges: 24, challenges: 2 };
/** An action in each challenge: a fold that goes on takes up both. */
const TAIL = 4;
const WAIT_MS = 60_000;
const alarms = {
  parked: () => undefined,
  stopped: () => undefined,
  retrying: () => undefined,
  progress: () => undefined,
  leaseChanged: () => undefined,
};

type HistoryCosts = Omit<Costs, 'socketKibibytes' | 'deliveryMicros' | 'boardMicros' | 'boardBytes' | 'boardRows'>;

/** Appends, projects and stores a season, and checks at the end that the boards are those of a fold of the whole history. */
export async function historyCosts(ground: Ground, { events, steps }: Sizes): Promise<HistoryCosts> {
  const { appUrl, adminUrl } = await ground.database();
  const settings = readEnvironment({ DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl });
  const opened = await openReadModels(settings);
  const { store, readModel, registry, close } = opened;
  try {
    const postmaster = await postmasterOf(adminUrl);
    const all = [...seasonEvents({ ...SEASON, events: events + TAIL + steps })];
    const append = await costOf(postmaster, () => appendSeason(store, all.slice(0, events)));
    const disk = await diskOf(adminUrl);
    const anew = await costOf(postmaster, async () => {
      for (const factory of registry.all()) await rebuild(factory, store, readModel);
    });
    await keepSnapshots(opened);
    await appendSeason(store, all.slice(events, events + TAIL));
    const memory = await memoryOf(appUrl, adminUrl, events);
    const projector = new Projector(store, readModel, registry, new ProjectionBus(), alarms);
    projector.start();
    mustHold(await projector.caughtUp((await store.head())!, WAIT_MS), 'the projector did not catch up');
    const step = await costOf(postmaster, async () => {
      for (const event of all.slice(events + TAIL)) {
        const { position } = await appendOne(store, event);
        mustHold(await projector.caughtUp(position, WAIT_MS), 'an event was not projected');
      }
    });
    await projector.stop();
    for (const factory of registry.all())
      mustHold(
        (await verify(factory, store, readModel)).difference === null,
        `${factory.name} is not what a fold gives`,
      );
    return {
      appendServerMicros: (append.server * 1_000) / events,
      appendDatabaseMicros: (append.database * 1_000) / events,
      stepServerMicros: (step.server * 1_000) / steps,
      stepDatabaseMicros: (step.database * 1_000) / steps,
      rebuildServerMicros: (anew.server * 1_000) / events,
      rebuildDatabaseMicros: (anew.database * 1_000) / events,
      eventBytes: disk.written / events,
      eventDiskBytes: disk.history / events,
      readModelDiskBytes: (await diskOf(adminUrl)).readModels / all.length,
      ...memory,
    };
  } finally {
    await close();
  }
}

/** Each action of the season has two events: its submission and its approval. */
const appendOne = (store: OpenedReadModels['store'], { stream, ...event }: SeasonEvent) =>
  store.append(stream, event.type === 'ActionSubmitted' ? 'no-stream' : 0, [event]);

async function diskOf(url: string): Promise<{ written: number; history: number; readModels: number }> {
  const [row] = await ask<Record<string, string>>(
    url,
    `SELECT (SELECT sum(octet_length(data) + octet_length(metadata)) FROM history.events) AS written,
       pg_total_relation_size('history.events') AS history,
       (SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relkind = 'r' AND n.nspname = 'read_model') AS "readModels"`,
  );
  return { written: Number(row!.written), history: Number(row!.history), readModels: Number(row!.readModels) };
}

/** A start leaves snapshots of what it had to fold again, as every server does: the one that is measured begins with them. */
async function keepSnapshots({ registry, store, readModel }: OpenedReadModels): Promise<void> {
  for (const factory of registry.all()) {
    const live = await readModel.live(factory.name);
    await (await RunningProjection.open(factory, live!, { store, readModel, isLive: true })).idle();
  }
}

/** Bytes of memory in a process that holds the folds and nothing else: after a start, and for each event of challenges that go on. */
async function memoryOf(
  appUrl: string,
  adminUrl: string,
  events: number,
): Promise<Pick<Costs, 'startMemoryBytes' | 'eventMemoryBytes'>> {
  const child = RpcProcess.start('measure-process.ts');
  try {
    const { before, started, going } = await child.call<FoldedMemory>('fold', { appUrl, adminUrl });
    return { startMemoryBytes: started - before, eventMemoryBytes: (going - started) / events };
  } finally {
    await child.stop();
  }
}
