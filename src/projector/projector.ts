import { setTimeout as pause } from 'node:timers/promises';
import { jittered, sleep } from '../config/backoff.js';
import { type EventStore, UnreadablePosition } from '../event-store/event-store.js';
import { CheckpointNotices, Checkpoints } from './checkpoints.js';
import { FollowerLoop } from './follower.js';
import { foreignHistory } from './history-match.js';
import { LeaderLoop } from './leader.js';
import { LeaseLost, LeaseManager } from './lease.js';
import { ParkedStreams } from './parked-streams.js';
import type { ProjectionBus } from './projection-bus.js';
import type { ProjectorReporter } from './projector-reporter.js';
import { CheckpointConflict, NewerProjectionVersion, type ReadModel } from './read-model.js';
import type { ProjectionRegistry } from './runner.js';
import { RunningProjections } from './running-projections.js';

export interface ProjectorStatus {
  state: 'starting' | 'catching-up' | 'live' | 'degraded' | 'stopped';
  position: string | null;
  parked: number;
  /** True in the one process that holds the lease and writes the documents. */
  isLeader: boolean;
  error?: string;
}

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
export class Projector {
  private readonly abort = new AbortController();
  private readonly checkpoints: Checkpoints;
  private readonly parked: ParkedStreams;
  private readonly lease: LeaseManager;
  private readonly projections: RunningProjections;
  private readonly leaderLoop: LeaderLoop;
  private readonly followerLoop: FollowerLoop;
  private state: ProjectorStatus['state'] = 'starting';
  private failure: Error | null = null;
  private backoffMs = FIRST_BACKOFF_MS;
  private running: Promise<void> | null = null;

  constructor(
    private readonly store: EventStore,
    readModel: ReadModel,
    registry: ProjectionRegistry,
    bus: ProjectionBus,
    private readonly reporter: ProjectorReporter,
  ) {
    const notices = new CheckpointNotices();
    const checkpoints = (this.checkpoints = new Checkpoints((a, b) => store.compare(a, b)));
    const parked = (this.parked = new ParkedStreams(registry, reporter));
    const context = { store, readModel, registry, bus, reporter, checkpoints, notices, parked };
    this.lease = new LeaseManager(readModel.leaseClient(notices), (lease) => reporter.leaseChanged(lease));
    this.projections = new RunningProjections(context);
    this.leaderLoop = new LeaderLoop(context, this.projections);
    this.followerLoop = new FollowerLoop(context, this.projections);
  }

  start(): void {
    this.running ??= this.run().finally(() => withTimeout(STOP_TIMEOUT_MS, this.lease.release()));
  }

  async stop(): Promise<void> {
    this.abort.abort();
    this.checkpoints.waiters.cancelAll();
    await this.running;
    await withTimeout(STOP_TIMEOUT_MS, this.projections.end());
  }

  status(): ProjectorStatus {
    return {
      state: this.state === 'live' && this.parked.count > 0 ? 'degraded' : this.state,
      position: this.checkpoints.waiters.reached,
      parked: this.parked.count,
      isLeader: this.lease.heldLease !== null,
      ...(this.failure ? { error: this.failure.message } : {}),
    };
  }

  /** True as soon as readers see every event up to the position; false after the timeout. */
  caughtUp(position: string, timeoutMs: number): Promise<boolean> {
    return this.checkpoints.waiters.waitFor(position, timeoutMs);
  }

  private async run(): Promise<void> {
    while (!this.abort.signal.aborted) {
      try {
        await this.leadOrFollow();
      } catch (error) {
        if (this.abort.signal.aborted) return;
        this.projections.resetFollowers();
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
    const { heldLease } = this.lease;
    await this.projections.open(heldLease !== null, signal);
    if (!heldLease) {
      this.state = 'live';
      return this.followerLoop.run(
        signal,
        () => this.resetBackoff(),
        () => this.lease.acquire(),
      );
    }
    await this.leaderLoop.run(heldLease, signal, (live) => {
      if (live) this.state = 'live';
      this.resetBackoff();
    });
    if (heldLease.lost.aborted) await this.lease.release();
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

async function withTimeout(ms: number, work: Promise<unknown>): Promise<void> {
  await Promise.race([work, pause(ms, undefined, { ref: false })]);
}
