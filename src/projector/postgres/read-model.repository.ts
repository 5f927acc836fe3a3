import type { DataSource, EntityManager } from 'typeorm';
import { type Lease, type LeaseClient, type LeaseListener, LeaseLost } from '../lease.js';
import { documentsOf, LIVE, liveDocument, liveDocuments } from './documents.repository.js';
import { ParkedEventEntity } from './entities.js';
import {
  activateGeneration,
  beginGeneration,
  dropRetired,
  liveGeneration,
  liveGenerations,
  withAdvisoryLock,
} from './generations.repository.js';
import { CheckpointNotifier, PostgresLease } from './postgres-lease.js';
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

/** Limits of one INSERT, which has to end within the statement timeout although it also updates indexes. */
const MAX_DOCUMENTS = 2_000;
const MAX_CHARACTERS = 4_194_304;

/** Stores documents in PostgreSQL as jsonb, one row each. */
export class PostgresReadModel extends ReadModel {
  private readonly notifier: CheckpointNotifier;

  constructor(private readonly source: DataSource) {
    super();
    this.notifier = new CheckpointNotifier((sql, values) => source.query(sql, values));
  }

  override get<Body>(projection: string, key: string): Promise<Body | null> {
    return liveDocument<Body>(this.source.manager, projection, key);
  }

  override list<Body>(projection: string, options: ListOptions = {}): Promise<Page<Body>> {
    return liveDocuments<Body>(this.source.manager, projection, options);
  }

  override live(projection: string): Promise<Generation | null> {
    return liveGeneration(this.source.manager, projection);
  }

  override generations(): Promise<Generation[]> {
    return liveGenerations(this.source.manager);
  }

  override documents(projection: string, generation: number, keys: readonly string[]): Promise<Map<string, object>> {
    return documentsOf(this.source.manager, projection, generation, keys);
  }

  override snapshot(
    projection: string,
    keys?: readonly string[],
  ): Promise<{ generation: Generation; documents: Map<string, object> } | null> {
    return this.source.transaction('REPEATABLE READ', async (manager) => {
      const generation = await liveGeneration(manager, projection);
      return (
        generation && { generation, documents: await documentsOf(manager, projection, generation.generation, keys) }
      );
    });
  }

  override async commit(commits: readonly Commit[], lease?: Lease): Promise<void> {
    await this.source.transaction((manager) => writeCommits(manager, commits, lease));
    if (lease) this.notifier.notify(commits);
  }

  override leaseClient(listener: LeaseListener): LeaseClient {
    return new PostgresLease((this.source.options as { url: string }).url, listener);
  }

  override withAdvisoryLock<T>(projection: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return withAdvisoryLock(this.source, projection, work, signal);
  }

  override async begin(projection: string, version: number): Promise<number> {
    const generation = await this.source.transaction((manager) => beginGeneration(manager, projection, version));
    await dropRetired(this.source, projection);
    return generation;
  }

  override async activate(
    projection: string,
    generation: number,
    accept: (livePosition: string | null) => boolean,
    migration?: DocumentMigration,
  ): Promise<boolean> {
    const isLive = await this.source.transaction((manager) =>
      activateGeneration(manager, { projection, generation }, accept, migration),
    );
    if (isLive) await dropRetired(this.source, projection);
    return isLive;
  }

  override parked(projection?: string): Promise<ParkedStream[]> {
    return this.source.query<ParkedStream[]>(
      `SELECT d.projection, d.stream, d.event_id AS "eventId", d.type, d.revision, d.position, d.error
       FROM read_model.parked_event d ${LIVE} WHERE $1::text IS NULL OR d.projection = $1 ORDER BY d.projection, d.stream`,
      [projection ?? null],
    );
  }
}

/** Writes all commits in the manager's transaction. Throws CheckpointConflict or LeaseLost before the first write. */
async function writeCommits(manager: EntityManager, commits: readonly Commit[], lease?: Lease): Promise<void> {
  await lockAll(manager, commits, lease);
  await writeAll(manager, commits);
  const parked = commits.flatMap((commit) =>
    commit.parked.map((stream) => ({ ...stream, generation: commit.generation })),
  );
  if (parked.length > 0) await manager.insert(ParkedEventEntity, parked);
}

/**
 * Locks the checkpoints in one order, so that two processes do not deadlock. The share lock on the lease row keeps other processes from
 * taking it over before the commit.
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
    throw new CheckpointConflict(`the checkpoint of ${projection} has moved from ${from ?? 'its beginning'}`);
  }
}

/** A live batch needs one statement for all projections, a rebuild several. */
async function writeAll(manager: EntityManager, commits: readonly Commit[]): Promise<void> {
  const deletes = commits.flatMap(({ projection, generation, deletes: keys }) =>
    keys.map((key) => ({ projection, generation, key })),
  );
  const [first = '[]', ...others] = inPieces(commits);
  await manager.query(
    `WITH moved AS (
       UPDATE read_model.generation g SET position = given.position
       FROM unnest($1::text[], $2::int[], $3::text[]) AS given (projection, generation, position)
       WHERE g.projection = given.projection AND g.generation = given.generation
     ), gone AS (
       DELETE FROM read_model.document d USING unnest($4::text[], $5::int[], $6::text[]) AS given (projection, generation, key)
       WHERE d.projection = given.projection AND d.generation = given.generation AND d.key = given.key
     )
     ${upsert('$7')}`,
    [
      commits.map(({ projection }) => projection),
      commits.map(({ generation }) => generation),
      commits.map(({ to }) => to),
      deletes.map(({ projection }) => projection),
      deletes.map(({ generation }) => generation),
      deletes.map(({ key }) => key),
      first,
    ],
  );
  for (const piece of others) await manager.query(upsert('$1'), [piece]);
}

/** One JSON parameter costs far less than arrays of parameters. */
const upsert = (documents: string) => `
  INSERT INTO read_model.document (projection, generation, key, body)
  SELECT projection, generation, key, body
  FROM json_to_recordset(${documents}::json) AS given (projection text, generation int, key text, body jsonb)
  ON CONFLICT (projection, generation, key) DO UPDATE SET body = excluded.body`;

/** Splits the documents into JSON lists of the size of one statement. */
function* inPieces(commits: readonly Commit[]): Generator<string> {
  let piece: string[] = [];
  let characters = 0;
  for (const { projection, generation, upserts } of commits) {
    for (const { key, body } of upserts) {
      const text = JSON.stringify({ projection, generation, key, body });
      piece.push(text);
      characters += text.length;
      if (piece.length < MAX_DOCUMENTS && characters < MAX_CHARACTERS) continue;
      yield `[${piece.join(',')}]`;
      [piece, characters] = [[], 0];
    }
  }
  if (piece.length > 0) yield `[${piece.join(',')}]`;
}
