import type { Projection } from '../../projections/projection.js';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { MemoryReadModel } from '../../test/support/memory-read-model.js';
import { Season } from '../../test/support/season.js';
import { documentProjection, ProjectionRegistry } from './runner.js';
import { ProjectionBus, type ProjectionNotice, RunningProjection } from './running-projection.js';
import { Projector } from './projector.js';
import type { ProjectorReporter } from './projector-reporter.js';
import type { ParkedStream } from './read-model.js';
import { rebuild } from './rebuild.js';
import { verify } from './verify.js';

interface Tally {
  approved: number;
  participants: number;
}

const tallies = (poison?: string, version = 1): Projection<Tally> => ({
  name: 'tallies',
  version,
  key: (event) => ('collegeId' in event.data && event.data.collegeId !== null ? event.data.collegeId : null),
  initial: () => ({ approved: 0, participants: 0 }),
  when: {
    ActionApproved(tally, { data }) {
      tally.approved += 1;
      if (data.actionId === poison) throw new TypeError('cannot count this');
      tally.participants += (data.verified.participants ?? 0) * version;
      return tally;
    },
    CollegeLeft: () => null,
  },
});

class FakeReporter implements ProjectorReporter {
  readonly parkedStreams: ParkedStream[] = [];
  readonly retries: Error[] = [];
  stoppedBy: Error | null = null;
  readonly parked = (stream: ParkedStream) => void this.parkedStreams.push(stream);
  readonly stopped = (error: Error) => void (this.stoppedBy = error);
  readonly lags = new Map<string, string | null>();
  readonly progress = (projections: readonly string[], oldestAt: string | null) => {
    for (const projection of projections) this.lags.set(projection, oldestAt);
  };
  readonly leaseChanged = () => undefined;
  readonly retrying = (error: Error) => void this.retries.push(error);
}

