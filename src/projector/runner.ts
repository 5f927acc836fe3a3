import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import type { Document, DocumentMigration, ParkedStream } from './read-model.js';

export interface Writes {
  upserts: Document[];
  deletes: string[];
  /** Streams that this batch parked. */
  parked: ParkedStream[];
}

export type LoadDocuments = (keys: readonly string[]) => Promise<Map<string, object>>;

export interface RunnerOptions {
  store: EventStore;
  documents: LoadDocuments;
  /** The checkpoint from which it folds on; null = from the first event. */
  position: string | null;
  /** True when readers see its writes; false for a rebuild. */
  live: boolean;
  /** Streams parked before. */
  parked: readonly ParkedStream[];
  /** The generation whose snapshots it may use; absent = fold every event. */
  generation?: number;
}

/** Folds batches of events, in order and each event once, into changes of documents. */
export interface Runner {
  /** All events are new to the runner. It skips those of parked streams. */
  fold(batch: readonly StoredEvent[]): Promise<Writes>;
  /** Keys of the documents whose sequence number counts commits instead of events. */
  sequenceKeys?(): string[];
  /** Takes over the sequence numbers that another process wrote for the last folded batch. */
  restoreSequences?(documents: ReadonlyMap<string, object>): void;
  /** Resolves when no background write is running. */
  idle?(): Promise<void>;
  /** Called at a clean stop, so that the runner can save a snapshot. `written` is the last committed position. */
  end?(written: string | null): Promise<void>;
}

export interface ProjectionDefinition {
  readonly name: string;
  readonly version: number;
  /** True when queries read its memory, so that processes without the lease fold it too. */
  readonly isFollowed?: boolean;
  /** Fields of documents that count commits, which a re-fold cannot reproduce and `verify` skips. */
  readonly ignoredFields?: readonly string[];
  open(options: RunnerOptions): Promise<Runner>;
  readonly migration?: DocumentMigration;
}

/** All projections that the engine maintains. Features add theirs before the server starts. */
export class ProjectionRegistry {
  private readonly definitions = new Map<string, ProjectionDefinition>();

  /** Throws when the name is taken. */
  add(definition: ProjectionDefinition): this {
    if (this.definitions.has(definition.name)) throw new Error(`two projections have the name ${definition.name}`);
    this.definitions.set(definition.name, definition);
    return this;
  }

  get(name: string): ProjectionDefinition | undefined {
    return this.definitions.get(name);
  }

  all(): ProjectionDefinition[] {
    return [...this.definitions.values()];
  }
}

/** Joins the writes of consecutive batches: the last change of each document wins. */
export function mergeWrites(parts: readonly Writes[]): Writes {
  const upserts = new Map<string, Document>();
  const deletes = new Set<string>();
  for (const part of parts) {
    for (const key of part.deletes) {
      upserts.delete(key);
      deletes.add(key);
    }
    for (const document of part.upserts) {
      upserts.set(document.key, document);
      deletes.delete(document.key);
    }
  }
  return { upserts: [...upserts.values()], deletes: [...deletes], parked: parts.flatMap(({ parked }) => parked) };
}
