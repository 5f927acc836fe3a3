import type { Projection } from '../../projections/projection.js';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { MemoryReadModel } from '../../test/support/memory-read-model.js';
import { Season } from '../../test/support/season.js';
import { documentRunner } from './document-runner.js';
import { ProjectionBus, type ProjectionNotice } from './doorbell.js';
import { RunningProjection } from './line.js';
import { ProjectionRegistry } from './projection-registry.js';
import { Projector } from './projector.js';
import type { ProjectorReporter } from './projector-ports.js';
import { rebuild } from './rebuild.js';
import type { ParkedStream } from './runner.js';
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

class Alarms implements ProjectorReporter {
  readonly parkedStreams: ParkedStream[] = [];
  readonly retries: Error[] = [];
  stoppedBy: Error | null = null;
  readonly parked = (stream: ParkedStream) => void this.parkedStreams.push(stream);
  readonly stopped = (error: Error) => void (this.stoppedBy = error);
  readonly progress = () => undefined;
  readonly leaseChanged = () => undefined;
  readonly retrying = (error: Error) => void this.retries.push(error);
}

describe('the projector', () => {
  let store: MemoryEventStore;
  let model: MemoryReadModel;
  let alarms: Alarms;
  let rung: ProjectionNotice[];
  let season: Season;
  const running: Projector[] = [];

  const open = (projection = tallies()) => {
    const doorbell = new ProjectionBus();
    doorbell.subscribe((projected) => rung.push(projected));
    const projector = new Projector(
      store,
      model,
      new ProjectionRegistry().add(documentRunner(projection)),
      doorbell,
      alarms,
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
      if (Date.now() > end) throw new Error('waited in vain');
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  beforeEach(async () => {
    [store, model, alarms, rung] = [new MemoryEventStore(), new MemoryReadModel(), new Alarms(), []];
    season = new Season(store);
    await season.begin(['aktau', 'zhanaozen']);
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((projector) => projector.stop()));
  });

  it('catches up with what was stored before it started, then follows', async () => {
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

  it('counts nothing twice after a restart', async () => {
    await approved('a1', 'aktau');
    const first = open();
    await first.caughtUp(season.position, 5_000);
    await first.stop();
    await approved('a2', 'aktau');
    await open().caughtUp(season.position, 5_000);
    expect(await tally('aktau')).toEqual({ approved: 2, participants: 20 });
  });

  it('counts nothing twice when the store tells an event twice', async () => {
    const subscribe = store.subscribe.bind(store);
    store.subscribe = async function* (options) {
      for await (const message of subscribe(options)) yield* [message, message];
    };
    await approved('a1', 'aktau');
    await open().caughtUp(season.position, 5_000);
    expect(await tally('aktau')).toEqual({ approved: 1, participants: 10 });
  });

  it('counts nothing twice when an event stands twice in one batch, or an older one behind a newer', async () => {
    await approved('a1', 'aktau');
    const generation = await model.begin('tallies', 1);
    const start = { projection: 'tallies', generation, version: 1, position: null };
    const line = await RunningProjection.open(documentRunner(tallies()), start, store, model, [], false);
    const commit = await line.fold([...store.events, ...store.events.slice(-2)]);
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

  it('removes a document when its step says so', async () => {
    await approved('a1', 'aktau');
    const projector = open();
    await projector.caughtUp(season.position, 5_000);
    await season.leave('aktau');
    await projector.caughtUp(season.position, 5_000);
    expect(await tally('aktau')).toBeNull();
  });

  it('rings only after readers see the change', async () => {
    const seen: unknown[] = [];
    const projector = open();
    await projector.caughtUp(season.position, 5_000);
    rung.push = (projected: ProjectionNotice) => {
      if (projected.changes.length > 0)
        seen.push([projected.changes[0]!.upserts[0]!.body, projected.position, store.events.at(-1)!.position]);
      return 0;
    };
    await approved('a1', 'aktau');
    await projector.caughtUp(season.position, 5_000);
    expect(seen).toEqual([[await tally('aktau'), season.position, season.position]]);
  });

  it('says no when a position is not reached in time', async () => {
    const projector = open();
    expect(await projector.caughtUp('999999', 20)).toBe(false);
  });

  it('parks the stream of a step that throws, keeps its document whole, and lets other streams go on', async () => {
    await approved('a1', 'aktau');
    await approved('bad', 'aktau', 5);
    await approved('a2', 'aktau', 3);
    const projector = open(tallies('bad'));
    await projector.caughtUp(season.position, 5_000);
    expect(await tally('aktau')).toEqual({ approved: 2, participants: 13 });
    expect(alarms.parkedStreams).toMatchObject([
      { projection: 'tallies', stream: 'action-bad', type: 'ActionApproved', error: 'cannot count this' },
    ]);
    await until(() => projector.status().state === 'degraded');
    await season.correct('bad', { participants: 1 });
    await season.approve('a1', { participants: 1 });
    await projector.caughtUp(season.position, 5_000);
    expect(await tally('aktau')).toEqual({ approved: 3, participants: 14 });
    expect(alarms.parkedStreams).toHaveLength(1);
  });

  it('folds what was parked, in its place, when a mended program starts', async () => {
    await approved('bad', 'aktau', 5);
    const broken = open(tallies('bad'));
    await broken.caughtUp(season.position, 5_000);
    await broken.stop();
    const mended = open(tallies());
    await mended.caughtUp(season.position, 5_000);
    expect(await tally('aktau')).toEqual({ approved: 1, participants: 5 });
    await until(() => mended.status().state === 'live');
    expect(await model.parked()).toEqual([]);
  });

  it('parks a stream with an event type it does not know', async () => {
    await store.append('action-new', 'no-stream', [
      { id: '00000000-0000-4000-8000-000000000001', type: 'ActionTeleported', data: {}, metadata: {} },
    ]);
    await approved('a1', 'aktau');
    await open().caughtUp(season.position, 5_000);
    expect(alarms.parkedStreams).toMatchObject([{ stream: 'action-new', type: 'ActionTeleported' }]);
    expect(await tally('aktau')).toEqual({ approved: 1, participants: 10 });
  });

  it('stops with an alarm when its checkpoint does not belong to the history', async () => {
    await approved('a1', 'aktau');
    const first = open();
    await first.caughtUp(season.position, 5_000);
    await first.stop();
    store.events.splice(2);
    const second = open();
    await until(() => second.status().state === 'stopped');
    expect(alarms.stoppedBy?.message).toMatch(/another history/);
    expect(await tally('aktau')).toEqual({ approved: 1, participants: 10 });
  });

  it('tries again when the read model fails, and loses and doubles nothing', async () => {
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
    expect(alarms.retries.map(({ message }) => message)).toEqual(['connection lost before', 'connection lost after']);
  });

  it('builds a projection anew when its version was raised', async () => {
    await approved('a1', 'aktau');
    const first = open();
    await first.caughtUp(season.position, 5_000);
    await first.stop();
    await open(tallies(undefined, 2)).caughtUp(season.position, 5_000);
    expect(await tally('aktau')).toEqual({ approved: 1, participants: 20 });
    expect((await model.live('tallies'))?.version).toBe(2);
  });

  it('is built anew once, however many processes start with a new version at the same time', async () => {
    await open().caughtUp(season.position, 5_000);
    await running.pop()!.stop();
    const [one, other] = [open(tallies(undefined, 2)), open(tallies(undefined, 2))];
    for (const projector of [one, other]) expect(await projector.caughtUp(season.position, 5_000)).toBe(true);
    expect(await model.live('tallies')).toMatchObject({ version: 2, generation: 2 });
  });

  it('stops with an alarm when a newer program rebuilt what it keeps, and does not build it back', async () => {
    const old = open();
    await old.caughtUp(season.position, 5_000);
    const newer = open(tallies(undefined, 2));
    await newer.caughtUp(season.position, 5_000);
    await approved('a1', 'aktau');
    expect(await newer.caughtUp(season.position, 5_000)).toBe(true);
    await until(() => old.status().state === 'stopped');
    expect(alarms.stoppedBy?.message).toMatch(/newer program/);
    expect(await tally('aktau')).toEqual({ approved: 1, participants: 20 });
    expect(await model.live('tallies')).toMatchObject({ version: 2, generation: 2 });
  });

  it('rebuilds beside the live documents while writes go on, and follows the new ones after', async () => {
    const projector = open();
    for (let n = 0; n < 20; n += 1) await approved(`a${n}`, 'aktau', 1);
    await projector.caughtUp(season.position, 5_000);
    const rebuilding = rebuild(documentRunner(tallies()), store, model);
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

  it('works in two processes on one read model: each event is counted once and both hear of it', async () => {
    const [one, other] = [open(), open()];
    for (let n = 0; n < 30; n += 1) {
      await approved(`a${n}`, n % 2 === 0 ? 'aktau' : 'zhanaozen', 1);
      if (n % 5 === 0) expect(await one.caughtUp(season.position, 5_000)).toBe(true);
    }
    for (const projector of [one, other]) expect(await projector.caughtUp(season.position, 5_000)).toBe(true);
    expect(await tally('aktau')).toEqual({ approved: 15, participants: 15 });
    expect(
      rung.filter(({ position, changes }) => position === season.position && changes.length > 0).length,
    ).toBeGreaterThanOrEqual(2);
    expect(alarms.retries).toEqual([]);
  });

  it('verifies, and names the document and field that were altered by hand', async () => {
    await approved('a1', 'aktau');
    await approved('a2', 'zhanaozen');
    await open().caughtUp(season.position, 5_000);
    const factory = documentRunner(tallies());
    expect(await verify(factory, store, model)).toEqual({ documents: 2, position: season.position, difference: null });
    const live = (await model.live('tallies'))!;
    const altered = [{ key: 'zhanaozen', body: { approved: 1, participants: 11 } }];
    await model.commit([
      { ...live, from: live.position, to: live.position!, upserts: altered, deletes: [], parked: [] },
    ]);
    expect((await verify(factory, store, model)).difference).toEqual({
      projection: 'tallies',
      key: 'zhanaozen',
      field: 'participants',
      got: 11,
      expected: 10,
    });
  });
});
