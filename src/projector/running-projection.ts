import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import { readInChunks } from './read-in-chunks.js';
import type { CheckpointMoved } from './lease.js';
import type { ProjectedChange } from './projection-bus.js';
import { CheckpointConflict, type Commit, type Generation, type ParkedStream, type ReadModel } from './read-model.js';
import type { ProjectionDefinition, Runner } from './runner.js';

export interface OpenOptions {
  store: EventStore;
  readModel: ReadModel;
  parked?: readonly ParkedStream[];
  /** False for a rebuild. */
  isLive: boolean;
}

/** One generation of a projection with its runner and its checkpoint in memory. */
export class RunningProjection {
  private constructor(
    readonly definition: ProjectionDefinition,
    readonly generation: Generation,
    private readonly runner: Runner,
    private readonly store: EventStore,
    public position: string | null,
  ) {}

  static async open(
    definition: ProjectionDefinition,
    { generation, position, ...rest }: Generation,
    { store, readModel, parked = [], isLive }: OpenOptions,
  ): Promise<RunningProjection> {
    const documents = (keys: readonly string[]) => readModel.documents(definition.name, generation, keys);
    const runner = await definition.open({ store, documents, position, live: isLive, parked, generation });
    return new RunningProjection(definition, { generation, position, ...rest }, runner, store, position);
  }

  /** Skips events that are folded already or stand twice in the batch. Null = no event is new. */
  async fold(events: readonly StoredEvent[]): Promise<Commit | null> {
    let reached = this.position;
    const fresh = events.filter(({ position }) => {
      if (reached !== null && this.store.compare(position, reached) <= 0) return false;
      reached = position;
      return true;
    });
    const last = fresh.at(-1);
    if (!last) return null;
    const writes = await this.runner.fold(fresh);
    const { projection, generation } = this.generation;
    return { projection, generation, from: this.position, to: last.position, ...writes };
  }

  async idle(): Promise<void> {
    await this.runner.idle?.();
  }

  /** Called at a clean stop, when no fold is running. */
  async end(): Promise<void> {
    await this.runner.end?.(this.position);
  }

  sequenceKeys(): string[] {
    return this.runner.sequenceKeys?.() ?? [];
  }

  restoreSequences(documents: ReadonlyMap<string, object>): void {
    this.runner.restoreSequences?.(documents);
  }
}

/** The changes of one commit of the leader. */
export interface FollowedCommit {
  position: string;
  changes: ProjectedChange[];
  events?: readonly StoredEvent[];
}

/**
 * Folds a projection in step with the leader. The same events in the same batches give the same documents and sequence numbers, so it
 * reads only events.
 */
export class FollowerProjection {
  constructor(
    private readonly running: RunningProjection,
    private readonly store: EventStore,
    private readonly readModel: ReadModel,
  ) {}

  get projection(): string {
    return this.running.definition.name;
  }

  get position(): string | null {
    return this.running.position;
  }

  /** Throws CheckpointConflict when a rebuild has replaced the generation that it follows. */
  assertSameGeneration(generations: readonly Generation[]): void {
    const live = generations.find(({ projection }) => projection === this.projection);
    if (live?.generation !== this.running.generation.generation)
      throw new CheckpointConflict(`${this.projection} was rebuilt`);
  }

  /** Folds the leader's commits one by one. After a missed notice it catches up and reports that all may have changed. */
  async applyCommits(moves: readonly CheckpointMoved[]): Promise<FollowedCommit[]> {
    const { generation } = this.running.generation;
    const ends: string[] = [];
    for (const { projection, generation: moved, from, to } of moves) {
      if (projection !== this.projection || moved !== generation || !this.isBehind(to)) continue;
      if (from !== (ends.at(-1) ?? this.position)) return this.catchUp();
      ends.push(to);
    }
    const last = ends.at(-1);
    if (last === undefined) return [];
    const events: StoredEvent[] = [];
    for await (const chunk of readInChunks(this.store, this.position, { through: last })) events.push(...chunk);
    const followed: FollowedCommit[] = [];
    for (const end of ends) {
      const count = events.findIndex(({ position }) => this.store.compare(position, end) > 0);
      followed.push(await this.fold(events.splice(0, count < 0 ? events.length : count), end));
    }
    return followed;
  }

  /** Folds up to the stored checkpoint and restores the stored sequence numbers. */
  async catchUp(): Promise<FollowedCommit[]> {
    for (;;) {
      const keys = new Set(this.running.sequenceKeys());
      const found = await this.readModel.snapshot(this.projection, [...keys]);
      this.assertSameGeneration(found ? [found.generation] : []);
      const { position } = found!.generation;
      if (position !== null && this.isBehind(position)) {
        for await (const chunk of readInChunks(this.store, this.position, { through: position }))
          await this.fold(chunk, chunk.at(-1)!.position);
        this.running.position = position;
      }
      this.running.restoreSequences(found!.documents);
      // The fold may have created documents whose sequence number is not read yet.
      if (this.running.sequenceKeys().some((key) => !keys.has(key))) continue;
      const changes = [{ projection: this.projection, upserts: [], deletes: [], all: true }];
      return position === null ? [] : [{ position, changes }];
    }
  }

  private isBehind(position: string): boolean {
    return this.position === null || this.store.compare(this.position, position) < 0;
  }

  private async fold(events: readonly StoredEvent[], end: string): Promise<FollowedCommit> {
    const { projection } = this;
    const { upserts, deletes } = (await this.running.fold(events)) ?? { upserts: [], deletes: [] };
    this.running.position = end;
    const isChanged = upserts.length + deletes.length > 0;
    return { position: end, changes: isChanged ? [{ projection, upserts, deletes, all: false }] : [], events };
  }
}
