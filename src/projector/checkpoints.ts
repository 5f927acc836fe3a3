import { sleep } from '../config/backoff.js';
import {
  type EventStore,
  StoreMisconfigured,
  StoreUnavailable,
  UnreadablePosition,
} from '../event-store/event-store.js';
import type { EventMetadata } from '../events/event.js';
import type { CheckpointMoved, LeaseListener } from './lease.js';
import type { ReadModel } from './read-model.js';
import type { ProjectionRegistry } from './runner.js';

/** The position up to which readers see each projection, and promises that resolve when all have reached a position. */
export class Checkpoints {
  private readonly byProjection = new Map<string, string | null>();
  private readonly waiters = new Set<{ position: string; resolve(reached: boolean): void }>();
  /** The lowest checkpoint when waiters were last notified. */
  reached: string | null = null;

  constructor(private readonly compare: (a: string, b: string) => number) {}

  /** Null = no event is projected yet. Callers run `notifyWaiters` after a group of changes. */
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

  /** False after the timeout or when the projector stops. Throws UnreadablePosition for a text that is no position. */
  waitFor(position: string, timeoutMs: number): Promise<boolean> {
    // An unreadable position must fail here: among the waiters it would fail every batch.
    this.compare(position, position);
    if (this.isReached(position)) return Promise.resolve(true);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const waiter = { position, resolve };
    const timer = setTimeout(resolve, timeoutMs, false);
    this.waiters.add(waiter);
    return promise.finally(() => {
      clearTimeout(timer);
      this.waiters.delete(waiter);
    });
  }

  notifyWaiters(): void {
    this.reached = this.lowest();
    for (const { position, resolve } of this.waiters) if (this.isReached(position)) resolve(true);
  }

  cancelWaiters(): void {
    for (const { resolve } of this.waiters) resolve(false);
  }

  private isReached(position: string): boolean {
    return this.reached !== null && this.compare(position, this.reached) <= 0;
  }
}

/** Queues checkpoint notices from other processes. */
export class CheckpointNotices implements LeaseListener {
  private moves: CheckpointMoved[] = [];
  private waiting = new AbortController();

  onCheckpointMoved(moves: readonly CheckpointMoved[]): void {
    this.moves.push(...moves);
    this.wake();
  }

  onLeaseReleased(): void {
    this.wake();
  }

  wake(): void {
    this.waiting.abort();
  }

  take(): CheckpointMoved[] {
    return this.moves.splice(0);
  }

  /** Resolves at the next notice, after `ms`, or at `wake`. */
  async waitForNext(ms: number): Promise<void> {
    if (this.moves.length > 0) return;
    this.waiting = new AbortController();
    await sleep(ms, this.waiting.signal);
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

/** Throws StoreMisconfigured when a read model was built from another history. */
export async function assertReadModelsInHistory(
  store: EventStore,
  readModel: ReadModel,
  registry: ProjectionRegistry,
): Promise<void> {
  try {
    for (const { name } of registry.all()) {
      const position = (await readModel.live(name))?.position ?? null;
      await assertCheckpointInHistory(store, position);
      // An EventStoreDB refuses a position at which no event starts.
      if (position !== null) for await (const _ of store.readAll({ from: position, max: 1 })) break;
    }
  } catch (error) {
    throw error instanceof UnreadablePosition ? foreignHistory(error) : error;
  }
}

export const foreignHistory = (error: Error) =>
  new StoreMisconfigured(
    `The history and the read models do not belong together (${error.message}): set EVENTSTORE_URL and DATABASE_URL to a pair that does.`,
    { cause: error },
  );

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
