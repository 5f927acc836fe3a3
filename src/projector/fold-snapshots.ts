/** Which snapshot: what a generation of a projection held of a key when it had folded everything up to a position. */
export interface SnapshotMark {
  projection: string;
  generation: number;
  key: string;
  position: string;
  /** The event at the position: another history may have another one there. */
  eventId: string;
}

export interface FoldSnapshot extends SnapshotMark {
  body: Uint8Array;
}

/**
 * What folds held in memory, to fold on from instead of from the first event. Snapshots only save time: without them every answer is the
 * same. They belong to a generation and go with it. Every adapter passes test/contract/fold-snapshots.contract.ts.
 */
export abstract class FoldSnapshots {
  /** One of the same key and position stays as it is; for a generation that is not there (any more) nothing is kept. */
  abstract keep(snapshot: FoldSnapshot): Promise<void>;
  /** All of a key, in no order. */
  abstract marks(projection: string, generation: number, key: string): Promise<SnapshotMark[]>;
  /** Null = there is none. */
  abstract body(mark: Omit<SnapshotMark, 'eventId'>): Promise<Uint8Array | null>;
}
