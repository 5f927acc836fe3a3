import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import type { ProjectedChange } from './doorbell.js';
import type { CheckpointMoved } from './lease.js';
import type { RunningProjection } from './line.js';
import { type Generation, CheckpointConflict, type ReadModel } from './read-model.js';
import { readInChunks } from './rebuild.js';

/** Changes of one commit of the process that projects. */
export interface FollowedCommit {
  position: string;
  changes: ProjectedChange[];
  events?: readonly StoredEvent[];
}

/**
 * Keeps a projection of this process's memory in step with what another process writes of it. The same events in the same batches give
 * the same documents and the same numbers: nothing is read but the events.
 */
export class FollowerProjection {
  constructor(
    private readonly line: RunningProjection,
    private readonly store: EventStore,
    private readonly readModel: ReadModel,
  ) {}

  get projection(): string {
    return this.line.definition.name;
  }

  get position(): string | null {
    return this.line.position;
  }

  /** Whether the generation of these is still the one that is followed. Throws Overtaken when it is not. */
  assertSameGeneration(generations: readonly Generation[]): void {
    const live = generations.find(({ projection }) => projection === this.projection);
    if (live?.generation !== this.line.generation.generation)
      throw new CheckpointConflict(`${this.projection} was rebuilt`);
  }

  /** Folds what was committed, commit by commit; when one of them was not heard of, everything may have changed. */
  async applyCommits(moves: readonly CheckpointMoved[]): Promise<FollowedCommit[]> {
    const { generation } = this.line.generation;
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

  /** Goes to where the documents are now, with the numbers they have there. */
  async catchUp(): Promise<FollowedCommit[]> {
    for (;;) {
      const keys = new Set(this.line.sequenceKeys());
      const found = await this.readModel.snapshot(this.projection, [...keys]);
      this.assertSameGeneration(found ? [found.generation] : []);
      const { position } = found!.generation;
      if (position !== null && this.isBehind(position)) {
        for await (const chunk of readInChunks(this.store, this.position, { through: position })) {
          const end = chunk.at(-1)!.position;
          await this.fold(chunk, end);
        }
        this.line.position = position;
      }
      this.line.restoreSequences(found!.documents);
      // What came into being meanwhile has a number that is not known yet.
      if (this.line.sequenceKeys().some((key) => !keys.has(key))) continue;
      const changes = [{ projection: this.projection, upserts: [], deletes: [], all: true }];
      return position === null ? [] : [{ position, changes }];
    }
  }

  private isBehind(position: string): boolean {
    return this.position === null || this.store.compare(this.position, position) < 0;
  }

  private async fold(events: readonly StoredEvent[], end: string): Promise<FollowedCommit> {
    const { projection } = this;
    const { upserts, deletes } = (await this.line.fold(events)) ?? { upserts: [], deletes: [] };
    this.line.position = end;
    const isChanged = upserts.length + deletes.length > 0;
    return { position: end, changes: isChanged ? [{ projection, upserts, deletes, all: false }] : [], events };
  }
}
