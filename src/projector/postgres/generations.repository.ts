import { type EntityManager, IsNull, Not, Or } from 'typeorm';
import { type DocumentMigration, type Document, type Generation, CheckpointConflict } from '../read-model.js';
import { documentsEnding } from './documents.repository.js';
import { GenerationEntity } from './generation.entity.js';
import { RETIRED, retire } from './retired-generations.repository.js';

/** The one readers see. */
export async function liveGeneration(manager: EntityManager, projection: string): Promise<Generation | null> {
  return plain(await manager.findOneBy(GenerationEntity, { projection, live: true }));
}

/** Those readers see, of all projections. */
export async function liveGenerations(manager: EntityManager): Promise<Generation[]> {
  return (await manager.findBy(GenerationEntity, { live: true })).map((one) => plain(one)!);
}

/** Begins an empty generation beside the live one; an unfinished one is retired. */
export async function beginGeneration(manager: EntityManager, projection: string, version: number): Promise<number> {
  await manager.query('SELECT pg_advisory_xact_lock(7113020, hashtext($1))', [projection]);
  const known = await manager.findBy(GenerationEntity, { projection });
  for (const { generation, live } of known) if (!live) await retire(manager, projection, generation);
  const generation = 1 + Math.max(0, ...known.map((one) => one.generation));
  await manager.insert(GenerationEntity, { projection, generation, version, position: null, live: false });
  return generation;
}

/** Makes a generation the live one and retires the one before, unless `accept` says no to the position of that. */
export async function activateGeneration(
  manager: EntityManager,
  projection: string,
  generation: number,
  accept: (livePosition: string | null) => boolean,
  carry?: DocumentMigration,
): Promise<boolean> {
  const live = await manager.findOne(GenerationEntity, {
    where: { projection, live: true },
    lock: { mode: 'pessimistic_write' },
  });
  if (live && !accept(live.position)) return false;
  if (carry) {
    const ending = (one: number) => documentsEnding(manager, projection, one, carry.keysEndWith);
    const old = live ? await ending(live.generation) : new Map<string, object>();
    await upsert(manager, projection, generation, carry.migrateDocuments(old, await ending(generation)));
  }
  if (live) await retire(manager, projection, live.generation);
  const goesLive = { projection, generation, position: Or(IsNull(), Not(RETIRED)) };
  const { affected } = await manager.update(GenerationEntity, goesLive, { live: true });
  if (affected !== 1) throw new CheckpointConflict(`another rebuild of ${projection} took the place of this one`);
  return true;
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

function plain(found: GenerationEntity | null): Generation | null {
  if (!found) return null;
  const { projection, generation, version, position } = found;
  return { projection, generation, version, position };
}
