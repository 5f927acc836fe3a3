import { setTimeout as pause } from 'node:timers/promises';
import { type EventStore, UnreadablePosition } from '../event-store/event-store.js';
import type { Doorbell } from './doorbell.js';
import { Following } from './following.js';
import { Leading } from './leading.js';
import { LeaseLost } from './lease.js';
import { LeaseHolder } from './lease-holder.js';
import { Lines } from './lines.js';
import { News } from './news.js';
import { ParkedStreams } from './parked-streams.js';
import { Positions } from './positions.js';
import type { ProjectionRegistry } from './projection-registry.js';
import type { ProjectorAlarms } from './projector-ports.js';
import { NewerProgram, Overtaken, type ReadModel } from './read-model.js';

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
  private readonly positions: Positions;
  private readonly parked: ParkedStreams;
  private readonly lease: LeaseHolder;
  private readonly lines: Lines;
  private readonly leading: Leading;
  private readonly following: Following;
  private state: ProjectorStatus['state'] = 'starting';
  private failure: Error | null = null;
  private pauseMs = FIRST_PAUSE_MS;
  private running: Promise<void> | null = null;

  constructor(
    store: EventStore,
    readModel: ReadModel,
    registry: ProjectionRegistry,
    doorbell: Doorbell,
    private readonly alarms: ProjectorAlarms,
  ) {
    const ports = { store, readModel, registry, doorbell, alarms };
    const news = new News();
    this.positions = new Positions((a, b) => store.compare(a, b));
    this.parked = new ParkedStreams(ports);
    this.lease = new LeaseHolder(readModel.seat(news), alarms);
    this.lines = new Lines(ports, this.positions, this.parked);
    this.leading = new Leading(ports, this.lines, this.positions, this.parked, news);
    this.following = new Following(ports, this.lines, this.positions, this.parked, news);
  }

  start(): void {
    this.running ??= this.run().finally(() => atMost(STOP_MS, this.lease.giveUp()));
  }

  async stop(): Promise<void> {
    this.abort.abort();
    this.positions.waiters.end();
    await this.running;
    await atMost(STOP_MS, this.lines.end());
  }

  status(): ProjectorStatus {
    const state = this.state === 'live' && this.parked.count > 0 ? 'degraded' : this.state;
    return {
      state,
      position: this.positions.waiters.reached,
      parked: this.parked.count,
      projects: this.lease.tenure !== null,
      ...(this.failure ? { error: this.failure.message } : {}),
    };
  }

  /** True as soon as readers see everything up to the position; false when that took longer than `timeoutMs`. */
  caughtUp(position: string, timeoutMs: number): Promise<boolean> {
    return this.positions.waiters.wait(position, timeoutMs);
  }

  private async run(): Promise<void> {
    while (!this.abort.signal.aborted) {
      try {
        await this.work();
      } catch (error) {
        if (this.abort.signal.aborted) return;
        this.lines.unfollow();
        this.failure = error as Error;
        if (error instanceof UnreadablePosition || error instanceof NewerProgram) {
          this.state = 'stopped';
          return this.alarms.stopped(error);
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
    await this.lease.take();
    const { tenure } = this.lease;
    await this.lines.open(tenure !== null, signal);
    if (!tenure) {
      this.state = 'live';
      return this.following.follow(
        signal,
        () => this.worked(),
        () => this.lease.take(),
      );
    }
    await this.leading.lead(tenure, signal, (live) => {
      if (live) this.state = 'live';
      this.worked();
    });
    if (tenure.lost.aborted) await this.lease.giveUp();
  }

  private worked(): void {
    this.failure = null;
    this.pauseMs = FIRST_PAUSE_MS;
  }

  private async recover(from: Error): Promise<void> {
    if (from instanceof LeaseLost) await this.lease.giveUp();
    else if (!(from instanceof Overtaken)) this.alarms.retrying(from);
    if (this.pauseMs > RELEASE_AFTER_MS) await this.lease.giveUp();
    const waiting = pause(this.pauseMs * (0.5 + Math.random() / 2), undefined, { signal: this.abort.signal });
    await waiting.catch(() => undefined);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  await Promise.race([work, pause(ms, undefined, { ref: false })]);
}
