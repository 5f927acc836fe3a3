import type { EventMetadata } from '../events/event.js';
import { type EventStore, StoreUnavailable, UnreadablePosition } from '../event-store/event-store.js';
import type { CheckpointMoved, LeaseListener } from './lease.js';

type Compare = (a: string, b: string) => number;

/** The position up to which readers see each projection. */
export class Checkpoints {
  private readonly byProjection = new Map<string, string | null>();
  readonly waiters: CheckpointWaiters;

  constructor(private readonly compare: Compare) {
    this.waiters = new CheckpointWaiters(compare);
  }

  /** Null means that no event is projected yet. Callers run `notifyWaiters` after a group of changes. */
  set(projection: string, position: string | null): void {
    this.byProjection.set(projection, position);
  }

  /** Like `set`, but a late notice never moves a checkpoint back. */
  advance(projection: string, position: string | null): void {
    const before = this.byProjection.get(projection) ?? null;
    if (before === null || (position !== null && this.compare(before, position) < 0)) this.set(projection, position);
  }

  /** The lowest checkpoint; null while a projection has none. */
  lowest(): string | null {
    const positions = [...this.byProjection.values()];
    if (positions.length === 0 || positions.includes(null)) return null;
    return positions.reduce((a, b) => (this.compare(a!, b!) <= 0 ? a : b)) ?? null;
  }

  notifyWaiters(): void {
    this.waiters.advance(this.lowest());
  }
}

interface Waiter {
  position: string;
  done(reached: boolean): void;
}

/** Promises that resolve when every projection has reached a position. */
export class CheckpointWaiters {
  private readonly waiting = new Set<Waiter>();
  /** Null means that no event is projected yet. */
  reached: string | null = null;

  constructor(private readonly compare: Compare) {}

  /** False after the timeout or when the projector stops. Throws UnreadablePosition for a text that is no position. */
  waitFor(position: string, timeoutMs: number): Promise<boolean> {
    // An unreadable position must fail here: among the waiters it would fail every batch.
    this.compare(position, position);
    if (this.isReached(position)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiter.done(false), timeoutMs);
      const waiter: Waiter = {
        position,
        done: (reached) => {
          clearTimeout(timer);
          this.waiting.delete(waiter);
          resolve(reached);
        },
      };
      this.waiting.add(waiter);
    });
  }

  advance(position: string | null): void {
    this.reached = position;
    for (const waiter of this.waiting) if (this.isReached(waiter.position)) waiter.done(true);
  }

  cancelAll(): void {
    for (const waiter of this.waiting) waiter.done(false);
  }

  private isReached(position: string): boolean {
    return this.reached !== null && this.compare(position, this.reached) <= 0;
  }
}

/** Queues checkpoint notices from other processes. */
export class CheckpointNotices implements LeaseListener {
  private moves: CheckpointMoved[] = [];
  private wake: () => void = () => undefined;

  onCheckpointMoved(moves: readonly CheckpointMoved[]): void {
    this.moves.push(...moves);
    this.wake();
  }

  onLeaseReleased(): void {
    this.wake();
  }

  take(): CheckpointMoved[] {
    return this.moves.splice(0);
  }

  /** Resolves at the next notice, after `ms`, or when the signal aborts. */
  waitForNext(ms: number, signal: AbortSignal): Promise<void> {
    if (this.moves.length > 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', this.wake);
        this.wake = () => undefined;
        resolve();
      };
      const timer = setTimeout(this.wake, ms);
      signal.addEventListener('abort', this.wake, { once: true });
    });
  }
}

/** Throws UnreadablePosition when a checkpoint is beyond the last event, so it belongs to another history. */
export async function assertCheckpointInHistory(store: EventStore, position: string | null): Promise<void> {
  if (position === null) return;
  const head = await store.head();
  if (head === null || store.compare(position, head) > 0) {
    throw new UnreadablePosition(
      `the read model is at ${position}, beyond the last event ${head ?? '(none)'}: it belongs to another history`,
    );
  }
}

/** When the first event after a position was recorded; null when there is none or the store is unavailable. */
export async function oldestUnprojectedAt(store: EventStore, position: string | null): Promise<string | null> {
  if (position === null) return null;
  try {
    const head = await store.head();
    if (head === null || store.compare(head, position) <= 0) return null;
    for await (const event of store.readAll({ from: position, max: 2 }))
      if (event.position !== position) return (JSON.parse(event.metadata) as EventMetadata).recordedAt;
    return null;
  } catch (error) {
    if (error instanceof StoreUnavailable) return null;
    throw error;
  }
}
