import type { DataSource } from 'typeorm';
import type { Lease, LeaseClient, LeaseListener } from '../lease.js';
import { writeCommits } from './commits.repository.js';
import { documentsOf, LIVE, liveDocument, liveDocuments } from './documents.repository.js';
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
  type Commit,
  type DocumentMigration,
  type Generation,
  type ListOptions,
  type Page,
  type ParkedStream,
  ReadModel,
} from '../read-model.js';

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
