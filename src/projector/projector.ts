import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { jittered, sleep } from '../config/backoff.js';
import { EventStore, UnreadablePosition } from '../event-store/event-store.js';
import { Problem } from '../http/problem.js';
import {
  assertCheckpointInHistory,
  CheckpointNotices,
  Checkpoints,
  foreignHistory,
  oldestUnprojectedAt,
} from './checkpoints.js';
import { catchUp, FollowerLoop } from './follower.js';
import { LeaderLoop } from './leader.js';
import { LeaseLost, LeaseManager } from './lease.js';
import { LogReporter, ParkedStreams, type ProjectorReporter } from './projector-reporter.js';
import { CheckpointConflict, NewerProjectionVersion, ReadModel } from './read-model.js';
import { rebuildAll, type RebuildRequest } from './rebuild.js';
import { ProjectionRegistry } from './runner.js';
import { ProjectionBus, type ProjectorContext, RunningProjection } from './running-projection.js';

export interface ProjectorStatus {
  state: 'starting' | 'catching-up' | 'live' | 'degraded' | 'stopped';
  position: string | null;
  parked: number;
  /** True in the one process that holds the lease and writes the documents. */
  isLeader: boolean;
  error?: string;
}

const READ_YOUR_WRITES_MS = 2_000;
const FIRST_BACKOFF_MS = 50;
const MAX_BACKOFF_MS = 5_000;
/** A hanging database does not delay the exit of the process: its lease expires by itself. */
const STOP_TIMEOUT_MS = 2_000;
/** After this backoff the process releases the lease, so that another one can try. */
const RELEASE_AFTER_MS = 1_000;

/**
 * Keeps all read models up to date with the history, in one transaction per batch. The process with the lease leads; the others follow
 * its commits and compete for the lease.
 */
@Injectable()
export class Projector {
  private readonly abort = new AbortController();
  private readonly context: ProjectorContext;
  private readonly lease: LeaseManager;
  private projections: readonly RunningProjection[] = [];
  /** False when the projections in memory may be out of step with the committed state. */
  private isInStep = false;
  private isFirstOpen = true;
  private state: ProjectorStatus['state'] = 'starting';
  private failure: Error | null = null;
  private backoffMs = FIRST_BACKOFF_MS;
  private running: Promise<void> | null = null;

  constructor(
    private readonly store: EventStore,
    readModel: ReadModel,
    registry: ProjectionRegistry,
    bus: ProjectionBus,
    @Inject(LogReporter) private readonly reporter: ProjectorReporter,
  ) {
    const notices = new CheckpointNotices();
    const checkpoints = new Checkpoints((a, b) => store.compare(a, b));
    const parked = new ParkedStreams(registry, reporter);
    this.context = { store, readModel, registry, bus, reporter, checkpoints, notices, parked };
    this.lease = new LeaseManager(readModel.leaseClient(notices), (lease) => reporter.leaseChanged(lease));
  }

  start(): void {
    this.running ??= this.run().finally(() => waitAtMost(STOP_TIMEOUT_MS, this.lease.release()));
  }

  async stop(): Promise<void> {
    this.abort.abort();
    this.context.notices.wake();
    this.context.checkpoints.cancelWaiters();
    await this.running;
    await waitAtMost(STOP_TIMEOUT_MS, Promise.all(this.projections.map((running) => running.end())));
  }

  status(): ProjectorStatus {
    const { checkpoints, parked } = this.context;
    return {
      state: this.state === 'live' && parked.count > 0 ? 'degraded' : this.state,
      position: checkpoints.reached,
      parked: parked.count,
      isLeader: this.lease.held !== null,
      ...(this.failure ? { error: this.failure.message } : {}),
    };
  }

  /** True as soon as readers see every event up to the position; false after the timeout. */
  async caughtUp(position: string, timeoutMs: number): Promise<boolean> {
    return this.context.checkpoints.waitFor(position, timeoutMs);
  }

  private async run(): Promise<void> {
    while (!this.abort.signal.aborted) {
      try {
        await this.leadOrFollow();
      } catch (error) {
        if (this.abort.signal.aborted) return;
        this.isInStep = false;
        this.failure = error as Error;
        if (error instanceof UnreadablePosition || error instanceof NewerProjectionVersion) {
          this.state = 'stopped';
          if (error instanceof UnreadablePosition) this.store.guardAppends(() => Promise.reject(foreignHistory(error)));
          return this.reporter.stopped(error);
        }
        this.state = 'catching-up';
        await this.backOff(error as Error);
      }
    }
  }

