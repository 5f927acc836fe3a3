import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Lease, type LeaseClient, type LeaseListener, LeaseLost } from '../lease.js';
import {
  CheckpointConflict,
  type Commit,
  type DocumentMigration,
  type Generation,
  type ListOptions,
  type Page,
  type ParkedStream,
  ReadModel,
} from '../read-model.js';
import { allDocuments, documentsWhere, isStorable, JOIN_LIVE, liveDocuments } from './documents.repository.js';
import { dropRetired, RETIRED, withAdvisoryLock } from './generations.repository.js';
import { CheckpointNotifier, PostgresLease } from './postgres-lease.js';

/** Limits of one INSERT, which has to end within the statement timeout although it also updates indexes. */
const MAX_DOCUMENTS = 2_000;
const MAX_CHARACTERS = 4_194_304;

const GENERATIONS = 'SELECT projection, generation, version, position FROM read_model.generation WHERE live';

/** Stores documents in PostgreSQL as jsonb, one row each. */
@Injectable()
export class PostgresReadModel extends ReadModel {
  private readonly notifier: CheckpointNotifier;

  constructor(private readonly source: DataSource) {
    super();
    this.notifier = new CheckpointNotifier((sql, values) => source.query(sql, values));
  }

  override async get<Body>(projection: string, key: string): Promise<Body | null> {
    if (!isStorable(key)) return null;
    const [found] = await this.source.query<{ body: Body }[]>(
      `SELECT d.body FROM read_model.document d ${JOIN_LIVE} WHERE d.projection = $1 AND d.key = $2`,
      [projection, key],
    );
    return found?.body ?? null;
  }

  override list<Body>(projection: string, options: ListOptions = {}): Promise<Page<Body>> {
    return liveDocuments<Body>(this.source.manager, projection, options);
  }

  override live(projection: string): Promise<Generation | null> {
    return liveGeneration(this.source.manager, projection);
  }

  override generations(): Promise<Generation[]> {
    return this.source.query<Generation[]>(GENERATIONS);
  }

  override documents(projection: string, generation: number, keys: readonly string[]): Promise<Map<string, object>> {
    if (keys.length === 0) return Promise.resolve(new Map());
    return documentsWhere(this.source.manager, { projection, generation }, 'key = ANY ($3)', keys);
  }

  override snapshot(
    projection: string,
    keys?: readonly string[],
  ): Promise<{ generation: Generation; documents: Map<string, object> } | null> {
    return this.source.transaction('REPEATABLE READ', async (manager) => {
      const generation = await liveGeneration(manager, projection);
      if (!generation) return null;
      const documents = keys
        ? await documentsWhere(manager, generation, 'key = ANY ($3)', keys)
        : await allDocuments(manager, generation);
      return { generation, documents };
    });
  }

  override async commit(commits: readonly Commit[], lease?: Lease): Promise<void> {
    await this.source.transaction(async (manager) => {
      await moveCheckpoints(manager, commits, lease);
      await writeDocuments(manager, commits);
      await insertParked(manager, commits);
    });
    if (lease) this.notifier.notify(commits);
  }

  override leaseClient(listener: LeaseListener): LeaseClient {
    return new PostgresLease((this.source.options as { url: string }).url, listener);
  }

  override withAdvisoryLock<T>(projection: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return withAdvisoryLock(this.source, projection, work, signal);
  }

  override async begin(projection: string, version: number): Promise<number> {
    const generation = await this.source.transaction(async (manager) => {
      await manager.query(
        `UPDATE read_model.generation SET position = '${RETIRED}' WHERE projection = $1 AND NOT live`,
        [projection],
      );
      const [begun] = await manager.query<{ generation: number }[]>(
        `INSERT INTO read_model.generation (projection, generation, version)
         SELECT $1, 1 + coalesce(max(generation), 0), $2 FROM read_model.generation WHERE projection = $1 RETURNING generation`,
        [projection, version],
      );
      return begun!.generation;
    });
    await dropRetired(this.source, projection);
    return generation;
  }

  override async activate(
    projection: string,
    generation: number,
    accept: (livePosition: string | null) => boolean,
    migration?: DocumentMigration,
  ): Promise<boolean> {
    const isActivated = await this.source.transaction(async (manager) => {
      const live = await liveGeneration(manager, projection, 'FOR UPDATE');
      if (live && !accept(live.position)) return false;
      if (migration) {
        const ending = (of: number) =>
          documentsWhere(manager, { projection, generation: of }, 'right(key, length($3)) = $3', migration.keysEndWith);
        const upserts = migration.migrateDocuments(
          live ? await ending(live.generation) : new Map<string, object>(),
          await ending(generation),
        );
        await writeDocuments(manager, [{ projection, generation, upserts, deletes: [] }]);
      }
      await manager.query(
        `UPDATE read_model.generation SET live = false, position = '${RETIRED}' WHERE projection = $1 AND live`,
        [projection],
      );
      const [, activated] = await manager.query<[unknown, number]>(
        `UPDATE read_model.generation SET live = true
         WHERE projection = $1 AND generation = $2 AND position IS DISTINCT FROM '${RETIRED}'`,
        [projection, generation],
      );
      if (activated !== 1) throw new CheckpointConflict(`another rebuild of ${projection} has replaced this one`);
      return true;
    });
    if (isActivated) await dropRetired(this.source, projection);
    return isActivated;
  }

