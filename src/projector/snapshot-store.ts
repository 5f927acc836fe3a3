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
