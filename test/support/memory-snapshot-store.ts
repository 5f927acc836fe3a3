import { type Snapshot, type SnapshotHeader, SnapshotStore } from '../../src/projector/read-model.js';
import type { MemoryReadModel } from './memory-read-model.js';

/** A snapshot store in memory, for the generations of a read model in memory. */
export class MemorySnapshotStore extends SnapshotStore {
  stored: Snapshot[] = [];

  constructor(private readonly readModel: MemoryReadModel) {
    super();
  }

  override save(snapshot: Snapshot): Promise<void> {
    const exists = this.all().some((one) => isSame(one, snapshot));
    if (!exists) this.stored.push({ ...snapshot, body: snapshot.body.slice() });
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

  /** Drops the snapshots whose generation the read model has dropped. */
  private all(): Snapshot[] {
    this.stored = this.stored.filter(({ projection, generation }) => this.readModel.has(projection, generation));
    return this.stored;
  }
}

type SnapshotKey = Omit<SnapshotHeader, 'eventId'>;

function isSame(a: SnapshotKey, b: SnapshotKey): boolean {
  return a.projection === b.projection && a.generation === b.generation && a.key === b.key && a.position === b.position;
}
