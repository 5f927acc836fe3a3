import { setTimeout as pause } from 'node:timers/promises';
import type { EventMetadata } from '../events/event.js';
import { type EventStore, UnreadablePosition } from '../event-store/event-store.js';
import { type Batch, batches } from './batches.js';
import { belongs, firstWaiting } from './end-of-history.js';
import type { Doorbell } from './doorbell.js';
import { Line } from './line.js';
import { newlyParked } from './parking.js';
import { changesOf, comesTrue } from './projected-changes.js';
import { showParked, tellBatch } from './projection-metrics.js';
import type { ProjectionRegistry } from './projection-registry.js';
import { type Followed, Follower } from './follower.js';
import { type Lease, LeaseLost, type Seat } from './lease.js';
import { News } from './news.js';
import { type Generation, NewerProgram, Overtaken, type ReadModel } from './read-model.js';
import { type NeededRebuild, rebuildAll } from './rebuild-all.js';
import type { ParkedStream, RunnerFactory } from './runner.js';
import { Tenure } from './tenure.js';
import { Waiters } from './waiters.js';

export interface ProjectorAlarms {
  parked(stream: ParkedStream): void;
  /** The read model does not belong to the history or to this program: nothing is projected until an operator looks. */
  stopped(error: Error): void;
  /** Read model or store failed; the batch is tried again. */
  retrying(error: Error): void;
  /** After every batch: when the last of its events was recorded; null = nothing is waiting any more. */
  progress(projections: readonly string[], recordedAt: string | null): void;
  /** This process got the lease or, null, has none. */
  projects(lease: Lease | null): void;
}

export interface ProjectorStatus {
  state: 'starting' | 'catching-up' | 'live' | 'degraded' | 'stopped';
  position: string | null;
  parked: number;
  /** True in the one process that writes the documents; the others follow it. */
  projects: boolean;
  error?: string;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;
/** How often a process that follows looks by itself: for commits it did not hear of, and for a lease that nobody has. */
const LOOK_MS = 500;
/** A database that hangs does not keep a process from ending: its lease ends by itself. */
const STOP_MS = 2_000;
/** After a failure that lasts as long as this another process may try. */
const RELEASE_AFTER_MS = 1_000;

/**
 * Keeps all read models up to date with the history, all of them in the same transaction. Of several processes the one that has the lease
 * does; the others follow what it writes and wait to take its place.
 */
export class Projector {
  private readonly abort = new AbortController();
  private readonly waiters = new Waiters((a, b) => this.store.compare(a, b));
  private lines: Line[] = [];
  private parked: ParkedStream[] = [];
  private state: ProjectorStatus['state'] = 'starting';
  private failure: Error | null = null;
  private running: Promise<void> | null = null;
  private readonly news = new News();
  private readonly seat: Seat;
  private tenure: Tenure | null = null;
  private followers: Follower[] = [];
  /** Up to where readers see each projection. */
  private readonly positions = new Map<string, string | null>();
  private isFirst = true;

  constructor(
    private readonly store: EventStore,
    private readonly readModel: ReadModel,
    private readonly registry: ProjectionRegistry,
    private readonly doorbell: Doorbell,
    private readonly alarms: ProjectorAlarms,
  ) {
    this.seat = readModel.seat(this.news);
  }

  start(): void {
    this.running ??= this.run().finally(() => Promise.race([this.giveUp(), pause(STOP_MS, undefined, { ref: false })]));
  }

  async stop(): Promise<void> {
    this.abort.abort();
    this.waiters.end();
    await this.running;
    await Promise.race([Promise.all(this.lines.map((line) => line.end())), pause(STOP_MS, undefined, { ref: false })]);
  }

  status(): ProjectorStatus {
    const state = this.state === 'live' && this.parked.length > 0 ? 'degraded' : this.state;
    return {
      state,
      position: this.waiters.reached,
      parked: this.parked.length,
      projects: this.tenure !== null,
      ...(this.failure ? { error: this.failure.message } : {}),
    };
  }

  /** True as soon as readers see everything up to the position; false when that took longer than `timeoutMs`. */
  caughtUp(position: string, timeoutMs: number): Promise<boolean> {
    return this.waiters.wait(position, timeoutMs);
  }

