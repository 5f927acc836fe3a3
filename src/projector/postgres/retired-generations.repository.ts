import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { GenerationEntity } from './generation.entity.js';
import { ParkedEventEntity } from './parked-event.entity.js';

/** A position that nobody writes on from: who still has the generation at hand is refused with its next write. */
export const RETIRED = 'retired';

/** What one statement removes: it has to end within the time that the server gives a statement. */
const DOCUMENTS = 2_000;
/** They may have megabytes each. */
const SNAPSHOTS = 20;
const NO_SUCH_TABLE = '42P01';

/** From now on nobody sees it or writes to it. */
export async function retire(manager: EntityManager, projection: string, generation: number): Promise<void> {
  await manager.update(GenerationEntity, { projection, generation }, { live: false, position: RETIRED });
}

/**
 * Removes the retired generations of a projection with all they held, piece by piece; the row goes last. Where this is cut short the next
 * rebuild ends it.
 */
export async function dropRetired(source: DataSource, projection: string): Promise<void> {
  const retired = await source.manager.findBy(GenerationEntity, { projection, live: false, position: RETIRED });
  for (const { generation } of retired) {
    await dropSnapshots(source, projection, generation);
    await dropDocuments(source, projection, generation);
    for (const entity of [ParkedEventEntity, GenerationEntity])
      await source.manager.delete(entity, { projection, generation });
  }
}

/** Goes along the keys: what was removed before is not passed again. */
async function dropDocuments(source: DataSource, projection: string, generation: number): Promise<void> {
  for (let after: string | null = ''; after !== null;) {
    const [last]: { key: string | null }[] = await source.query(
      `WITH piece AS (
         SELECT max(key) AS last FROM (
           SELECT key FROM read_model.document WHERE projection = $1 AND generation = $2 AND key >= $3 ORDER BY key LIMIT $4) k
       ), gone AS (
         DELETE FROM read_model.document
         WHERE projection = $1 AND generation = $2 AND key >= $3 AND key <= (SELECT last FROM piece)
       )
       SELECT last AS key FROM piece`,
      [projection, generation, after, DOCUMENTS],
    );
    after = last?.key ?? null;
  }
}

/** Their table may be missing: it is made anew at the next start. */
async function dropSnapshots(source: DataSource, projection: string, generation: number): Promise<void> {
  try {
    for (let removed = 1; removed > 0;) {
      [, removed] = await source.query<[unknown[], number]>(
        `DELETE FROM read_model.fold_snapshot WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM read_model.fold_snapshot WHERE projection = $1 AND generation = $2 LIMIT $3))`,
        [projection, generation, SNAPSHOTS],
      );
    }
  } catch (error) {
    const code = error instanceof QueryFailedError ? (error.driverError as { code?: string }).code : undefined;
    if (code !== NO_SUCH_TABLE) throw error;
  }
}
