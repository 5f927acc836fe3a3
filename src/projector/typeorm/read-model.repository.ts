import { setTimeout as pause } from 'node:timers/promises';
import { DataSource, type EntityManager } from 'typeorm';
import {
  type Commit,
  type Document,
  type Generation,
  type ListOptions,
  Overtaken,
  type Page,
  ReadModel,
} from '../read-model.js';
import { type Lease, LeaseLost, type Seat, type SeatListener } from '../lease.js';
import type { ParkedStream } from '../runner.js';
import { Announcer } from './announcer.js';
import { DocumentEntity } from './document.entity.js';
import { FoldSnapshotEntity } from './fold-snapshot.entity.js';
import { GenerationEntity } from './generation.entity.js';
import { ParkedEventEntity } from './parked-event.entity.js';
import { PostgresSeat } from './postgres-seat.js';

export const readModelEntities = [DocumentEntity, FoldSnapshotEntity, GenerationEntity, ParkedEventEntity];

const LIVE = 'JOIN read_model.generation g ON g.projection = d.projection AND g.generation = d.generation AND g.live';

const LOOK_MS = 100;

/** The read model in PostgreSQL: documents as jsonb, one row each. */
export class TypeOrmReadModel extends ReadModel {
  private readonly announcer: Announcer;

  constructor(private readonly source: DataSource) {
    super();
    this.announcer = new Announcer((sql, values) => source.query(sql, values));
  }

  override async get<Body>(projection: string, key: string): Promise<Body | null> {
    if (!isStorable(key)) return null;
    const rows = await this.source.query<Document<Body>[]>(
      `SELECT d.body FROM read_model.document d ${LIVE} WHERE d.projection = $1 AND d.key = $2`,
      [projection, key],
    );
    return rows[0]?.body ?? null;
  }

  override async list<Body>(projection: string, options: ListOptions = {}): Promise<Page<Body>> {
    const { prefix = '', where, orderBy, descending, limit, offset = 0 } = options;
    if (![prefix, ...Object.values(where ?? {})].every(isStorable)) return { items: [], total: 0 };
    const from = `FROM read_model.document d ${LIVE} WHERE d.projection = $1 AND starts_with(d.key, $2) AND d.key >= $2 AND d.body @> $3::jsonb`;
    const filter = [projection, prefix, JSON.stringify(where ?? {})];
    const direction = descending ? 'DESC' : 'ASC';
    const order =
      orderBy === undefined ? `d.key ${direction}` : `d.body -> $6 ${direction} NULLS LAST, d.key ${direction}`;
    const rows = await this.source.query<(Document<Body> & { total: string })[]>(
      `SELECT d.key, d.body, count(*) OVER () AS total ${from} ORDER BY ${order} LIMIT $4::bigint OFFSET $5::bigint`,
      [...filter, limit ?? null, offset, ...(orderBy === undefined ? [] : [orderBy])],
    );
    const total = rows[0]?.total ?? (offset === 0 && limit !== 0 ? 0 : await this.count(from, filter));
    return { items: rows.map(({ key, body }) => ({ key, body })), total: Number(total) };
  }

  override async live(projection: string): Promise<Generation | null> {
    return plain(await this.source.getRepository(GenerationEntity).findOneBy({ projection, live: true }));
  }

  override async generations(): Promise<Generation[]> {
    return (await this.source.getRepository(GenerationEntity).findBy({ live: true })).map((one) => plain(one)!);
  }

  override async documents(
    projection: string,
    generation: number,
    keys: readonly string[],
  ): Promise<Map<string, object>> {
    if (keys.length === 0) return new Map();
    const rows = await this.source.query<Document[]>(
      'SELECT key, body FROM read_model.document WHERE projection = $1 AND generation = $2 AND key = ANY ($3)',
      [projection, generation, keys],
    );
    return byKey(rows);
  }

