import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import type { DocumentMigration, Document } from './read-model.js';

/** A stream whose event a projection could not fold; what follows in the stream waits with it, other streams go on. */
export interface ParkedStream {
  projection: string;
  stream: string;
  eventId: string;
  type: string;
  revision: number;
  position: string;
  error: string;
}

export interface Writes {
  upserts: Document[];
  deletes: string[];
  /** Streams parked by this batch. */
  parked: ParkedStream[];
}

export type LoadDocuments = (keys: readonly string[]) => Promise<Map<string, object>>;

export interface RunnerOptions {
  store: EventStore;
  documents: LoadDocuments;
  /** Events up to here are folded already; null = none. */
  position: string | null;
  /** True when readers see what this one writes; a rebuild is not. */
  live: boolean;
  /** Streams parked before. */
  parked: readonly ParkedStream[];
  /** The generation it fills, to whose snapshots it may fold on; absent = every event is to be folded, whatever snapshots say. */
  generation?: number;
}

/** Folds batches of events, in order and each once, into changes of documents. */
export interface Runner {
  /** Events are all new; the runner leaves out those of parked streams. */
  fold(batch: readonly StoredEvent[]): Promise<Writes>;
  /** Keys of the documents that count transactions. */
  sequenceKeys?(): string[];
  /** Another process wrote these documents for what was folded last; what they count by transactions holds from now on. */
  restoreSequences?(documents: ReadonlyMap<string, object>): void;
  /** Ends when nothing is being written beside the folding any more. */
  idle?(): Promise<void>;
  /** The process ends well: what would spare the next one work may be kept. `written` is the position of what was committed last. */
  end?(written: string | null): Promise<void>;
}

/** What the engine knows of a projection. */
export interface ProjectionDefinition {
  readonly name: string;
  readonly version: number;
  /** Questions are answered out of its memory: processes that do not project follow it all the same. */
  readonly isFollowed?: boolean;
  /** Fields of documents that count transactions instead of events, and that a re-fold therefore cannot give. */
  readonly ignoredFields?: readonly string[];
  open(start: RunnerOptions): Promise<Runner>;
  readonly migration?: DocumentMigration;
}
