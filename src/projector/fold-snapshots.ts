/** Which snapshot: what a generation of a projection held of a key when it had folded everything up to a position. */
export interface SnapshotHeader {
  projection: string;
  generation: number;
  key: string;
  position: string;
  /** The event at the position: another history may have another one there. */
  eventId: string;
}

export interface Snapshot extends SnapshotHeader {
  body: Uint8Array;
}

/**
 * What folds held in memory, to fold on from instead of from the first event. Snapshots only save time: without them every answer is the
 * same. They belong to a generation and go with it. Every adapter passes test/contract/fold-snapshots.contract.ts.
 */
export abstract class SnapshotStore {
  /** One of the same key and position stays as it is; for a generation that is not there (any more) nothing is kept. */
  abstract save(snapshot: Snapshot): Promise<void>;
  /** All of a key, in no order. */
  abstract list(projection: string, generation: number, key: string): Promise<SnapshotHeader[]>;
  /** Null = there is none. */
  abstract load(mark: Omit<SnapshotHeader, 'eventId'>): Promise<Uint8Array | null>;
}
