import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import type { EventStore } from '../event-store/event-store.js';
import type { SnapshotHeader, SnapshotStore } from '../projector/snapshot-store.js';

/** When the newest snapshots are of another history, the older ones are too. */
const TRIES = 3;
const FASTEST = { level: 1 };

const pack = promisify(deflateRaw) as (text: string, options: { level: number }) => Promise<Uint8Array>;
const unpack = promisify(inflateRaw);

export interface SnapshotText {
  position: string;
  text: string;
}

/** Compressed texts in the snapshot store, for one generation of the standings. An unusable snapshot counts as missing. */
export class CompressedSnapshots {
  constructor(
    private readonly snapshots: SnapshotStore,
    private readonly store: EventStore,
    private readonly generation: number,
    private readonly warn: (message: string) => void,
  ) {}

  /** The newest text of a key at or before a position; null = none of this history. */
  latest(key: string, position: string): Promise<SnapshotText | null> {
    return this.orNull(key, async () => {
      for (const header of (await this.headers(key, position)).slice(0, TRIES)) {
        const text = await this.load(header);
        if (text !== null) return { position: header.position, text };
      }
      return null;
    });
  }

  /** All texts of a key at or before a position, oldest first. */
  async all(key: string, position: string): Promise<SnapshotText[]> {
    const found: SnapshotText[] = [];
    for (const header of (await this.headers(key, position)).reverse()) {
      const text = await this.orNull(key, () => this.load(header));
      if (text !== null) found.push({ position: header.position, text });
    }
    return found;
  }

  /** Null = none at this position. */
  at(key: string, position: string): Promise<string | null> {
    return this.orNull(key, async () => {
      const { generation } = this;
      const body = await this.snapshots.load({ projection: standingsProjection.name, generation, key, position });
      return body && String(await unpack(body));
    });
  }

  /** False = not saved. */
  async save(key: string, { position, text }: SnapshotText): Promise<boolean> {
    const isSaved = await this.orNull(key, async () => {
      const eventId = await this.eventAt(position);
      if (eventId === null) return false;
      const { generation } = this;
      const body = await pack(text, FASTEST);
      await this.snapshots.save({ projection: standingsProjection.name, generation, key, position, eventId, body });
      return true;
    });
    return isSaved ?? false;
  }

  /** Null and a warning when the work throws. */
  async orNull<T>(key: string, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.warn(`unusable standings snapshot (${key}): ${(error as Error).message}`);
      return null;
    }
  }

  /** Newest first. */
  private async headers(key: string, position: string): Promise<SnapshotHeader[]> {
    const headers = await this.snapshots.list(standingsProjection.name, this.generation, key);
    return headers
      .filter((header) => this.store.compare(header.position, position) <= 0)
      .sort((a, b) => this.store.compare(b.position, a.position));
  }

  /** Null = the snapshot is of another history. */
  private async load(header: SnapshotHeader): Promise<string | null> {
    return (await this.belongsToHistory(header)) ? this.at(header.key, header.position) : null;
  }

  private async belongsToHistory({ position, eventId }: SnapshotHeader): Promise<boolean> {
    return (await this.eventAt(position)) === eventId;
  }

  private async eventAt(position: string): Promise<string | null> {
    for await (const event of this.store.readAll({ from: position, max: 1 }))
      return this.store.compare(event.position, position) === 0 ? event.id : null;
    return null;
  }
}
