import { setTimeout as pause } from 'node:timers/promises';
import type { EventMetadata } from '../events/event.js';
import { type EventStore, UnreadablePosition } from '../event-store/event-store.js';
import { type Batch, batches } from './batches.js';
import type { Doorbell } from './doorbell.js';
import { Line } from './line.js';
import type { ProjectionRegistry } from './projection-registry.js';
import { type Adopted, adopt } from './overtaken.js';
import { type Commit, type Generation, NewerProgram, Overtaken, type ReadModel } from './read-model.js';
import { rebuild } from './rebuild.js';
import type { ParkedStream, RunnerFactory } from './runner.js';
import { Waiters } from './waiters.js';

export interface ProjectorAlarms {
  parked(stream: ParkedStream): void;
  /** The read model does not belong to the history or to this program: nothing is projected until an operator looks. */
  stopped(error: Error): void;
  /** Read model or store failed; the batch is tried again. */
  retrying(error: Error): void;
  /** After every batch: when the last of its events was recorded; null = nothing is waiting any more. */
  progress(projections: readonly string[], recordedAt: string | null): void;
}

export interface ProjectorStatus {
  state: 'starting' | 'catching-up' | 'live' | 'degraded' | 'stopped';
  position: string | null;
  parked: number;
  error?: string;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;

/** Follows the history and keeps all read models up to date, all of them in the same transaction. */
export class Projector {
  private readonly abort = new AbortController();
  private readonly waiters = new Waiters((a, b) => this.store.compare(a, b));
  private lines: Line[] = [];
  private parked: ParkedStream[] = [];
  private state: ProjectorStatus['state'] = 'starting';
  private failure: Error | null = null;
  private running: Promise<void> | null = null;
  /** Another process wrote what was adopted last together with later events: what it did with which is not known. */
  private isAhead = false;

  constructor(
    private readonly store: EventStore,
    private readonly readModel: ReadModel,
    private readonly registry: ProjectionRegistry,
    private readonly doorbell: Doorbell,
    private readonly alarms: ProjectorAlarms,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.abort.abort();
    this.waiters.end();
    await this.running;
  }

  status(): ProjectorStatus {
    const state = this.state === 'live' && this.parked.length > 0 ? 'degraded' : this.state;
    return {
      state,
      position: this.waiters.reached,
      parked: this.parked.length,
      ...(this.failure ? { error: this.failure.message } : {}),
    };
  }

  /** True as soon as readers see everything up to the position; false when that took longer than `timeoutMs`. */
  caughtUp(position: string, timeoutMs: number): Promise<boolean> {
    return this.waiters.wait(position, timeoutMs);
  }

  private async run(): Promise<void> {
    let wait = FIRST_PAUSE_MS;
    while (!this.abort.signal.aborted) {
      try {
        this.state = 'catching-up';
        await this.open();
        for await (const batch of batches(this.store, this.lowest(), this.abort.signal)) {
          await this.project(batch.events);
          if (batch.live) this.state = 'live';
          this.failure = null;
          this.tellProgress(batch);
          wait = FIRST_PAUSE_MS;
        }
      } catch (error) {
        if (this.abort.signal.aborted) return;
        this.failure = error as Error;
        if (error instanceof UnreadablePosition || error instanceof NewerProgram) {
          this.state = 'stopped';
          return this.alarms.stopped(error);
        }
        this.state = 'catching-up';
        if (!(error instanceof Overtaken)) this.alarms.retrying(error as Error);
        await pause(wait * (0.5 + Math.random() / 2), undefined, { signal: this.abort.signal }).catch(() => undefined);
        wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  /** Takes every projection up where the read model left it; builds anew what is missing, of another version, or waits for a mend. */
  private async open(): Promise<void> {
    const known = await this.readModel.parked();
    const lines: Line[] = [];
    for (const factory of this.registry.all()) {
      const before = await this.readModel.live(factory.name);
      if (before) await this.belongs(before.position);
      const isFirst = this.lines.length === 0;
      if (before && before.version > factory.version && !isFirst) throw new NewerProgram(before, factory.version);
      const mend = isFirst && known.some(({ projection }) => projection === factory.name);
      if (before?.version !== factory.version || mend) await this.renew(factory, before);
      const live = (await this.readModel.live(factory.name))!;
      const parked = await this.readModel.parked(factory.name);
      lines.push(await Line.open(factory, live, this.store, this.readModel, parked, true));
    }
    const stillParked = await this.readModel.parked();
    for (const stream of stillParked) if (!this.parked.some((one) => same(one, stream))) this.alarms.parked(stream);
    this.parked = stillParked;
    this.isAhead = false;
    this.lines = lines;
    this.doorbell.ring({
      position: this.lowest(),
      changes: lines.map(({ factory }) => ({ projection: factory.name, upserts: [], deletes: [], all: true })),
    });
    this.waiters.reach(this.lowest());
  }

  /** Unless another process has done so meanwhile. */
  private async renew(factory: RunnerFactory, before: Generation | null): Promise<void> {
    const isNeeded = async () => {
      const now = await this.readModel.live(factory.name);
      return now?.version !== factory.version || now.generation === before?.generation;
    };
    await rebuild(factory, this.store, this.readModel, { signal: this.abort.signal, isNeeded });
  }

  private async belongs(position: string | null): Promise<void> {
    if (position === null) return;
    const head = await this.store.head();
    if (head === null || this.store.compare(position, head) > 0) {
      throw new UnreadablePosition(
        `the read model is at ${position}, beyond the last event ${head ?? '(none)'}: it belongs to another history`,
      );
    }
  }

  private async project(events: Parameters<Line['fold']>[0]): Promise<void> {
    const folded = await Promise.all(this.lines.map((line) => line.fold(events)));
    const commits = folded.filter((commit) => commit !== null);
    if (commits.length === 0) return;
    const written = await this.write(commits);
    for (const line of this.lines)
      line.position = commits.find(({ projection }) => projection === line.factory.name)?.to ?? line.position;
    for (const stream of commits.flatMap(({ parked }) => parked)) {
      this.parked.push(stream);
      this.alarms.parked(stream);
    }
    const changes = written.commits
      .map(({ projection, upserts, deletes }) => ({ projection, upserts, deletes, all: !written.exact }))
      .filter(({ upserts, deletes }) => upserts.length + deletes.length > 0);
    this.doorbell.ring({ position: this.lowest(), changes });
    this.waiters.reach(this.lowest());
  }

  private async write(commits: Commit[]): Promise<Adopted> {
    const { isAhead } = this;
    try {
      await this.readModel.commit(commits);
      this.isAhead = false;
      return { commits, exact: true };
    } catch (error) {
      // What was parked over documents that the other had changed already may be sound: then everything is read anew.
      if (!(error instanceof Overtaken) || commits.some(({ parked }) => parked.length > 0)) throw error;
      const adopted = await adopt(commits, this.lines, this.store, this.readModel);
      this.isAhead = !adopted.exact;
      return { ...adopted, exact: adopted.exact && !isAhead };
    }
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
    const positions = this.lines.map(({ position }) => position);
    if (positions.length === 0 || positions.includes(null)) return null;
    return positions.reduce((a, b) => (this.store.compare(a!, b!) <= 0 ? a : b)) ?? null;
  }
}

function same(a: ParkedStream, b: ParkedStream): boolean {
  return a.projection === b.projection && a.stream === b.stream;
}
