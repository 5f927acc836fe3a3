import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { anyStep, anyRulebooks } from '../../projections/standings/history.arbitrary.js';
import { stateFormat } from '../../projections/standings/standings.state.js';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { MemorySnapshotStore } from '../../test/support/memory-snapshot-store.js';
import { MemoryReadModel } from '../../test/support/memory-read-model.js';
import { Season } from '../../test/support/season.js';
import { uuidOf } from '../config/ids.js';
import { historyStore } from '../../test/support/history-store.js';
import type { StoredEvent } from '../event-store/event-store.js';
import { rebuild } from '../projector/rebuild.js';
import { RunningProjection } from '../projector/running-projection.js';
import { verify } from '../projector/verify.js';
import { ChallengeStandings } from './challenge-standings.js';
import { CurrentStandings } from './challenge-standings.js';
import { PositionByTimeIndex, StandingsAt } from './standings-at.js';
import { standingsRunner } from './standings.runner.js';
import { verifySnapshots } from './standings-snapshots.js';

const SEED = Number(process.env.PROPERTY_SEED ?? 20261101);
const RUNS = Number(process.env.PROPERTY_RUNS ?? 15);

/** A server's standings over a store; it can restart at any time. */
class Standing {
  readonly model = new MemoryReadModel();
  readonly snapshots = new MemorySnapshotStore(this.model);
  readonly warnings: string[] = [];
  live = new CurrentStandings();
  private line: RunningProjection | null = null;

  constructor(
    readonly store: MemoryEventStore,
    private readonly every: number,
  ) {}

  factory() {
    return standingsRunner(this.live, {
      snapshots: this.snapshots,
      warn: (text) => this.warnings.push(text),
      every: this.every,
    });
  }

  async start(): Promise<void> {
    this.live = new CurrentStandings();
    if (!(await this.model.live('standings'))) await rebuild(this.factory(), new MemoryEventStore(), this.model);
    const live = (await this.model.live('standings'))!;
    const parked = await this.model.parked('standings');
    this.line = await RunningProjection.open(this.factory(), live, {
      store: this.store,
      readModel: this.model,
      parked,
      isLive: true,
    });
    await this.line.runner.idle?.();
  }

  async project(events: readonly StoredEvent[]): Promise<void> {
    if (!this.line) await this.start();
    const commit = await this.line!.fold(events);
    if (!commit) return;
    await this.model.commit([commit]);
    this.line!.position = commit.to;
    await this.line!.runner.idle?.();
  }

  async end(): Promise<void> {
    await this.line!.end();
  }

  /** Folds what is never committed. */
  async foldInVain(events: readonly StoredEvent[]): Promise<void> {
    await this.line!.fold(events);
  }

  async difference() {
    return (await verify(this.factory(), this.store, this.model)).difference;
  }

  async asOf(position: string, challengeId = 'amal-2026'): Promise<string> {
    const instants = new PositionByTimeIndex(this.store, this.model, this.snapshots);
    const past = new StandingsAt(this.store, this.model, this.snapshots, this.live, instants);
    return (await past.asOf(challengeId, position)).save();
  }

  /** Changes the stored snapshot of every challenge. */
  spoil(change: (text: string) => string): void {
    for (const snapshot of this.snapshots.stored.filter(({ key }) => key.startsWith('challenge/')))
      snapshot.body = deflateRawSync(change(String(inflateRawSync(snapshot.body))));
  }
}

/** From the first event, without looking at any snapshot. */
function slowly(store: MemoryEventStore, position: string): string {
  const boards = ChallengeStandings.of('amal-2026');
  for (const event of store.events.filter((one) => store.compare(one.position, position) <= 0))
    boards.fold({
      ...event,
      data: JSON.parse(event.data),
      metadata: JSON.parse(event.metadata),
    } as unknown as Parameters<ChallengeStandings['fold']>[0]);
  return boards.save();
}

const parsed = (text: string) => JSON.parse(text) as { state: object; marks: object };

