import { setTimeout as pause } from 'node:timers/promises';
import { type DataSource, type EntityManager, IsNull, Not, Or, QueryFailedError } from 'typeorm';
import { documentsEnding } from './documents.repository.js';
import { GenerationEntity, ParkedEventEntity } from './entities.js';
import { CheckpointConflict, type Document, type DocumentMigration, type Generation } from '../read-model.js';

/** The checkpoint of a retired generation: no commit has it as `from`, so every late write is refused. */
const RETIRED = 'retired';
const POLL_MS = 100;
/** Limits of one DELETE, which has to end within the statement timeout. A snapshot can have megabytes. */
const DELETED_DOCUMENTS = 2_000;
const DELETED_SNAPSHOTS = 20;
const UNDEFINED_TABLE = '42P01';

/** The generation that readers see. */
export async function liveGeneration(manager: EntityManager, projection: string): Promise<Generation | null> {
  const found = await manager.findOneBy(GenerationEntity, { projection, live: true });
  return found && toGeneration(found);
}

export async function liveGenerations(manager: EntityManager): Promise<Generation[]> {
  return (await manager.findBy(GenerationEntity, { live: true })).map(toGeneration);
}

/** Begins an empty generation beside the live one and retires an unfinished one. */
export async function beginGeneration(manager: EntityManager, projection: string, version: number): Promise<number> {
  await manager.query('SELECT pg_advisory_xact_lock(7113020, hashtext($1))', [projection]);
  const known = await manager.findBy(GenerationEntity, { projection });
  for (const { generation, live } of known) if (!live) await retire(manager, projection, generation);
  const generation = 1 + Math.max(0, ...known.map((one) => one.generation));
  await manager.insert(GenerationEntity, { projection, generation, version, position: null, live: false });
  return generation;
}

/** Makes a generation the live one and retires the previous one, unless `accept` rejects the checkpoint of that. */
export async function activateGeneration(
  manager: EntityManager,
  { projection, generation }: Pick<Generation, 'projection' | 'generation'>,
  accept: (livePosition: string | null) => boolean,
  migration?: DocumentMigration,
): Promise<boolean> {
  const live = await manager.findOne(GenerationEntity, {
    where: { projection, live: true },
    lock: { mode: 'pessimistic_write' },
  });
  if (live && !accept(live.position)) return false;
  if (migration) {
    const ending = (one: number) => documentsEnding(manager, projection, one, migration.keysEndWith);
    const old = live ? await ending(live.generation) : new Map<string, object>();
    await upsert(manager, projection, generation, migration.migrateDocuments(old, await ending(generation)));
  }
  if (live) await retire(manager, projection, live.generation);
  const notRetired = { projection, generation, position: Or(IsNull(), Not(RETIRED)) };
  const { affected } = await manager.update(GenerationEntity, notRetired, { live: true });
  if (affected !== 1) throw new CheckpointConflict(`another rebuild of ${projection} has replaced this one`);
  return true;
}

/** Deletes retired generations in small statements, their rows last, so that the next call can finish an interrupted one. */
export async function dropRetired(source: DataSource, projection: string): Promise<void> {
  const retired = await source.manager.findBy(GenerationEntity, { projection, live: false, position: RETIRED });
  for (const { generation } of retired) {
    await dropSnapshots(source, projection, generation);
    await dropDocuments(source, projection, generation);
    for (const entity of [ParkedEventEntity, GenerationEntity])
      await source.manager.delete(entity, { projection, generation });
  }
}

/** Runs the work while no other session holds the lock of this name. Rejects when the signal aborts before its turn. */
export async function withAdvisoryLock<T>(
  source: DataSource,
  name: string,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const session = source.createQueryRunner();
  const lock = async (call: string) => {
    const sql = `SELECT ${call}(7113021, hashtext($1)) AS done`;
    const [row] = await session.manager.query<{ done: boolean }[]>(sql, [name]);
    return row?.done ?? false;
  };
  try {
    for (;;) {
      signal?.throwIfAborted();
      if (await lock('pg_try_advisory_lock')) break;
      await pause(POLL_MS, undefined, { signal });
    }
    return await work().finally(() => lock('pg_advisory_unlock').catch(() => undefined));
  } finally {
    await session.release();
  }
}

async function retire(manager: EntityManager, projection: string, generation: number): Promise<void> {
  await manager.update(GenerationEntity, { projection, generation }, { live: false, position: RETIRED });
}

async function upsert(
  manager: EntityManager,
  projection: string,
  generation: number,
  documents: readonly Document[],
): Promise<void> {
  if (documents.length === 0) return;
  await manager.query(
    `INSERT INTO read_model.document (projection, generation, key, body)
     SELECT $1, $2, key, body::jsonb FROM unnest($3::text[], $4::text[]) AS given (key, body)
     ON CONFLICT (projection, generation, key) DO UPDATE SET body = excluded.body`,
    [projection, generation, documents.map(({ key }) => key), documents.map(({ body }) => JSON.stringify(body))],
  );
}

/** Moves along the keys, so that no statement scans rows that are deleted already. */
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
      [projection, generation, after, DELETED_DOCUMENTS],
    );
    after = last?.key ?? null;
  }
}

/** The table may be missing, because snapshots are expendable; the next start creates it again. */
async function dropSnapshots(source: DataSource, projection: string, generation: number): Promise<void> {
  try {
    for (let removed = 1; removed > 0;) {
      [, removed] = await source.query<[unknown[], number]>(
        `DELETE FROM read_model.fold_snapshot WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM read_model.fold_snapshot WHERE projection = $1 AND generation = $2 LIMIT $3))`,
        [projection, generation, DELETED_SNAPSHOTS],
      );
    }
  } catch (error) {
    const code = error instanceof QueryFailedError ? (error.driverError as { code?: string }).code : undefined;
    if (code !== UNDEFINED_TABLE) throw error;
  }
}

function toGeneration({ projection, generation, version, position }: GenerationEntity): Generation {
  return { projection, generation, version, position };
}
