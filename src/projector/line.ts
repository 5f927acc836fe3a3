import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import type { Commit, Generation, ReadModel } from './read-model.js';
import type { ParkedStream, Runner, ProjectionDefinition } from './runner.js';

/** One generation of one projection on its way along the history. */
export class RunningProjection {
  private constructor(
    readonly definition: ProjectionDefinition,
    readonly generation: Generation,
    private readonly runner: Runner,
    private readonly store: EventStore,
    public position: string | null,
  ) {}

  static async open(
    factory: ProjectionDefinition,
    generation: Generation,
    store: EventStore,
    readModel: ReadModel,
    parked: readonly ParkedStream[],
    live: boolean,
  ): Promise<RunningProjection> {
    const { position } = generation;
    const runner = await factory.open({
      store,
      documents: (keys) => readModel.documents(factory.name, generation.generation, keys),
      position,
      live,
      parked,
      generation: generation.generation,
    });
    return new RunningProjection(factory, generation, runner, store, position);
  }

  /** What the events change; those that are folded already, or stand here twice, change nothing. Null = none of them is new. */
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

  /** Before the process ends, and no fold is under way. */
  async end(): Promise<void> {
    await this.runner.end?.(this.position);
  }

  /** Keys of the documents that count transactions. */
  sequenceKeys(): string[] {
    return this.runner.sequenceKeys?.() ?? [];
  }

  /** The documents that count transactions, as they were written for what was folded last. */
  restoreSequences(documents: ReadonlyMap<string, object>): void {
    this.runner.restoreSequences?.(documents);
  }
}