  override snapshot(
    projection: string,
    keys?: readonly string[],
  ): Promise<{ generation: Generation; documents: Map<string, object> } | null> {
    return this.source.transaction('REPEATABLE READ', async (manager) => {
      const generation = plain(await manager.findOneBy(GenerationEntity, { projection, live: true }));
      return (
        generation && {
          generation,
          documents: byKey(await documentsOf(manager, projection, generation.generation, keys)),
        }
      );
    });
  }

  override async commit(commits: readonly Commit[], lease?: Lease): Promise<void> {
    await this.source.transaction(async (manager) => {
      await lockAll(manager, commits, lease);
      await writeAll(manager, commits);
      const parked = commits.flatMap((commit) =>
        commit.parked.map((stream) => ({ ...stream, generation: commit.generation })),
      );
      if (parked.length > 0) await manager.insert(ParkedEventEntity, parked);
    });
    if (lease) this.announcer.tell(commits);
  }

  override seat(listener: SeatListener): Seat {
    return new PostgresSeat((this.source.options as { url: string }).url, listener);
  }

  override async alone<T>(projection: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const session = this.source.createQueryRunner();
    const lock = async (what: string) => {
      const [row] = await session.manager.query<{ done: boolean }[]>(`SELECT ${what}(7113021, hashtext($1)) AS done`, [
        projection,
      ]);
      return row?.done ?? false;
    };
    try {
      for (;;) {
        signal?.throwIfAborted();
        if (await lock('pg_try_advisory_lock')) break;
        await pause(LOOK_MS, undefined, { signal });
      }
      return await work().finally(() => lock('pg_advisory_unlock').catch(() => undefined));
    } finally {
      await session.release();
    }
  }

  override begin(projection: string, version: number): Promise<number> {
    return this.source.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(7113020, hashtext($1))', [projection]);
      const known = await manager.findBy(GenerationEntity, { projection });
      for (const { generation, live } of known) if (!live) await drop(manager, projection, generation);
      const generation = 1 + Math.max(0, ...known.map((one) => one.generation));
      await manager.insert(GenerationEntity, { projection, generation, version, position: null, live: false });
      return generation;
    });
  }

  override activate(
    projection: string,
    generation: number,
    accept: (livePosition: string | null) => boolean,
    carry?: (live: ReadonlyMap<string, object>, next: ReadonlyMap<string, object>) => readonly Document[],
  ): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      const live = await manager.findOne(GenerationEntity, {
        where: { projection, live: true },
        lock: { mode: 'pessimistic_write' },
      });
      if (live && !accept(live.position)) return false;
      if (carry) {
        const next = await documentsOf(manager, projection, generation);
        const old = live ? await documentsOf(manager, projection, live.generation) : [];
        await upsert(manager, projection, generation, carry(byKey(old), byKey(next)));
      }
      if (live) await drop(manager, projection, live.generation);
      const { affected } = await manager.update(GenerationEntity, { projection, generation }, { live: true });
      if (affected !== 1) throw new Overtaken(`another rebuild of ${projection} took the place of this one`);
      return true;
    });
  }

  override async parked(projection?: string): Promise<ParkedStream[]> {
    return this.source.query<ParkedStream[]>(
      `SELECT d.projection, d.stream, d.event_id AS "eventId", d.type, d.revision, d.position, d.error
       FROM read_model.parked_event d ${LIVE} WHERE $1::text IS NULL OR d.projection = $1 ORDER BY d.projection, d.stream`,
      [projection ?? null],
    );
  }

  private async count(from: string, filter: string[]): Promise<string> {
    const [row] = await this.source.query<{ total: string }[]>(`SELECT count(*) AS total ${from}`, filter);
    return row?.total ?? '0';
  }
}

/**
 * Takes the checkpoints in one order, so that two processes wait for each other instead of both failing. The lease is held fast until the
 * commit: it cannot be taken between this look and the last write.
 */
