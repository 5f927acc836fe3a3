import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import type { EventStore } from '../event-store/event-store.js';
import type { SnapshotHeader, SnapshotStore } from '../projector/snapshot-store.js';

/** When the newest ones do not belong to this history, none does. */
const TRIES = 3;
const FASTEST = { level: 1 };

const pack = promisify(deflateRaw) as (text: string, options: { level: number }) => Promise<Uint8Array>;
const unpack = promisify(inflateRaw);

export interface SnapshotText {
  position: string;
  text: string;
}

/** Packed texts among the snapshots of one generation of the standings. Whatever is wrong with one, it is as if it were not there. */
export class CompressedSnapshots {
  constructor(
    private readonly snapshots: SnapshotStore,
    private readonly store: EventStore,
    private readonly generation: number,
    private readonly warn: (message: string) => void,
  ) {}

  /** The newest of a key at or before a position that belongs to this history; null = none. */
  latest(key: string, position: string): Promise<SnapshotText | null> {
    return this.orNull(key, async () => {
      for (const mark of (await this.marks(key, position)).slice(0, TRIES)) {
        const text = await this.ours(mark);
        if (text !== null) return { position: mark.position, text };
      }
      return null;
    });
  }

  /** All of a key at or before a position that belong to this history, oldest first. */
  async all(key: string, position: string): Promise<SnapshotText[]> {
    const found: SnapshotText[] = [];
    for (const mark of (await this.marks(key, position)).reverse()) {
      const text = await this.orNull(key, () => this.ours(mark));
      if (text !== null) found.push({ position: mark.position, text });
    }
    return found;
  }

  /** Null = there is none. */
  at(key: string, position: string): Promise<string | null> {
    return this.orNull(key, async () => {
      const { generation } = this;
      const body = await this.snapshots.load({ projection: standingsProjection.name, generation, key, position });
      return body && String(await unpack(body));
    });
  }

  /** False = it could not be kept. */
  async save(key: string, { position, text }: SnapshotText): Promise<boolean> {
    const isKept = await this.orNull(key, async () => {
      const eventId = await this.eventAt(position);
      if (eventId === null) return false;
      const { generation } = this;
      const body = await pack(text, FASTEST);
      await this.snapshots.save({ projection: standingsProjection.name, generation, key, position, eventId, body });
      return true;
    });
    return isKept ?? false;
  }

  /** What the work gives; null with a warning when it throws. */
  async orNull<T>(key: string, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.warn(`a snapshot of the standings is of no use (${key}): ${(error as Error).message}`);
      return null;
    }
  }

  /** Newest first. */
  private async marks(key: string, position: string): Promise<SnapshotHeader[]> {
    const marks = await this.snapshots.list(standingsProjection.name, this.generation, key);
    return marks
      .filter((mark) => this.store.compare(mark.position, position) <= 0)
      .sort((a, b) => this.store.compare(b.position, a.position));
  }

  private async ours({ key, position, eventId }: SnapshotHeader): Promise<string | null> {
    return (await this.eventAt(position)) === eventId ? this.at(key, position) : null;
  }

  private async eventAt(position: string): Promise<string | null> {
    for await (const event of this.store.readAll({ from: position, max: 1 }))
      return this.store.compare(event.position, position) === 0 ? event.id : null;
    return null;
  }
}
