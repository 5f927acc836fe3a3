import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { countSavedSnapshot } from '../projector-reporter.js';
import { type Snapshot, type SnapshotHeader, SnapshotStore } from '../read-model.js';

/** Stores snapshots in PostgreSQL, where a foreign key deletes them with their generation. */
@Injectable()
export class PostgresSnapshotStore extends SnapshotStore {
  constructor(private readonly source: DataSource) {
    super();
  }

  override async save({ projection, generation, key, position, eventId, body }: Snapshot): Promise<void> {
    await this.source.query(
      `INSERT INTO read_model.fold_snapshot (projection, generation, key, position, event_id, body)
       SELECT projection, generation, $3, $4, $5, $6 FROM read_model.generation WHERE projection = $1 AND generation = $2
       ON CONFLICT DO NOTHING`,
      [projection, generation, key, position, eventId, Buffer.from(body.buffer, body.byteOffset, body.byteLength)],
    );
    countSavedSnapshot();
  }

  override list(projection: string, generation: number, key: string): Promise<SnapshotHeader[]> {
    return this.source.query<SnapshotHeader[]>(
      `SELECT projection, generation, key, position, event_id AS "eventId" FROM read_model.fold_snapshot
       WHERE projection = $1 AND generation = $2 AND key = $3`,
      [projection, generation, key],
    );
  }

  override async load(header: Omit<SnapshotHeader, 'eventId'>): Promise<Uint8Array | null> {
    const [found] = await this.source.query<{ body: Uint8Array }[]>(
      `SELECT body FROM read_model.fold_snapshot
       WHERE projection = $1 AND generation = $2 AND key = $3 AND position = $4`,
      [header.projection, header.generation, header.key, header.position],
    );
    return found?.body ?? null;
  }
}
