import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import type { CheckpointNotices, Checkpoints } from './checkpoints.js';
import type { ParkedStreams, ProjectorReporter } from './projector-reporter.js';
import type { Commit, Document, Generation, ParkedStream, ReadModel } from './read-model.js';
import type { ProjectionDefinition, ProjectionRegistry, Runner } from './runner.js';

/** One generation of a projection with its runner and its checkpoint in memory. */
export class RunningProjection {
  position: string | null;

  private constructor(
    readonly definition: ProjectionDefinition,
    readonly generation: Generation,
    readonly runner: Runner,
    private readonly store: EventStore,
  ) {
    this.position = generation.position;
  }

  static async open(
    definition: ProjectionDefinition,
    from: Generation,
    { store, readModel, parked = [], isLive }: OpenOptions,
  ): Promise<RunningProjection> {
    const { generation, position } = from;
    const documents = (keys: readonly string[]) => readModel.documents(definition.name, generation, keys);
    const runner = await definition.open({ store, documents, position, isLive, parked, generation });
    return new RunningProjection(definition, from, runner, store);
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

  /** True when the checkpoint is before the position. */
  isBehind(position: string): boolean {
    return this.position === null || this.store.compare(this.position, position) < 0;
  }

  /** Called at a clean stop, when no fold is running. */
  async end(): Promise<void> {
    await this.runner.end?.(this.position);
  }
}

export interface OpenOptions extends Pick<ProjectorContext, 'store' | 'readModel'> {
  parked?: readonly ParkedStream[];
  /** False for a rebuild. */
  isLive: boolean;
}

/** The dependencies and state that the parts of a projector share. */
export interface ProjectorContext {
  readonly store: EventStore;
  readonly readModel: ReadModel;
  readonly registry: ProjectionRegistry;
  readonly bus: ProjectionBus;
  readonly reporter: ProjectorReporter;
  readonly checkpoints: Checkpoints;
  readonly notices: CheckpointNotices;
  readonly parked: ParkedStreams;
}

/** Published after a commit, when readers already see the changes. */
export interface ProjectionNotice {
  position: string | null;
  changes: readonly ProjectedChange[];
  /** The projected events; absent when they are not known one by one. */
  events?: readonly StoredEvent[];
}

export interface ProjectedChange {
  projection: string;
  upserts: readonly Document[];
  deletes: readonly string[];
  /** True when unlisted documents may have changed: after a rebuild, or when a notice was missed. */
  all: boolean;
}

/** In-process notifications that read models changed. An error of one listener does not reach the others. */
export class ProjectionBus {
  private readonly listeners = new Set<(notice: ProjectionNotice) => void>();

  constructor(private readonly onError: (error: unknown) => void = () => undefined) {}

  /** Returns the function that ends the subscription. */
  subscribe(listener: (notice: ProjectionNotice) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  publish(notice: ProjectionNotice): void {
    for (const listener of this.listeners) {
      try {
        listener(notice);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}