describe(`standings snapshots (seed ${SEED}, ${RUNS} runs)`, () => {
  const histories = [
    fc.array(anyStep(), { minLength: 15, maxLength: 45 }),
    anyRulebooks,
    fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
    fc.integer({ min: 1, max: 12 }),
  ] as const;

  /** Projects a history in batches, restarts after every other one, and queries the standings as of every event. */
  const told = async (
    store: MemoryEventStore,
    sizes: readonly number[],
    every: number,
    between: (s: Standing) => void,
  ) => {
    const standing = new Standing(store, every);
    for (let done = 0, n = 0; done < store.events.length; n += 1) {
      const size = sizes[n % sizes.length]!;
      await standing.project(store.events.slice(done, done + size));
      done += size;
      if (n % 2 === 1) {
        between(standing);
        await standing.start();
      }
    }
    return standing;
  };

  test('folding on from any snapshot equals a fold from the first event', async () => {
    let used = 0;
    const property = fc.asyncProperty(...histories, async (story, rulebooks, sizes, every) => {
      const store = historyStore(3, story, rulebooks);
      const standing = await told(store, sizes, every, () => undefined);
      used += standing.snapshots.stored.length;
      expect(await standing.difference()).toBeNull();
      for (const { position } of store.events)
        expect(parsed(await standing.asOf(position))).toEqual(parsed(slowly(store, position)));
      expect(standing.warnings).toEqual([]);
    });
    await fc.assert(property, { seed: SEED, numRuns: RUNS });
    expect(used).toBeGreaterThan(RUNS);
  });

  test('a wrong snapshot changes answers, and verification finds it', async () => {
    let found = 0;
    let answered = 0;
    const property = fc.asyncProperty(...histories, async (story, rulebooks, sizes, every) => {
      const store = historyStore(3, story, rulebooks);
      const adds = (text: string) => text.replaceAll('"students":', '"students":9');
      const standing = await told(store, sizes, every, (one) => one.spoil(adds));
      const last = store.events.at(-1)!.position;
      if ((await standing.difference()) !== null) found += 1;
      standing.spoil(adds);
      if ((await standing.asOf(last)) !== slowly(store, last)) answered += 1;
    });
    await fc.assert(property, { seed: SEED, numRuns: RUNS });
    expect([found > 0, answered > 0]).toEqual([true, true]);
  });

  test('missing or corrupt snapshots change no answer', async () => {
    const property = fc.asyncProperty(...histories, fc.boolean(), async (story, rulebooks, sizes, every, gone) => {
      const store = historyStore(3, story, rulebooks);
      const harm = ({ snapshots }: Standing) => {
        if (gone) snapshots.stored = [];
        for (const snapshot of snapshots.stored) snapshot.body = Buffer.from('nothing');
      };
      const standing = await told(store, sizes, every, harm);
      harm(standing);
      expect(await standing.difference()).toBeNull();
      for (const { position } of store.events)
        expect(parsed(await standing.asOf(position))).toEqual(parsed(slowly(store, position)));
    });
    await fc.assert(property, { seed: SEED, numRuns: RUNS });
  });
});

