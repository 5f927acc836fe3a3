import { setTimeout as pause } from 'node:timers/promises';
import { type EventStore, UnreadablePosition } from '../event-store/event-store.js';
import type { ProjectionBus } from './doorbell.js';
import { FollowerLoop } from './following.js';
import { LeaderLoop } from './leading.js';
import { LeaseLost } from './lease.js';
import { LeaseManager } from './lease-holder.js';
import { RunningProjections } from './lines.js';
import { CheckpointNotices } from './news.js';
import { ParkedStreams } from './parked-streams.js';
import { Checkpoints } from './positions.js';
import type { ProjectionRegistry } from './projection-registry.js';
import type { ProjectorReporter } from './projector-ports.js';
import { NewerProjectionVersion, CheckpointConflict, type ReadModel } from './read-model.js';

export interface ProjectorStatus {
  state: 'starting' | 'catching-up' | 'live' | 'degraded' | 'stopped';
  position: string | null;
  parked: number;
  /** True in the one process that writes the documents; the others follow it. */
  isLeader: boolean;
  error?: string;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;
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
  private readonly positions: Checkpoints;
  private readonly parked: ParkedStreams;
  private readonly lease: LeaseManager;
  private readonly lines: RunningProjections;
  private readonly leading: LeaderLoop;
  private readonly following: FollowerLoop;
  private state: ProjectorStatus['state'] = 'starting';
  private failure: Error | null = null;
  private pauseMs = FIRST_PAUSE_MS;
  private running: Promise<void> | null = null;

  constructor(
    store: EventStore,
    readModel: ReadModel,
    registry: ProjectionRegistry,
    bus: ProjectionBus,
    private readonly reporter: ProjectorReporter,
  ) {
    const ports = { store, readModel, registry, bus, reporter };
    const news = new CheckpointNotices();
    this.positions = new Checkpoints((a, b) => store.compare(a, b));
    this.parked = new ParkedStreams(ports);
    this.lease = new LeaseManager(readModel.leaseClient(news), reporter);
    this.lines = new RunningProjections(ports, this.positions, this.parked);
    this.leading = new LeaderLoop(ports, this.lines, this.positions, this.parked, news);
    this.following = new FollowerLoop(ports, this.lines, this.positions, this.parked, news);
  }

  start(): void {
    this.running ??= this.run().finally(() => atMost(STOP_MS, this.lease.release()));
  }

  async stop(): Promise<void> {
    this.abort.abort();
    this.positions.waiters.cancelAll();
    await this.running;
    await atMost(STOP_MS, this.lines.end());
  }

  status(): ProjectorStatus {
    const state = this.state === 'live' && this.parked.count > 0 ? 'degraded' : this.state;
    return {
      state,
      position: this.positions.waiters.reached,
      parked: this.parked.count,
      isLeader: this.lease.heldLease !== null,
      ...(this.failure ? { error: this.failure.message } : {}),
    };
  }

  /** True as soon as readers see everything up to the position; false when that took longer than `timeoutMs`. */
  caughtUp(position: string, timeoutMs: number): Promise<boolean> {
    return this.positions.waiters.waitFor(position, timeoutMs);
  }

  private async run(): Promise<void> {
    while (!this.abort.signal.aborted) {
      try {
        await this.work();
      } catch (error) {
        if (this.abort.signal.aborted) return;
        this.lines.resetFollowers();
        this.failure = error as Error;
        if (error instanceof UnreadablePosition || error instanceof NewerProjectionVersion) {
          this.state = 'stopped';
          return this.reporter.stopped(error);
        }
        this.state = 'catching-up';
        await this.recover(error as Error);
      }
    }
  }

  /** Until the lease is lost or won. */
  private async work(): Promise<void> {
    const { signal } = this.abort;
    this.state = 'catching-up';
    await this.lease.acquire();
    const { heldLease } = this.lease;
    await this.lines.open(heldLease !== null, signal);
    if (!heldLease) {
      this.state = 'live';
      return this.following.run(
        signal,
        () => this.worked(),
        () => this.lease.acquire(),
      );
    }
    await this.leading.run(heldLease, signal, (live) => {
      if (live) this.state = 'live';
      this.worked();
    });
    if (heldLease.lost.aborted) await this.lease.release();
  }

  private worked(): void {
    this.failure = null;
    this.pauseMs = FIRST_PAUSE_MS;
  }

  private async recover(from: Error): Promise<void> {
    if (from instanceof LeaseLost) await this.lease.release();
    else if (!(from instanceof CheckpointConflict)) this.reporter.retrying(from);
    if (this.pauseMs > RELEASE_AFTER_MS) await this.lease.release();
    const waiting = pause(this.pauseMs * (0.5 + Math.random() / 2), undefined, { signal: this.abort.signal });
    await waiting.catch(() => undefined);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  await Promise.race([work, pause(ms, undefined, { ref: false })]);
}
