import type { StoredEvent } from '../event-store/event-store.js';
import { oldestUnprojectedAt } from './checkpoints.js';
import type { CheckpointMoved } from './lease.js';
import { CheckpointConflict, type Generation } from './read-model.js';
import { readInChunks } from './rebuild.js';
import type { ProjectionNotice, ProjectorContext, RunningProjection } from './running-projection.js';

/** How often a follower polls for missed commits and for a free lease. */
const POLL_MS = 500;

/**
 * Keeps the followed projections up to date while another process holds the lease. The same events in the same batches give the same
 * documents and sequence numbers, so a follower reads only events.
 */
export class FollowerLoop {
  constructor(
    private readonly context: ProjectorContext,
    private readonly followed: readonly RunningProjection[],
  ) {}

  /** Returns when `acquireLease`, called after every poll, resolves to true, or at a wake-up after the signal. */
  async run(signal: AbortSignal, onPoll: () => void, acquireLease: () => Promise<boolean>): Promise<void> {
    const { notices, checkpoints } = this.context;
    let lastPoll: ReadonlyMap<string, string | null> = new Map();
    for (let polledAt = 0; !signal.aborted;) {
      await notices.waitForNext(POLL_MS);
      const moves = notices.take();
      for (const running of this.followed) this.publish(await this.applyCommits(running, moves));
      for (const { projection, to } of moves) this.advance(projection, to);
      checkpoints.notifyWaiters();
      if (moves.length > 0 && Date.now() - polledAt < POLL_MS) continue;
      polledAt = Date.now();
      lastPoll = await this.poll(lastPoll);
      onPoll();
      if (await acquireLease()) return;
    }
  }

  /** Finds missed commits: a projection that is still behind the previous poll's checkpoint catches up. */
  private async poll(lastPoll: ReadonlyMap<string, string | null>): Promise<Map<string, string | null>> {
    const { store, readModel, reporter, checkpoints, parked } = this.context;
    const generations = await readModel.generations();
    for (const running of this.followed) {
      assertSameGeneration(running, generations);
      const before = lastPoll.get(running.definition.name) ?? null;
      if (before !== null && running.isBehind(before)) this.publish(await catchUp(running, this.context));
    }
    for (const { projection, position } of generations) this.advance(projection, position);
    checkpoints.notifyWaiters();
    parked.replace(await readModel.parked());
    const names = generations.map(({ projection }) => projection);
    reporter.progress(names, await oldestUnprojectedAt(store, checkpoints.lowest()));
    return new Map(generations.map(({ projection, position }) => [projection, position]));
  }

  /** Folds the leader's commits one by one. After a missed notice it catches up and reports that all may have changed. */
  private async applyCommits(
    running: RunningProjection,
    moves: readonly CheckpointMoved[],
  ): Promise<ProjectionNotice[]> {
    const { store } = this.context;
    const { projection, generation } = running.generation;
    const ends: string[] = [];
    for (const move of moves) {
      if (move.projection !== projection || move.generation !== generation || !running.isBehind(move.to)) continue;
      if (move.from !== (ends.at(-1) ?? running.position)) return catchUp(running, this.context);
      ends.push(move.to);
    }
    const last = ends.at(-1);
    if (last === undefined) return [];
    const events: StoredEvent[] = [];
    for await (const chunk of readInChunks(store, running.position, { through: last })) events.push(...chunk);
    const notices: ProjectionNotice[] = [];
    for (const end of ends) {
      const count = events.findIndex(({ position }) => store.compare(position, end) > 0);
      const batch = events.splice(0, count < 0 ? events.length : count);
      const { upserts = [], deletes = [] } = (await running.fold(batch)) ?? {};
      running.position = end;
      const isChanged = upserts.length + deletes.length > 0;
      if (isChanged)
        notices.push({ position: end, changes: [{ projection, upserts, deletes, all: false }], events: batch });
    }
    return notices;
  }

  private publish(notices: readonly ProjectionNotice[]): void {
    for (const notice of notices) this.context.bus.publish(notice);
  }

  /** The checkpoint of a followed projection is that of its fold in memory, not that of the notice. */
  private advance(projection: string, position: string | null): void {
    const running = this.followed.find(({ definition }) => definition.name === projection);
    this.context.checkpoints.advance(projection, running ? running.position : position);
  }
}

/** Folds a projection up to the stored checkpoint and restores the stored sequence numbers. */
export async function catchUp(
  running: RunningProjection,
  { store, readModel }: Pick<ProjectorContext, 'store' | 'readModel'>,
): Promise<ProjectionNotice[]> {
  const { runner } = running;
  const { projection } = running.generation;
  const sequenceKeys = () => runner.sequenceKeys?.() ?? [];
  for (;;) {
    const keys = new Set(sequenceKeys());
    const found = await readModel.snapshot(projection, [...keys]);
    assertSameGeneration(running, found ? [found.generation] : []);
    const { position } = found!.generation;
    if (position !== null && running.isBehind(position)) {
      for await (const chunk of readInChunks(store, running.position, { through: position })) {
        await running.fold(chunk);
        running.position = chunk.at(-1)!.position;
      }
      running.position = position;
    }
    runner.restoreSequences?.(found!.documents);
    // The fold may have created documents whose sequence number is not read yet.
    if (sequenceKeys().some((key) => !keys.has(key))) continue;
    return position === null ? [] : [{ position, changes: [{ projection, upserts: [], deletes: [], all: true }] }];
  }
}

/** Throws CheckpointConflict when a rebuild has replaced the generation that is followed. */
function assertSameGeneration({ generation }: RunningProjection, generations: readonly Generation[]): void {
  const live = generations.find(({ projection }) => projection === generation.projection);
  if (live?.generation !== generation.generation) throw new CheckpointConflict(`${generation.projection} was rebuilt`);
}