async function lockAll(manager: EntityManager, commits: readonly Commit[], lease?: Lease): Promise<void> {
  const [fence, epoch] = lease
    ? ['WITH fence AS (SELECT epoch FROM read_model.lease FOR SHARE)', '(SELECT epoch FROM fence)']
    : ['', 'NULL'];
  const held = await manager.query<{ projection: string; position: string | null; epoch: number | null }[]>(
    `${fence} SELECT projection, position, ${epoch} AS epoch FROM read_model.generation
     WHERE (projection, generation) IN (SELECT * FROM unnest($1::text[], $2::int[])) ORDER BY projection FOR UPDATE`,
    [commits.map(({ projection }) => projection), commits.map(({ generation }) => generation)],
  );
  if (lease && held.some((one) => one.epoch !== lease.epoch)) throw new LeaseLost(lease);
  for (const { projection, from } of commits) {
    if (held.find((one) => one.projection === projection)?.position === from) continue;
    throw new Overtaken(`${projection} is not at ${from ?? 'its beginning'} any more`);
  }
}

/** One statement for all: a batch costs few round trips, however many projections there are. One JSON text is far cheaper than arrays. */
async function writeAll(manager: EntityManager, commits: readonly Commit[]): Promise<void> {
  const upserts = commits.flatMap(({ projection, generation, upserts: given }) =>
    given.map(({ key, body }) => ({ projection, generation, key, body })),
  );
  const deletes = commits.flatMap(({ projection, generation, deletes: keys }) =>
    keys.map((key) => ({ projection, generation, key })),
  );
  await manager.query(
    `WITH moved AS (
       UPDATE read_model.generation g SET position = given.position
       FROM unnest($1::text[], $2::int[], $3::text[]) AS given (projection, generation, position)
       WHERE g.projection = given.projection AND g.generation = given.generation
     ), gone AS (
       DELETE FROM read_model.document d USING unnest($4::text[], $5::int[], $6::text[]) AS given (projection, generation, key)
       WHERE d.projection = given.projection AND d.generation = given.generation AND d.key = given.key
     )
     INSERT INTO read_model.document (projection, generation, key, body)
     SELECT projection, generation, key, body
     FROM json_to_recordset($7::json) AS given (projection text, generation int, key text, body jsonb)
     ON CONFLICT (projection, generation, key) DO UPDATE SET body = excluded.body`,
    [
      commits.map(({ projection }) => projection),
      commits.map(({ generation }) => generation),
      commits.map(({ to }) => to),
      deletes.map(({ projection }) => projection),
      deletes.map(({ generation }) => generation),
      deletes.map(({ key }) => key),
      JSON.stringify(upserts),
    ],
  );
}

/** PostgreSQL keeps neither NUL nor half a character, so nothing can be found under them. */
function isStorable(value: string | number | boolean | null): boolean {
  return typeof value !== 'string' || (value.isWellFormed() && !value.includes('\0'));
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

async function drop(manager: EntityManager, projection: string, generation: number): Promise<void> {
  for (const entity of [DocumentEntity, ParkedEventEntity, GenerationEntity])
    await manager.delete(entity, { projection, generation });
}

/** All of them unless keys are given. */
function documentsOf(
  manager: EntityManager,
  projection: string,
  generation: number,
  keys?: readonly string[],
): Promise<Document[]> {
  const wanted = keys ? ' AND key = ANY ($3)' : '';
  return manager.query(
    `SELECT key, body FROM read_model.document WHERE projection = $1 AND generation = $2${wanted}`,
    keys ? [projection, generation, keys] : [projection, generation],
  );
}

function byKey(documents: readonly Document[]): Map<string, object> {
  return new Map(documents.map(({ key, body }) => [key, body]));
}

function plain(found: GenerationEntity | null): Generation | null {
  if (!found) return null;
  const { projection, generation, version, position } = found;
  return { projection, generation, version, position };
}