describe('Projector', () => {
  let store: MemoryEventStore;
  let model: MemoryReadModel;
  let reporter: FakeReporter;
  let published: ProjectionNotice[];
  let onNotice: (notice: ProjectionNotice) => void;
  let season: Season;
  const running: Projector[] = [];

  const open = (projection = tallies()) => {
    const bus = new ProjectionBus();
    bus.subscribe((notice) => {
      published.push(notice);
      onNotice(notice);
    });
    const projector = new Projector(
      store,
      model,
      new ProjectionRegistry().add(documentProjection(projection)),
      bus,
      reporter,
    );
    running.push(projector);
    projector.start();
    return projector;
  };
  const approved = async (actionId: string, collegeId: string, participants = 10) => {
    await season.submit(actionId, collegeId);
    await season.approve(actionId, { participants });
  };
  const tally = (collegeId: string) => model.get<Tally>('tallies', collegeId);
  const until = async (what: () => boolean) => {
    const end = Date.now() + 5_000;
    while (!what()) {
      if (Date.now() > end) throw new Error('timed out');
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  beforeEach(async () => {
    [store, model, reporter, published] = [new MemoryEventStore(), new MemoryReadModel(), new FakeReporter(), []];
    onNotice = () => undefined;
    season = new Season(store);
    await season.begin(['aktau', 'zhanaozen']);
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((projector) => projector.stop()));
  });

  it('catches up with stored events, then projects new ones', async () => {
    await approved('a1', 'aktau');
    const projector = open();
    expect(await projector.caughtUp(season.position, 5_000)).toBe(true);
    await approved('a2', 'zhanaozen', 4);
    expect(await projector.caughtUp(season.position, 5_000)).toBe(true);
    expect([await tally('aktau'), await tally('zhanaozen')]).toEqual([
      { approved: 1, participants: 10 },
      { approved: 1, participants: 4 },
    ]);
    await until(() => projector.status().state === 'live');
  });

  it('reports the lag once it has caught up, before any new event', async () => {
    await approved('a1', 'aktau');
    onNotice = () => void reported.push([...reporter.lags]);
    const reported: [string, string | null][][] = [];
    expect(await open().caughtUp(season.position, 5_000)).toBe(true);
    expect(reported[0]).toEqual([['tallies', null]]);
  });

  it('counts no event twice after a restart', async () => {
    await approved('a1', 'aktau');
    const first = open();
    await first.caughtUp(season.position, 5_000);
    await first.stop();
    await approved('a2', 'aktau');
    await open().caughtUp(season.position, 5_000);
    expect(await tally('aktau')).toEqual({ approved: 2, participants: 20 });
  });

  it('counts an event once when the store delivers it twice', async () => {
    const subscribe = store.subscribe.bind(store);
    store.subscribe = async function* (options) {
      for await (const message of subscribe(options)) yield* [message, message];
    };
    await approved('a1', 'aktau');
    await open().caughtUp(season.position, 5_000);
    expect(await tally('aktau')).toEqual({ approved: 1, participants: 10 });
  });

  it('skips events that a batch repeats or that are behind the checkpoint', async () => {
    await approved('a1', 'aktau');
    const generation = await model.begin('tallies', 1);
    const start = { projection: 'tallies', generation, version: 1, position: null };
    const options = { store, readModel: model, isLive: false };
    const projection = await RunningProjection.open(documentProjection(tallies()), start, options);
    const commit = await projection.fold([...store.events, ...store.events.slice(-2)]);
    expect(commit).toMatchObject({
      to: season.position,
      upserts: [{ key: 'aktau', body: { approved: 1, participants: 10 } }],
    });
  });

  it('reaches the position of an event that changes no document', async () => {
    const projector = open();
    await projector.caughtUp(season.position, 5_000);
    await season.submit('a1', 'aktau');
    expect(await projector.caughtUp(season.position, 5_000)).toBe(true);
    expect((await model.list('tallies')).total).toBe(0);
    expect(await projector.caughtUp(String(Number(season.position) + 1), 20)).toBe(false);
  });

  it('removes a document when its step returns null', async () => {
    await approved('a1', 'aktau');
    const projector = open();
    await projector.caughtUp(season.position, 5_000);
    await season.leave('aktau');
    await projector.caughtUp(season.position, 5_000);
    expect(await tally('aktau')).toBeNull();
  });

  it('publishes a change only after readers can see it', async () => {
    const projector = open();
    await projector.caughtUp(season.position, 5_000);
    const reads: Promise<Tally | null>[] = [];
    onNotice = ({ changes }) => void (changes.length > 0 && reads.push(tally('aktau')));
    await approved('a1', 'aktau');
    await projector.caughtUp(season.position, 5_000);
    expect(await Promise.all(reads)).toEqual([{ approved: 1, participants: 10 }]);
    expect(published.at(-1)).toMatchObject({ position: season.position });
  });

  it('returns false when a position is not reached in time', async () => {
    const projector = open();
    expect(await projector.caughtUp('999999', 20)).toBe(false);
  });

  it('parks the stream of a failing step and continues with the others', async () => {
    await approved('a1', 'aktau');
    await approved('bad', 'aktau', 5);
    await approved('a2', 'aktau', 3);
    const projector = open(tallies('bad'));
    await projector.caughtUp(season.position, 5_000);
    expect(await tally('aktau')).toEqual({ approved: 2, participants: 13 });
    expect(reporter.parkedStreams).toMatchObject([
      { projection: 'tallies', stream: 'action-bad', type: 'ActionApproved', error: 'cannot count this' },
    ]);
    await until(() => projector.status().state === 'degraded');
    await season.correct('bad', { participants: 1 });
    await season.approve('a1', { participants: 1 });
    await projector.caughtUp(season.position, 5_000);
    expect(await tally('aktau')).toEqual({ approved: 3, participants: 14 });
    expect(reporter.parkedStreams).toHaveLength(1);
  });

  it('folds parked events in order when a repaired program starts', async () => {
    await approved('bad', 'aktau', 5);
    const broken = open(tallies('bad'));
    await broken.caughtUp(season.position, 5_000);
    await broken.stop();
    const repaired = open(tallies());
    await repaired.caughtUp(season.position, 5_000);
    expect(await tally('aktau')).toEqual({ approved: 1, participants: 5 });
    await until(() => repaired.status().state === 'live');
    expect(await model.parked()).toEqual([]);
  });

  it('parks a stream with an unknown event type', async () => {
    await store.append('action-new', 'no-stream', [
      { id: '00000000-0000-4000-8000-000000000001', type: 'ActionTeleported', data: {}, metadata: {} },
    ]);
    await approved('a1', 'aktau');
    await open().caughtUp(season.position, 5_000);
    expect(reporter.parkedStreams).toMatchObject([{ stream: 'action-new', type: 'ActionTeleported' }]);
    expect(await tally('aktau')).toEqual({ approved: 1, participants: 10 });
  });

  it('stops when its checkpoint belongs to another history', async () => {
    await approved('a1', 'aktau');
    const first = open();
    await first.caughtUp(season.position, 5_000);
    await first.stop();
    store.events.splice(2);
    const second = open();
    await until(() => second.status().state === 'stopped');
    expect(reporter.stoppedBy?.message).toMatch(/another history/);
    expect(await tally('aktau')).toEqual({ approved: 1, participants: 10 });
  });

  it('retries a failed commit and neither loses nor doubles events', async () => {
    const commit = model.commit.bind(model);
    let failures = 0;
    model.commit = async (commits) => {
      failures += 1;
      if (failures === 2) throw new Error('connection lost before');
      await commit(commits);
      if (failures === 4) throw new Error('connection lost after');
    };
    const projector = open();
    for (const id of ['a1', 'a2', 'a3', 'a4', 'a5']) {
      await approved(id, 'aktau');
      expect(await projector.caughtUp(season.position, 5_000)).toBe(true);
    }
    expect(await tally('aktau')).toEqual({ approved: 5, participants: 50 });
    expect(reporter.retries.map(({ message }) => message)).toEqual(['connection lost before', 'connection lost after']);
  });

  it('rebuilds a projection whose version was raised', async () => {
    await approved('a1', 'aktau');
    const first = open();
    await first.caughtUp(season.position, 5_000);
    await first.stop();
    await open(tallies(undefined, 2)).caughtUp(season.position, 5_000);
    expect(await tally('aktau')).toEqual({ approved: 1, participants: 20 });
    expect((await model.live('tallies'))?.version).toBe(2);
  });

  it('rebuilds once when two processes start with a new version', async () => {
    await open().caughtUp(season.position, 5_000);
    await running.pop()!.stop();
    const [one, other] = [open(tallies(undefined, 2)), open(tallies(undefined, 2))];
    for (const projector of [one, other]) expect(await projector.caughtUp(season.position, 5_000)).toBe(true);
    expect(await model.live('tallies')).toMatchObject({ version: 2, generation: 2 });
  });

  it('stops when a newer program has rebuilt its projection', async () => {
    const old = open();
    await old.caughtUp(season.position, 5_000);
    const newer = open(tallies(undefined, 2));
    await newer.caughtUp(season.position, 5_000);
    await approved('a1', 'aktau');
    expect(await newer.caughtUp(season.position, 5_000)).toBe(true);
    await until(() => old.status().state === 'stopped');
    expect(reporter.stoppedBy?.message).toMatch(/newer program/);
    expect(await tally('aktau')).toEqual({ approved: 1, participants: 20 });
    expect(await model.live('tallies')).toMatchObject({ version: 2, generation: 2 });
  });

  it('rebuilds beside the live documents while writes continue', async () => {
    const projector = open();
    for (let n = 0; n < 20; n += 1) await approved(`a${n}`, 'aktau', 1);
    await projector.caughtUp(season.position, 5_000);
    const rebuilding = rebuild(documentProjection(tallies()), store, model);
    for (let n = 20; n < 40; n += 1) {
      await approved(`a${n}`, 'aktau', 1);
      expect((await tally('aktau'))!.approved).toBeGreaterThanOrEqual(20);
    }
    await rebuilding;
    await approved('last', 'aktau', 1);
    expect(await projector.caughtUp(season.position, 5_000)).toBe(true);
    expect(await tally('aktau')).toEqual({ approved: 41, participants: 41 });
    expect((await model.live('tallies'))?.generation).toBe(2);
  });

  it('counts each event once when two processes share a read model', async () => {
    const [one, other] = [open(), open()];
    for (let n = 0; n < 30; n += 1) {
      await approved(`a${n}`, n % 2 === 0 ? 'aktau' : 'zhanaozen', 1);
      if (n % 5 === 0) expect(await one.caughtUp(season.position, 5_000)).toBe(true);
    }
    for (const projector of [one, other]) expect(await projector.caughtUp(season.position, 5_000)).toBe(true);
    expect(await tally('aktau')).toEqual({ approved: 15, participants: 15 });
    expect(
      published.filter(({ position, changes }) => position === season.position && changes.length > 0).length,
    ).toBeGreaterThanOrEqual(2);
    expect(reporter.retries).toEqual([]);
  });

  it('verify names the document and field that was altered by hand', async () => {
    await approved('a1', 'aktau');
    await approved('a2', 'zhanaozen');
    await open().caughtUp(season.position, 5_000);
    const definition = documentProjection(tallies());
    expect(await verify(definition, store, model)).toEqual({
      documents: 2,
      position: season.position,
      difference: null,
    });
    const live = (await model.live('tallies'))!;
    const altered = [{ key: 'zhanaozen', body: { approved: 1, participants: 11 } }];
    await model.commit([
      { ...live, from: live.position, to: live.position!, upserts: altered, deletes: [], parked: [] },
    ]);
    expect((await verify(definition, store, model)).difference).toEqual({
      projection: 'tallies',
      key: 'zhanaozen',
      field: 'participants',
      got: 11,
      expected: 10,
    });
  });
});
