import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { MemoryReadModel } from '../../test/support/memory-read-model.js';
import { Season } from '../../test/support/season.js';
import type { StoredEvent } from '../event-store/event-store.js';
import { CheckpointNotices, Checkpoints } from './checkpoints.js';
import { FollowerLoop } from './follower.js';
import type { LeaseListener } from './lease.js';
import { type ProjectionDefinition, ProjectionRegistry, type Runner, type RunnerOptions } from './runner.js';
import { type ProjectedChange, ProjectionBus } from './running-projection.js';
import { Projector } from './projector.js';
import { ParkedStreams, type ProjectorReporter } from './projector-reporter.js';
import { rebuild } from './rebuild.js';

interface Tally {
  approved: number;
  seq: number;
}

/** Counts approved actions in one document, whose `seq` counts commits. */
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

const quietReporter = {
  parked: () => undefined,
  stopped: () => undefined,
  retrying: () => undefined,
  progress: () => undefined,
  leaseChanged: () => undefined,
} satisfies ProjectorReporter;

class Process {
  readonly published: ProjectedChange[] = [];
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
        if (start.isLive) this.runners.push(runner);
        return runner;
      },
    };
    const bus = new ProjectionBus();
    bus.subscribe(({ changes }) => this.published.push(...changes));
    const reporter = { ...quietReporter, retrying: () => (this.retries += 1) };
    this.projector = new Projector(store, model, new ProjectionRegistry().add(tally), bus, reporter);
    this.projector.start();
  }

  get isLeader(): boolean {
    return this.projector.status().isLeader;
  }

  /** The published documents, in order. */
  get documents(): Tally[] {
    return this.published.flatMap(({ upserts }) => upserts.map(({ body }) => body as Tally));
  }
}

describe('Projector without the lease', () => {
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
      if (Date.now() > end) throw new Error('timed out');
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  /** A leader and a follower, both live. */
  const pair = async (): Promise<[Process, Process]> => {
    const leader = start();
    await until(() => leader.isLeader);
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

  it('publishes the same documents and sequences as the leader', async () => {
    const [leader, other] = await pair();
    const [before, after] = [leader.documents.length, other.documents.length];
    await approve(40);
    await reached(leader, other);
    expect(other.documents.slice(after)).toEqual(leader.documents.slice(before));
    expect(other.documents.at(-1)).toEqual(await model.get('tally', 'all'));
    expect([leader.isLeader, other.isLeader, leader.retries + other.retries]).toEqual([true, false, 0]);
  });

  it('polls for missed commits and restores the sequences', async () => {
    const leaseClient = model.leaseClient.bind(model);
    let isDeaf = false;
    model.leaseClient = (listener: LeaseListener) =>
      leaseClient({
        ...listener,
        onLeaseReleased: () => listener.onLeaseReleased(),
        onCheckpointMoved: (moves) => !isDeaf && listener.onCheckpointMoved(moves),
      });
    const [leader, other] = await pair();
    isDeaf = true;
    await approve(3);
    await reached(leader);
    const before = other.published.length;
    await reached(other);
    expect(other.published.slice(before)).toEqual([{ projection: 'tally', upserts: [], deletes: [], all: true }]);
    isDeaf = false;
    await approve(1);
    await reached(leader, other);
    expect(other.documents.at(-1)).toEqual(await model.get('tally', 'all'));
    expect(other.runners.at(-1)?.approved).toBe(5);
  });

  it('takes over from a stopped leader without a refold', async () => {
    const [leader, other] = await pair();
    const opened = other.runners.length;
    await leader.projector.stop();
    await until(() => other.isLeader);
    await approve(2);
    await reached(other);
    expect(await model.get('tally', 'all')).toMatchObject({ approved: 3 });
    expect(other.runners).toHaveLength(opened);
  });

  it('becomes a follower when its lease is taken over', async () => {
    const [leader, other] = await pair();
    model.takeOverLease();
    await until(() => other.isLeader || leader.isLeader);
    await approve(2);
    await reached(leader, other);
    expect([leader.isLeader, other.isLeader].filter(Boolean)).toHaveLength(1);
    expect(await model.get('tally', 'all')).toMatchObject({ approved: 3 });
  });

  it('follows the new generation after a rebuild', async () => {
    const [leader, other] = await pair();
    const opened = other.runners.length;
    const definition: ProjectionDefinition = {
      name: 'tally',
      version: 1,
      open: (begun) => new TallyRunner(begun).restore(),
      migration: { keysEndWith: '', migrateDocuments: () => [{ key: 'all', body: { approved: 1, seq: 50 } }] },
    };
    await rebuild(definition, store, model);
    await until(() => other.runners.length > opened);
    await approve(1);
    await reached(leader, other);
    expect(other.documents.at(-1)).toEqual(await model.get('tally', 'all'));
    expect(other.documents.at(-1)!.seq).toBeGreaterThan(50);
  });
});

describe('FollowerLoop', () => {
  it('keeps its checkpoint when a notice arrives after a later poll', async () => {
    const store = new MemoryEventStore();
    const readModel = new MemoryReadModel();
    const generation = await readModel.begin('audit', 1);
    await readModel.activate('audit', generation, () => true);
    const change = { upserts: [], deletes: [], parked: [] };
    await readModel.commit([{ projection: 'audit', generation, from: null, to: '10', ...change }]);
    const [checkpoints, notices] = [new Checkpoints((a, b) => store.compare(a, b)), new CheckpointNotices()];
    const [registry, bus] = [new ProjectionRegistry(), new ProjectionBus()];
    const parked = new ParkedStreams(registry, quietReporter);
    const context = { store, readModel, registry, bus, reporter: quietReporter, checkpoints, notices, parked };
    const notify = () => notices.onCheckpointMoved([{ projection: 'audit', generation, from: null, to: '9' }]);
    const reached: (string | null)[] = [];
    notify();
    await new FollowerLoop(context, []).run(
      new AbortController().signal,
      () => reached.push(checkpoints.reached),
      () => {
        notify();
        return Promise.resolve(reached.length === 3);
      },
    );
    expect(reached).toEqual(['10', '10', '10']);
  });
});