  /** Returns when the lease is lost or acquired. */
  private async leadOrFollow(): Promise<void> {
    const { signal } = this.abort;
    this.state = 'catching-up';
    await this.lease.acquire();
    const { held } = this.lease;
    await this.open(held !== null);
    if (!held) {
      this.state = 'live';
      const follower = new FollowerLoop(this.context, this.followed);
      return follower.run(
        signal,
        () => this.resetBackoff(),
        () => this.lease.acquire(),
      );
    }
    await new LeaderLoop(this.context, this.projections).run(held, signal, (isLive) => {
      if (isLive) this.state = 'live';
      this.resetBackoff();
    });
    if (held.lost.aborted) await this.lease.release();
  }

  /**
   * Opens each projection at its stored checkpoint. First rebuilds those that are missing or of another version, and at the first call
   * those with parked streams. A follower opens only projections that are followed. Those in step are reused, so that a new leader does
   * not refold the history.
   */
  private async open(isLeader: boolean): Promise<void> {
    const { store, readModel, registry, checkpoints, parked, bus, reporter } = this.context;
    await rebuildAll(await this.neededRebuilds(), store, readModel, this.abort.signal);
    const opened: RunningProjection[] = [];
    for (const definition of registry.all()) {
      const { name, isFollowed } = definition;
      const live = (await readModel.live(name))!;
      checkpoints.set(name, live.position);
      if (!isLeader && !isFollowed) continue;
      const isSame = (one: RunningProjection) =>
        one.definition === definition && one.generation.generation === live.generation;
      const reused = this.isInStep && isFollowed ? this.projections.find(isSame) : undefined;
      const options = { store, readModel, parked: await readModel.parked(name), isLive: true };
      opened.push(reused ?? (await RunningProjection.open(definition, live, options)));
    }
    this.isFirstOpen = false;
    this.projections = opened;
    this.isInStep = true;
    for (const running of this.followed) await catchUp(running, this.context);
    for (const { definition, position } of opened) checkpoints.set(definition.name, position);
    parked.replace(await readModel.parked());
    const names = registry.all().map(({ name }) => name);
    reporter.progress(names, await oldestUnprojectedAt(store, checkpoints.lowest()));
    bus.publish({
      position: checkpoints.lowest(),
      changes: names.map((projection) => ({ projection, upserts: [], deletes: [], all: true })),
    });
    checkpoints.notifyWaiters();
  }

  private async neededRebuilds(): Promise<RebuildRequest[]> {
    const { store, readModel, registry } = this.context;
    const parked = await readModel.parked();
    const needed: RebuildRequest[] = [];
    for (const definition of registry.all()) {
      const { name, version } = definition;
      const live = await readModel.live(name);
      if (live) await assertCheckpointInHistory(store, live.position);
      if (live && live.version > version && !this.isFirstOpen) throw new NewerProjectionVersion(live, version);
      const isParked = this.isFirstOpen && parked.some(({ projection }) => projection === name);
      if (live?.version === version && !isParked) continue;
      // Another process may have rebuilt the projection by the time this rebuild has its turn.
      const isNeeded = async () => {
        const now = await readModel.live(name);
        return now?.version !== version || now.generation === live?.generation;
      };
      needed.push({ definition, isNeeded });
    }
    return needed;
  }

  /** The projections that this process folds also without the lease. */
  private get followed(): readonly RunningProjection[] {
    return this.projections.filter(({ definition }) => definition.isFollowed);
  }

  private resetBackoff(): void {
    this.failure = null;
    this.backoffMs = FIRST_BACKOFF_MS;
  }

  private async backOff(cause: Error): Promise<void> {
    if (cause instanceof LeaseLost) await this.lease.release();
    else if (!(cause instanceof CheckpointConflict)) this.reporter.retrying(cause);
    if (this.backoffMs > RELEASE_AFTER_MS) await this.lease.release();
    await sleep(jittered(this.backoffMs), this.abort.signal);
    this.backoffMs = Math.min(this.backoffMs * 2, MAX_BACKOFF_MS);
  }
}

async function waitAtMost(ms: number, work: Promise<unknown>): Promise<void> {
  await Promise.race([work, pause(ms, undefined, { ref: false })]);
}

/** Waits until readers see a position that an earlier response named. */
@Injectable()
export class ReadYourWrites {
  constructor(private readonly projector: Projector) {}

  /** Throws Problem 503 with Retry-After after two seconds, and 400 for a text that is no position. */
  async waitFor(position: string | undefined): Promise<void> {
    if (position === undefined) return;
    const reached = await this.projector.caughtUp(position, READ_YOUR_WRITES_MS).catch((error: unknown) => {
      if (!(error instanceof UnreadablePosition)) throw error;
      throw new Problem(400, 'VALIDATION_FAILED', { errors: [{ path: 'atLeast', code: 'POSITION', message: '' }] });
    });
    if (!reached) throw new Problem(503, 'NOT_CAUGHT_UP', { retryAfterSeconds: 1 });
  }
}