  private async run(): Promise<void> {
    let wait = FIRST_PAUSE_MS;
    const worked = () => {
      this.failure = null;
      wait = FIRST_PAUSE_MS;
    };
    while (!this.abort.signal.aborted) {
      try {
        this.state = 'catching-up';
        await this.takeLease();
        await this.open();
        if (this.tenure) await this.lead(this.tenure, worked);
        else await this.follow(worked);
      } catch (error) {
        if (this.abort.signal.aborted) return;
        this.followers = [];
        this.failure = error as Error;
        if (error instanceof UnreadablePosition || error instanceof NewerProgram) {
          this.state = 'stopped';
          return this.alarms.stopped(error);
        }
        this.state = 'catching-up';
        if (error instanceof LeaseLost) await this.giveUp();
        else if (!(error instanceof Overtaken)) this.alarms.retrying(error as Error);
        if (wait > RELEASE_AFTER_MS) await this.giveUp();
        await pause(wait * (0.5 + Math.random() / 2), undefined, { signal: this.abort.signal }).catch(() => undefined);
        wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  /** Writes until the lease is lost. */
  private async lead(tenure: Tenure, worked: () => void): Promise<void> {
    const signal = AbortSignal.any([this.abort.signal, tenure.lost]);
    for await (const batch of batches(this.store, this.lowest(), signal)) {
      this.news.take();
      await this.project(batch.events, tenure);
      if (batch.live) this.state = 'live';
      worked();
      this.tellProgress(batch);
    }
    if (tenure.lost.aborted) await this.giveUp();
  }

  /** Keeps up with the process that writes until this one has the lease. */
  private async follow(worked: () => void): Promise<void> {
    const { signal } = this.abort;
    let seen: ReadonlyMap<string, string | null> = new Map();
    this.state = 'live';
    for (let looked = 0; !signal.aborted;) {
      await this.news.next(LOOK_MS, signal);
      const moves = this.news.take();
      for (const follower of this.followers) this.tell(await follower.follow(moves));
      for (const { projection, to } of moves) this.moveTo(projection, to);
      this.waiters.reach(this.lowest());
      if (moves.length > 0 && Date.now() - looked < LOOK_MS) continue;
      looked = Date.now();
      seen = await this.look(seen);
      worked();
      if (await this.takeLease()) return;
    }
  }

  /** What was not heard of: where a follower is still behind what was there at the look before, it goes there. */
  private async look(seen: ReadonlyMap<string, string | null>): Promise<ReadonlyMap<string, string | null>> {
    const generations = await this.readModel.generations();
    for (const follower of this.followers) {
      follower.check(generations);
      const before = seen.get(follower.projection) ?? null;
      const isBehind = follower.position === null || (before && this.store.compare(follower.position, before) < 0);
      if (before !== null && isBehind) this.tell(await follower.catchUp());
    }
    for (const { projection, position } of generations) this.moveTo(projection, position);
    this.waiters.reach(this.lowest());
    this.park(await this.readModel.parked());
    const names = generations.map(({ projection }) => projection);
    this.alarms.progress(names, await firstWaiting(this.store, this.lowest()));
    return new Map(generations.map(({ projection, position }) => [projection, position]));
  }

  private tell(followed: readonly Followed[]): void {
    for (const one of followed) if (one.changes.length > 0) this.doorbell.ring(one);
  }

  /** A projection that is followed is where its follower is. */
  private moveTo(projection: string, position: string | null): void {
    const follower = this.followers.find((one) => one.projection === projection);
    this.positions.set(projection, follower ? follower.position : position);
  }

  private async takeLease(): Promise<boolean> {
    if (this.tenure) return true;
    const lease = await this.seat.acquire();
    if (lease) this.tenure = new Tenure(lease, this.seat);
    this.alarms.projects(lease);
    return lease !== null;
  }

  private async giveUp(): Promise<void> {
    const { tenure } = this;
    this.tenure = null;
    this.alarms.projects(null);
    await (tenure ? tenure.end() : this.seat.leave().catch(() => undefined));
  }

  /** Takes every projection up where the read model left it; builds anew what is missing, of another version, or waits for a mend. */
  private async open(): Promise<void> {
    const known = await this.readModel.parked();
    const needed: NeededRebuild[] = [];
    for (const factory of this.registry.all()) {
      const before = await this.readModel.live(factory.name);
      if (before) await belongs(this.store, before.position);
      if (before && before.version > factory.version && !this.isFirst) throw new NewerProgram(before, factory.version);
      const mend = this.isFirst && known.some(({ projection }) => projection === factory.name);
      if (before?.version !== factory.version || mend) needed.push(this.renewal(factory, before));
    }
    await rebuildAll(needed, this.store, this.readModel, this.abort.signal);
    const lines: Line[] = [];
    for (const factory of this.registry.all()) {
      const live = (await this.readModel.live(factory.name))!;
      this.positions.set(factory.name, live.position);
      if (this.tenure || factory.isFollowed) lines.push(await this.line(factory, live));
    }
    this.isFirst = false;
    this.lines = lines;
    this.followers = lines
      .filter(({ factory }) => factory.isFollowed)
      .map((line) => new Follower(line, this.store, this.readModel));
    for (const follower of this.followers) await follower.catchUp();
    for (const line of lines) this.positions.set(line.factory.name, line.position);
    this.park(await this.readModel.parked());
    this.doorbell.ring({
      position: this.lowest(),
      changes: this.registry.all().map(({ name }) => ({ projection: name, upserts: [], deletes: [], all: true })),
    });
    this.waiters.reach(this.lowest());
  }

  /** One that was followed until now goes on: it is in step with what is written. */
  private async line(factory: RunnerFactory, live: Generation): Promise<Line> {
    const isSame = (one: Line) => one.factory === factory && one.generation.generation === live.generation;
    const kept = this.followers.length > 0 ? this.lines.find(isSame) : undefined;
    if (kept) return kept;
    return Line.open(factory, live, this.store, this.readModel, await this.readModel.parked(factory.name), true);
  }

  private park(streams: readonly ParkedStream[]): void {
    for (const stream of newlyParked(this.parked, streams)) this.alarms.parked(stream);
    this.parked = [...streams];
    showParked(this.registry.all(), streams);
  }

  /** Not needed any more when another process has done it meanwhile. */
  private renewal(factory: RunnerFactory, before: Generation | null): NeededRebuild {
    const isNeeded = async () => {
      const now = await this.readModel.live(factory.name);
      return now?.version !== factory.version || now.generation === before?.generation;
    };
    return { factory, isNeeded };
  }

  private async project(events: Parameters<Line['fold']>[0], { lease }: Tenure): Promise<void> {
    const startedAt = Date.now();
    const folded = await Promise.all(this.lines.map((line) => line.fold(events)));
    const commits = folded.filter((commit) => commit !== null);
    if (commits.length === 0) return;
    this.followers = [];
    const changes = changesOf(commits);
    const committing = this.readModel.commit(commits, lease);
    this.doorbell.foretell({ changes, events, committed: comesTrue(committing) });
    await committing;
    tellBatch(events, startedAt);
    for (const line of this.lines)
      line.position = commits.find(({ projection }) => projection === line.factory.name)?.to ?? line.position;
    for (const line of this.lines) this.positions.set(line.factory.name, line.position);
    this.park([...this.parked, ...commits.flatMap(({ parked }) => parked)]);
    this.doorbell.ring({ position: this.lowest(), changes, events, isForetold: true });
    this.waiters.reach(this.lowest());
  }

  private tellProgress({ events, live }: Batch): void {
    const last = live ? undefined : events.at(-1);
    const recordedAt = last ? (JSON.parse(last.metadata) as EventMetadata).recordedAt : null;
    this.alarms.progress(
      this.lines.map(({ factory }) => factory.name),
      recordedAt,
    );
  }

  private lowest(): string | null {
    const positions = [...this.positions.values()];
    if (positions.length === 0 || positions.includes(null)) return null;
    return positions.reduce((a, b) => (this.store.compare(a!, b!) <= 0 ? a : b)) ?? null;
  }
}
