import type { Lease, LeaseClient, LeaseListener } from './lease.js';
import type { ParkedStream } from './runner.js';

export interface Document<Body = object> {
  key: string;
  body: Body;
}

export interface ListOptions {
  /** Keys that begin so; absent = all. */
  prefix?: string;
  /** Top-level fields of the body that equal these values. */
  where?: Readonly<Record<string, string | number | boolean | null>>;
  /** A top-level field; absent = by key. */
  orderBy?: string;
  descending?: boolean;
  /** Absent = all. */
  limit?: number;
  offset?: number;
}

export interface Page<Body> {
  items: Document<Body>[];
  /** How many there are without limit and offset. */
  total: number;
}

/** One edition of a projection's documents. Readers see the live one; a rebuild fills the next beside it. */
export interface Generation {
  projection: string;
  generation: number;
  /** Version of the projection whose steps filled it. */
  version: number;
  /** Position of the last event in it; null = none yet. */
  position: string | null;
}

/** What one batch of events does to one generation. */
export interface Commit {
  projection: string;
  generation: number;
  /** The checkpoint this builds on. */
  from: string | null;
  to: string;
  upserts: readonly Document[];
  deletes: readonly string[];
  parked: readonly ParkedStream[];
}

/**
 * Where projections keep their documents. Documents and checkpoint change in one transaction, so that neither is ever ahead of the other.
 * Every adapter passes test/contract/read-model.contract.ts.
 */
export abstract class ReadModel {
  abstract get<Body>(projection: string, key: string): Promise<Body | null>;
  /** Documents of the live generation, as they are at one moment. */
  abstract list<Body>(projection: string, options?: ListOptions): Promise<Page<Body>>;
  abstract live(projection: string): Promise<Generation | null>;
  /** All live generations at one moment. */
  abstract generations(): Promise<Generation[]>;
  /** Documents of one generation by key; those that do not exist are left out. */
  abstract documents(projection: string, generation: number, keys: readonly string[]): Promise<Map<string, object>>;
  /** The live generation and its documents, all or those of the keys, at one moment. */
  abstract snapshot(
    projection: string,
    keys?: readonly string[],
  ): Promise<{ generation: Generation; documents: Map<string, object> } | null>;
  /**
   * Writes all in one transaction and tells every seat. Throws Overtaken when a checkpoint is not at its `from` any more, LeaseLost when
   * the lease is not the present one; nothing is written then. Without a lease, as a rebuild beside the live documents writes, no seat is told.
   */
  abstract commit(commits: readonly Commit[], lease?: Lease): Promise<void>;
  /** A place among the processes of this read model. */
  abstract leaseClient(listener: LeaseListener): LeaseClient;
  /** Runs the work while no process runs another one for this projection. Waits for its turn; rejects when the signal comes first. */
  abstract withAdvisoryLock<T>(projection: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Begins an empty generation beside the live one; an unfinished one of the same projection is dropped. */
  abstract begin(projection: string, version: number): Promise<number>;
  /**
   * Makes a generation the live one and drops the one before, in one transaction. `accept` is asked with the position of the live one under
   * its lock; when it says no, nothing happens and false is the answer. `carry` mends some of the new documents by the old ones.
   */
  abstract activate(
    projection: string,
    generation: number,
    accept: (livePosition: string | null) => boolean,
    carry?: DocumentMigration,
  ): Promise<boolean>;
  /** Streams that wait for a mended program, of live generations. */
  abstract parked(projection?: string): Promise<ParkedStream[]>;
}

/** Mends the documents of a rebuild by those it replaces. Only those with the ending are looked at: a board has a hundred thousand others. */
export interface DocumentMigration {
  keysEndWith: string;
  migrateDocuments(live: ReadonlyMap<string, object>, next: ReadonlyMap<string, object>): readonly Document[];
}

/** Another process moved the checkpoint: what this one holds in memory is old. */
export class CheckpointConflict extends Error {}

/** A newer program rebuilt what this one keeps up to date; were it built back, the two would never end. */
export class NewerProjectionVersion extends Error {
  constructor({ projection, version }: Generation, known: number) {
    super(`${projection} was rebuilt by a newer program: it has version ${version}, this one knows ${known}`);
  }
}
