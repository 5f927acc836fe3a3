import { type FoldSnapshot, FoldSnapshots, type SnapshotMark } from '../../src/projector/fold-snapshots.js';
import type { MemoryReadModel } from './memory-read-model.js';

/** Snapshots of the generations of a read model in memory. */
export class MemoryFoldSnapshots extends FoldSnapshots {
  kept: FoldSnapshot[] = [];

  constructor(private readonly readModel: MemoryReadModel) {
    super();
  }

  override keep(snapshot: FoldSnapshot): Promise<void> {
    const isThere = this.all().some((one) => isSame(one, snapshot));
    if (!isThere) this.kept.push({ ...snapshot, body: snapshot.body.slice() });
    return Promise.resolve();
  }

  override marks(projection: string, generation: number, key: string): Promise<SnapshotMark[]> {
    const found = this.all().filter(
      (one) => one.projection === projection && one.generation === generation && one.key === key,
    );
    return Promise.resolve(found.map(({ body: _, ...mark }) => mark));
  }

  override body(mark: Omit<SnapshotMark, 'eventId'>): Promise<Uint8Array | null> {
    return Promise.resolve(this.all().find((one) => isSame(one, mark))?.body ?? null);
  }

  /** Those whose generation is gone have gone with it. */
  private all(): FoldSnapshot[] {
    this.kept = this.kept.filter(({ projection, generation }) => this.readModel.has(projection, generation));
    return this.kept;
  }
}

type Place = Omit<SnapshotMark, 'eventId'>;

function isSame(a: Place, b: Place): boolean {
  return a.projection === b.projection && a.generation === b.generation && a.key === b.key && a.position === b.position;
}
