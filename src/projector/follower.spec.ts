import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { MemoryReadModel } from '../../test/support/memory-read-model.js';
import { Season } from '../../test/support/season.js';
import type { StoredEvent } from '../event-store/event-store.js';
import { ProjectionBus, type ProjectedChange } from './doorbell.js';
import type { LeaseListener } from './lease.js';
import { ProjectionRegistry } from './projection-registry.js';
import { Projector } from './projector.js';
import { rebuild } from './rebuild.js';
import type { Runner, ProjectionDefinition, RunnerOptions } from './runner.js';

interface Tally {
  approved: number;
  seq: number;
}

/** One document: how many actions are approved; its number counts commits. */
class TallyRunner implements Runner {
  approved = 0;
  private seq = 0;

  constructor(private readonly start: RunnerOptions) {}

  async restore(): Promise<this> {
    const { store, position } = this.start;
    if (position !== null)
      for await (const event of store.readAll()) {
        if (store.compare(event.position, position) > 0) break;
        this.count(event);
      }
    this.restoreSequences(await this.start.documents(this.sequenceKeys()));
    return this;
  }

  fold(batch: readonly StoredEvent[]) {
    const before = this.approved;
    for (const event of batch) this.count(event);
    const isChanged = this.approved !== before;
    if (isChanged) this.seq += 1;
    const body = { approved: this.approved, seq: this.seq };
    return Promise.resolve({ upserts: isChanged ? [{ key: 'all', body }] : [], deletes: [], parked: [] });
  }

  sequenceKeys(): string[] {
    return ['all'];
  }

  restoreSequences(documents: ReadonlyMap<string, object>): void {
    this.seq = (documents.get('all') as Tally | undefined)?.seq ?? this.seq;
  }

  private count({ type }: StoredEvent): void {
    if (type === 'ActionApproved') this.approved += 1;
  }
}

class Process {
  readonly rung: ProjectedChange[] = [];
  retries = 0;
  readonly runners: TallyRunner[] = [];
  readonly projector: Projector;

  constructor(store: MemoryEventStore, model: MemoryReadModel) {
    const tally: ProjectionDefinition = {
      name: 'tally',
      version: 1,
      isFollowed: true,
      open: async (start) => {
        const runner = await new TallyRunner(start).restore();
        if (start.live) this.runners.push(runner);
        return runner;
      },
    };
    const doorbell = new ProjectionBus();
    doorbell.subscribe(({ changes }) => this.rung.push(...changes));
    const quiet = { parked: () => undefined, stopped: () => undefined, progress: () => undefined };
    const alarms = { ...quiet, leaseChanged: () => undefined, retrying: () => (this.retries += 1) };
    this.projector = new Projector(store, model, new ProjectionRegistry().add(tally), doorbell, alarms);
    this.projector.start();
  }

  get projects(): boolean {
    return this.projector.status().isLeader;
  }

  /** Documents it told of, in order. */
  get told(): Tally[] {
    return this.rung.flatMap(({ upserts }) => upserts.map(({ body }) => body as Tally));
  }
}

describe('a process that does not project', () => {
  let store: MemoryEventStore;
  let model: MemoryReadModel;
  let season: Season;
  let processes: Process[];

  const start = () => {
    const process = new Process(store, model);
    processes.push(process);
    return process;
  };
  const approve = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      const id = `a${store.events.length}`;
      await season.submit(id, n % 2 === 0 ? 'aktau' : 'beineu');
      await season.approve(id, { participants: 1 });
    }
  };
  const reached = async (...which: Process[]) => {
    for (const { projector } of which) expect(await projector.caughtUp(season.position, 10_000)).toBe(true);
  };
  const until = async (what: () => boolean) => {
    for (const end = Date.now() + 10_000; !what();) {
      if (Date.now() > end) throw new Error('waited in vain');
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  /** A leader and one that follows it, both live. */
  const pair = async (): Promise<[Process, Process]> => {
    const leader = start();
    await until(() => leader.projects);
    const other = start();
    await until(() => other.projector.status().state === 'live');
    await approve(1);
    await reached(leader, other);
    return [leader, other];
  };

  beforeEach(async () => {
    [store, model, processes] = [new MemoryEventStore(), new MemoryReadModel(), []];
    season = new Season(store);
    await season.begin(['aktau', 'beineu']);
  });
  afterEach(async () => {
    await Promise.all(processes.map(({ projector }) => projector.stop()));
  });

  it('tells the same documents with the same numbers, commit by commit, and writes none', async () => {
    const [leader, other] = await pair();
    const [before, after] = [leader.told.length, other.told.length];
    await approve(40);
    await reached(leader, other);
    expect(other.told.slice(after)).toEqual(leader.told.slice(before));
    expect(other.told.at(-1)).toEqual(await model.get('tally', 'all'));
    expect([leader.projects, other.projects, leader.retries + other.retries]).toEqual([true, false, 0]);
  });

  it('finds by itself what it did not hear, and then hears the right numbers again', async () => {
    const seat = model.leaseClient.bind(model);
    let isDeaf = false;
    model.leaseClient = (listener: LeaseListener) =>
      seat({
        ...listener,
        onLeaseReleased: () => listener.onLeaseReleased(),
        onCheckpointMoved: (moves) => !isDeaf && listener.onCheckpointMoved(moves),
      });
    const [leader, other] = await pair();
    isDeaf = true;
    await approve(3);
    await reached(leader);
    const heard = other.rung.length;
    await reached(other);
    expect(other.rung.slice(heard)).toEqual([{ projection: 'tally', upserts: [], deletes: [], all: true }]);
    isDeaf = false;
    await approve(1);
    await reached(leader, other);
    expect(other.told.at(-1)).toEqual(await model.get('tally', 'all'));
    expect(other.runners.at(-1)?.approved).toBe(5);
  });

  it('takes the place of one that stops, at once and without folding the history again', async () => {
    const [leader, other] = await pair();
    const opened = other.runners.length;
    await leader.projector.stop();
    await until(() => other.projects);
    await approve(2);
    await reached(other);
    expect(await model.get('tally', 'all')).toMatchObject({ approved: 3 });
    expect(other.runners).toHaveLength(opened);
  });

  it('follows when its own lease was lost, and goes on with what the other wrote', async () => {
    const [leader, other] = await pair();
    const renewed = model.leaseClient({ onCheckpointMoved: () => undefined, onLeaseReleased: () => undefined });
    Object.assign(model, { held: { epoch: 100, expires: 0 } });
    await until(() => other.projects || leader.projects);
    await approve(2);
    await reached(leader, other);
    expect([leader.projects, other.projects].filter(Boolean)).toHaveLength(1);
    expect(await model.get('tally', 'all')).toMatchObject({ approved: 3 });
    await renewed.release();
  });

  it('hears of a rebuild, and follows the new documents', async () => {
    const [leader, other] = await pair();
    const opened = other.runners.length;
    const factory: ProjectionDefinition = {
      name: 'tally',
      version: 1,
      open: (begun) => new TallyRunner(begun).restore(),
      migration: { keysEndWith: '', migrateDocuments: () => [{ key: 'all', body: { approved: 1, seq: 50 } }] },
    };
    await rebuild(factory, store, model);
    await until(() => other.runners.length > opened);
    await approve(1);
    await reached(leader, other);
    expect(other.told.at(-1)).toEqual(await model.get('tally', 'all'));
    expect(other.told.at(-1)!.seq).toBeGreaterThan(50);
  });
});
