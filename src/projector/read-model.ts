import type { Lease, LeaseClient, LeaseListener } from './lease.js';

export interface Document<Body = object> {
  key: string;
  body: Body;
}

/** Top-level fields of a body. */
export type Fields = Readonly<Record<string, string | number | boolean | null>>;

export interface ListOptions {
  /** Keys that begin with this text; absent = all. */
  prefix?: string;
  /** Top-level fields of the body that equal these values. */
  where?: Fields;
  /** At least one of these matches in all its fields; absent = all. */
  whereAny?: readonly Fields[];
  /** A top-level text field that equals one of these. */
  oneOf?: { field: string; texts: readonly string[] };
  /** The list `near` of the body has at least one of these texts; absent = all. */
  near?: readonly string[];
  /** A top-level text field within these limits, which are included; compared by code point. */
  between?: { field: string; from?: string; to?: string };
  /** Only these top-level fields of the bodies are read; absent = all. */
  fields?: readonly string[];
  /** A top-level field; absent = by key. */
  orderBy?: string;
  descending?: boolean;
  /** Absent = all. */
  limit?: number;
  offset?: number;
}

export interface Page<Body> {
  items: Document<Body>[];
  /** The count without limit and offset. */
  total: number;
}

/** One edition of a projection's documents. Readers see the live one; a rebuild fills the next beside it. */
export interface Generation {
  projection: string;
  generation: number;
  /** The version of the projection that filled it. */
  version: number;
  /** The checkpoint: the position of the last event in it; null = none yet. */
  position: string | null;
}

/** A stream with an event that a projection could not fold. The projection skips the stream from that event on. */
export interface ParkedStream {
  projection: string;
  stream: string;
  eventId: string;
  type: string;
  revision: number;
  position: string;
  error: string;
}

/** The changes of one batch of events to one generation. */
export interface Commit {
  projection: string;
  generation: number;
  /** The checkpoint before the batch. */
  from: string | null;
  to: string;
  upserts: readonly Document[];
  deletes: readonly string[];
  parked: readonly ParkedStream[];
}

/** Changes documents of a rebuilt generation by those of the live one. Only keys with the ending are read: there may be many others. */
export interface DocumentMigration {
  keysEndWith: string;
  migrateDocuments(live: ReadonlyMap<string, object>, next: ReadonlyMap<string, object>): readonly Document[];
}

/**
 * Stores the documents of projections. A transaction changes documents and checkpoint together, so neither is ahead of the other.
 * Every adapter passes test/contract/read-model.contract.ts.
 */
export abstract class ReadModel {
  abstract get<Body>(projection: string, key: string): Promise<Body | null>;
  /** Documents of the live generation, read at one moment. */
  abstract list<Body>(projection: string, options?: ListOptions): Promise<Page<Body>>;
  abstract live(projection: string): Promise<Generation | null>;
  /** All live generations, read at one moment. */
  abstract generations(): Promise<Generation[]>;
  /** Documents of one generation by key; missing ones are left out. */
  abstract documents(projection: string, generation: number, keys: readonly string[]): Promise<Map<string, object>>;
  /** The live generation with its documents, all or those of the keys, read at one moment. */
  abstract snapshot(
    projection: string,
    keys?: readonly string[],
  ): Promise<{ generation: Generation; documents: Map<string, object> } | null>;

  /** Bodies of live documents by key; missing ones are left out. */
  async bodies<Body extends object>(projection: string, keys: readonly string[]): Promise<Map<string, Body>> {
    if (keys.length === 0) return new Map();
    const found = await this.snapshot(projection, [...new Set(keys)]);
    return (found?.documents ?? new Map<string, object>()) as Map<string, Body>;
  }

  /**
   * Writes all commits in one transaction and notifies every lease client. Throws CheckpointConflict when a checkpoint is not at its `from`.
   * Throws LeaseLost when the lease is not the current one. A rebuild commits without a lease and notifies nobody.
   */
  abstract commit(commits: readonly Commit[], lease?: Lease): Promise<void>;
  /** Connects this process to the lease of the read model. */
  abstract leaseClient(listener: LeaseListener): LeaseClient;
  /** Runs the work under a lock per projection that holds across processes. Rejects when the signal aborts before its turn. */
  abstract withAdvisoryLock<T>(projection: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Begins an empty generation beside the live one and drops an unfinished one of the same projection. */
  abstract begin(projection: string, version: number): Promise<number>;
  /**
   * Makes a generation the live one and drops the previous one, in one transaction. Returns false and changes nothing when `accept`
   * rejects the checkpoint of the live one, which is locked meanwhile.
   */
  abstract activate(
    projection: string,
    generation: number,
    accept: (livePosition: string | null) => boolean,
    migration?: DocumentMigration,
  ): Promise<boolean>;
  /** Parked streams of live generations. */
  abstract parked(projection?: string): Promise<ParkedStream[]>;
}

/** Another process has moved the checkpoint, so the state in memory is stale. */
export class CheckpointConflict extends Error {}

/** A newer program has rebuilt the projection. Rebuilding it back would make the two programs alternate for ever. */
export class NewerProjectionVersion extends Error {
  constructor({ projection, version }: Generation, known: number) {
    super(`${projection} was rebuilt by a newer program: it has version ${version}, this one knows ${known}`);
  }
}

/** Identifies the saved state of one key of a generation after it folded all events up to a position. */
export interface SnapshotHeader {
  projection: string;
  generation: number;
  key: string;
  position: string;
  /** The event at the position; it differs in another history. */
  eventId: string;
}

export interface Snapshot extends SnapshotHeader {
  body: Uint8Array;
}

/**
 * Saved states of folds. Snapshots only save time: every response is the same without them. They are dropped with their generation.
 * Every adapter passes test/contract/snapshot-store.contract.ts.
 */
export abstract class SnapshotStore {
  /** Saves nothing when a snapshot of the key and position exists, or when the generation does not. */
  abstract save(snapshot: Snapshot): Promise<void>;
  /** All snapshots of a key, in no order. */
  abstract list(projection: string, generation: number, key: string): Promise<SnapshotHeader[]>;
  /** Null = there is no such snapshot. */
  abstract load(header: Omit<SnapshotHeader, 'eventId'>): Promise<Uint8Array | null>;
}