describe('StandingsSnapshots', () => {
  const season = async (adjustments: number, every = 10) => {
    const store = new MemoryEventStore();
    const told = new Season(store, 'amal-2026');
    await told.begin(['aktau', 'beineu']);
    for (let n = 0; n < adjustments; n += 1) await told.adjust('aktau', 1);
    const standing = new Standing(store, every);
    for (let done = 0; done < store.events.length; done += 5)
      await standing.project(store.events.slice(done, done + 5));
    return { store, told, standing };
  };
  /** Events that are read while something is done. */
  const readBy = async (store: MemoryEventStore, work: () => Promise<unknown>) => {
    const readAll = store.readAll.bind(store);
    let read = 0;
    store.readAll = async function* (options) {
      for await (const event of readAll(options)) {
        read += 1;
        yield event;
      }
    };
    await work();
    store.readAll = readAll;
    return read;
  };

  it('limit starts and historical queries to the events since the set', async () => {
    const { store, standing } = await season(200);
    expect(await readBy(store, () => standing.start())).toBeLessThan(60);
    expect(await readBy(store, () => standing.asOf(store.events[150]!.position))).toBeLessThan(60);
    standing.snapshots.stored = [];
    expect(await readBy(store, () => standing.start())).toBeGreaterThan(200);
    expect(await readBy(store, () => standing.asOf(store.events[150]!.position))).toBeGreaterThan(140);
  });

  it('save only committed state at a clean stop, after many events', async () => {
    const { store, told, standing } = await season(200, 1_000);
    await standing.end();
    expect(standing.snapshots.stored).toEqual([]);
    for (let n = 0; n < 100; n += 1) await told.adjust('beineu', 1);
    const written = store.events.slice(0, -5);
    await standing.project(written);
    expect(standing.snapshots.stored).toEqual([]);
    await standing.end();
    expect(standing.snapshots.stored.map(({ position }) => position)).toEqual(Array(2).fill(written.at(-1)!.position));
    expect(await readBy(store, () => standing.start())).toBeLessThan(10);
    await standing.project(store.events);
    expect(await standing.difference()).toBeNull();
    const other = await season(300, 1_000);
    await other.told.adjust('beineu', 1);
    await other.standing.foldInVain(other.store.events);
    await other.standing.end();
    expect(other.standing.snapshots.stored).toEqual([]);
  });

  it('restore an unchanged challenge with its seq on demand', async () => {
    const { store, told, standing } = await season(30);
    const other = new Season(store, 'green-2026');
    await other.begin(['aktau']);
    for (let n = 0; n < 40; n += 1) await other.adjust('aktau', 1);
    for (let done = 33; done < store.events.length; done += 5)
      await standing.project(store.events.slice(done, done + 5));
    const seq = async () => (await standing.model.get<{ seq: number }>('standings', 'amal-2026/total/public/'))!.seq;
    const before = await seq();
    await standing.start();
    expect(standing.live.position).toBe(store.events.at(-1)!.position);
    const found = await standing.live.get('amal-2026');
    expect(found!.board('public', 'total')!.rows[0]).toMatchObject({ collegeId: 'aktau', points: 30 });
    expect(await standing.live.get('none-2026')).toBeUndefined();
    await standing.start();
    await told.adjust('aktau', 5);
    await standing.project(store.events.slice(-1));
    expect(await seq()).toBe(before + 1);
    expect(await standing.difference()).toBeNull();
  });

  it('are ignored beyond the checkpoint or of another history', async () => {
    const { store, standing } = await season(60);
    const [last] = standing.snapshots.stored.filter(({ key }) => key.startsWith('set/')).slice(-1);
    standing.snapshots.stored.push({ ...last!, position: String(Number(last!.position) + 3_000) });
    expect(await standing.asOf(store.events.at(-1)!.position)).toBe(slowly(store, store.events.at(-1)!.position));
    await standing.start();
    expect(await standing.difference()).toBeNull();

    const others = store.events.map((event) => {
      const data = event.data.replace('"points":1,', '"points":2,');
      const { stream, revision, position, type, metadata } = event;
      return { id: uuidOf(`other ${event.id}`), type, stream, revision, position, data, metadata };
    });
    store.events.splice(0, store.events.length, ...others);
    expect(await readBy(store, () => standing.start())).toBeGreaterThan(60);
    const board = (await standing.live.get('amal-2026'))!.board('public', 'total')!;
    expect(board.rows[0]).toMatchObject({ collegeId: 'aktau', points: 120 });
  });

  it('are named by verification when wrong, even if unused', async () => {
    const { store, told, standing } = await season(60);
    await told.submit('a1', 'beineu');
    await told.approve('a1', { trees: 3 });
    await standing.project(store.events.slice(-2));
    const verified = () => verifySnapshots(store, standing.model, standing.snapshots);
    const { compared, difference } = await verified();
    expect([compared, difference]).toEqual([
      standing.snapshots.stored.filter(({ key }) => !key.startsWith('set/')).length,
      null,
    ]);
    expect(compared).toBeGreaterThan(3);
    const [first] = standing.snapshots.stored.filter(({ key }) => key.startsWith('challenge/'));
    const text = String(inflateRawSync(first!.body));
    first!.body = deflateRawSync(text.replace('"points":1,', '"points":7,'));
    expect(await standing.difference()).toBeNull();
    expect((await verified()).difference).toMatchObject({ key: 'amal-2026', got: 7, expected: 1 });
    first!.body = Buffer.from('nothing');
    expect((await verified()).difference).toBeNull();
  });

  it('are not needed when their table fails', async () => {
    const { store, standing, told } = await season(60);
    const fails = () => Promise.reject(new Error('there is no such table'));
    Object.assign(standing.snapshots, { save: fails, list: fails, load: fails });
    await standing.start();
    await told.adjust('beineu', 3);
    await standing.project(store.events.slice(-1));
    expect(await standing.difference()).toBeNull();
    for (const { position } of store.events.slice(-20))
      expect(parsed(await standing.asOf(position))).toEqual(parsed(slowly(store, position)));
    expect(standing.warnings.join()).toMatch('there is no such table');
  });

  it('save a failed challenge with the next set', async () => {
    const { store, standing, told } = await season(20);
    const { save } = standing.snapshots;
    standing.snapshots.save = () => Promise.reject(new Error('no room'));
    for (let n = 0; n < 12; n += 1) await told.adjust('beineu', 1);
    for (const event of store.events.slice(-12)) await standing.project([event]);
    expect(standing.warnings.join()).toMatch('no room');
    standing.snapshots.save = save;
    const other = new Season(store, 'green-2026');
    await other.begin(['aktau']);
    for (let n = 0; n < 20; n += 1) await other.adjust('aktau', 1);
    for (const event of store.events.slice(-23)) await standing.project([event]);
    await standing.start();
    expect(await readBy(store, () => standing.live.get('amal-2026'))).toBe(0);
    expect(await standing.difference()).toBeNull();
  });

  it('end with their generation at a rebuild', async () => {
    const { store, standing } = await season(60);
    standing.spoil((text) => text.replaceAll('"points":1', '"points":7'));
    await rebuild(standing.factory(), store, standing.model);
    await standing.start();
    expect((await standing.live.get('amal-2026'))!.board('public', 'total')!.rows[0]).toMatchObject({ points: 60 });
    expect(await standing.difference()).toBeNull();
  });

  it('are saved during a rebuild with long batches', async () => {
    const { store, standing } = await season(200);
    standing.snapshots.stored = [];
    await rebuild(standing.factory(), store, standing.model);
    const rounds = standing.snapshots.stored.filter(({ key }) => key.startsWith('set/'));
    expect(rounds.length).toBeGreaterThan(5);
    const live = (await standing.model.live('standings'))!;
    expect(live.position).toBe(store.events.at(-1)!.position);
    expect(await standing.difference()).toBeNull();
    const { compared, difference } = await verifySnapshots(store, standing.model, standing.snapshots);
    expect([compared, difference]).toEqual([rounds.length, null]);
    expect(await readBy(store, () => standing.asOf(store.events[150]!.position))).toBeLessThan(60);
  });

  it('ignore snapshots in another format and save their own beside them', async () => {
    const { store, standing } = await season(60);
    await standing.end();
    standing.spoil((text) => text.replaceAll('"points":1', '"points":7'));
    for (const snapshot of standing.snapshots.stored)
      snapshot.key = snapshot.key.replace(`/${stateFormat}`, `/${stateFormat - 1}`);
    expect(await readBy(store, () => standing.start())).toBeGreaterThan(60);
    const amal = async () => (await standing.live.get('amal-2026'))!.board('public', 'total')!.rows[0];
    const quiet = store.events.length;
    const other = new Season(store, 'green-2026');
    await other.begin(['aktau']);
    for (let n = 0; n < 60; n += 1) await other.adjust('aktau', 1);
    for (let done = quiet; done < store.events.length; done += 5)
      await standing.project(store.events.slice(done, done + 5));
    expect(await amal()).toMatchObject({ points: 60 });
    expect(await readBy(store, () => standing.start())).toBeLessThan(60);
    expect(await amal()).toMatchObject({ points: 60 });
    expect((await verifySnapshots(store, standing.model, standing.snapshots)).difference).toBeNull();
  });

  it('raise the format number when the format changes', () => {
    const store = new MemoryEventStore();
    const shape = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.slice(0, 1).map(shape)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shape(one)]))
          : typeof value;
    const told = new Season(store, 'amal-2026');
    return told
      .begin(['aktau'])
      .then(() => told.submit('a1', 'aktau'))
      .then(() => told.approve('a1', { trees: 3 }))
      .then(() => told.adjust('aktau', 1))
      .then(() => told.freeze())
      .then(() => {
        const text = JSON.stringify(shape(parsed(slowly(store, store.events.at(-1)!.position))));
        const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
        expect([stateFormat, hash]).toEqual([14, 'b59403645e95']);
      });
  });
});