  override parked(projection?: string): Promise<ParkedStream[]> {
    return this.source.query<ParkedStream[]>(
      `SELECT d.projection, d.stream, d.event_id AS "eventId", d.type, d.revision, d.position, d.error
       FROM read_model.parked_event d ${JOIN_LIVE} WHERE $1::text IS NULL OR d.projection = $1 ORDER BY d.projection, d.stream`,
      [projection ?? null],
    );
  }
}

async function liveGeneration(manager: EntityManager, projection: string, lock = ''): Promise<Generation | null> {
  const [live] = await manager.query<Generation[]>(`${GENERATIONS} AND projection = $1 ${lock}`, [projection]);
  return live ?? null;
}

/**
 * Locks and moves the checkpoints that are at their `from`. The share lock on the lease row keeps other processes from taking it over
 * before the commit. Throws CheckpointConflict or LeaseLost, which roll the transaction back.
 */
async function moveCheckpoints(manager: EntityManager, commits: readonly Commit[], lease?: Lease): Promise<void> {
  const given = commits.map(({ projection, generation, from, to }) => ({
    projection,
    generation,
    since: from,
    till: to,
  }));
  const [result] = await manager.query<{ epoch: number | null; moved: string[] }[]>(
    `WITH fence AS (SELECT epoch FROM read_model.lease WHERE $2::boolean FOR SHARE), moved AS (
       UPDATE read_model.generation g SET position = given.till
       FROM json_to_recordset($1) AS given (projection text, generation int, since text, till text)
       WHERE g.projection = given.projection AND g.generation = given.generation AND g.position IS NOT DISTINCT FROM given.since
       RETURNING g.projection
     )
     SELECT (SELECT epoch FROM fence) AS epoch, ARRAY(SELECT projection FROM moved) AS moved`,
    [JSON.stringify(given), lease !== undefined],
  );
  const { epoch, moved } = result!;
  if (lease && epoch !== lease.epoch) throw new LeaseLost(lease);
  const stale = commits.find(({ projection }) => !moved.includes(projection));
  if (stale)
    throw new CheckpointConflict(
      `the checkpoint of ${stale.projection} has moved from ${stale.from ?? 'its beginning'}`,
    );
}

type DocumentChanges = Pick<Commit, 'projection' | 'generation' | 'upserts' | 'deletes'>;

/** A live batch needs one statement for all projections, a rebuild several. */
async function writeDocuments(manager: EntityManager, changes: readonly DocumentChanges[]): Promise<void> {
  for (const piece of jsonPieces(changes))
    await manager.query(
      `WITH given AS (
         SELECT * FROM json_to_recordset($1) AS given (projection text, generation int, key text, body jsonb)
       ), gone AS (
         DELETE FROM read_model.document d USING given
         WHERE given.body IS NULL AND d.projection = given.projection AND d.generation = given.generation AND d.key = given.key
       )
       INSERT INTO read_model.document (projection, generation, key, body) SELECT * FROM given WHERE body IS NOT NULL
       ON CONFLICT (projection, generation, key) DO UPDATE SET body = excluded.body`,
      [piece],
    );
}

/**
 * The parameter of each statement: a JSON list of documents; one without a body is deleted. A JSON parameter costs far less than
 * arrays of parameters.
 */
function* jsonPieces(changes: readonly DocumentChanges[]): Generator<string> {
  let piece: string[] = [];
  let characters = 0;
  for (const { projection, generation, upserts, deletes } of changes) {
    for (const document of [...upserts, ...deletes.map((key) => ({ key }))]) {
      const text = JSON.stringify({ projection, generation, ...document });
      piece.push(text);
      characters += text.length;
      if (piece.length < MAX_DOCUMENTS && characters < MAX_CHARACTERS) continue;
      yield `[${piece.join(',')}]`;
      [piece, characters] = [[], 0];
    }
  }
  if (piece.length > 0) yield `[${piece.join(',')}]`;
}

async function insertParked(manager: EntityManager, commits: readonly Commit[]): Promise<void> {
  for (const { generation, parked } of commits)
    for (const { projection, stream, eventId, type, revision, position, error } of parked) {
      const row = [projection, generation, stream, eventId, type, revision, position, error];
      await manager.query('INSERT INTO read_model.parked_event VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', row);
    }
}
