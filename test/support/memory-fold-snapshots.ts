import { type Snapshot, SnapshotStore, type SnapshotHeader } from '../../src/projector/fold-snapshots.js';
import type { MemoryReadModel } from './memory-read-model.js';

/** Snapshots of the generations of a read model in memory. */
export class MemoryFoldSnapshots extends SnapshotStore {
  kept: Snapshot[] = [];

  constructor(private readonly readModel: MemoryReadModel) {
    super();
  }

  override save(snapshot: Snapshot): Promise<void> {
    const isThere = this.all().some((one) => isSame(one, snapshot));
    if (!isThere) this.kept.push({ ...snapshot, body: snapshot.body.slice() });
    return Promise.resolve();
  }

  override list(projection: string, generation: number, key: string): Promise<SnapshotHeader[]> {
    const found = this.all().filter(
      (one) => one.projection === projection && one.generation === generation && one.key === key,
    );
    return Promise.resolve(found.map(({ body: _, ...mark }) => mark));
  }

  override load(mark: Omit<SnapshotHeader, 'eventId'>): Promise<Uint8Array | null> {
    return Promise.resolve(this.all().find((one) => isSame(one, mark))?.body ?? null);
  }

  /** Those whose generation is gone have gone with it. */
  private all(): Snapshot[] {
    this.kept = this.kept.filter(({ projection, generation }) => this.readModel.has(projection, generation));
    return this.kept;
  }
}

type Place = Omit<SnapshotHeader, 'eventId'>;

function isSame(a: Place, b: Place): boolean {
  return a.projection === b.projection && a.generation === b.generation && a.key === b.key && a.position === b.position;
}
