import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { SchemaPart } from '../../postgres/schema-part.js';

const ownWork = 'SELECT, INSERT, UPDATE, DELETE';

class CreateReadModel1780000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA read_model');
    await runner.query(`
      CREATE TABLE read_model.generation (
        projection text NOT NULL,
        generation integer NOT NULL,
        version integer NOT NULL,
        position text,
        live boolean NOT NULL DEFAULT false,
        PRIMARY KEY (projection, generation)
      )`);
    await runner.query('CREATE UNIQUE INDEX one_live_generation ON read_model.generation (projection) WHERE live');
    await runner.query(`
      CREATE TABLE read_model.document (
        projection text NOT NULL,
        generation integer NOT NULL,
        key text COLLATE "C" NOT NULL,
        body jsonb NOT NULL,
        PRIMARY KEY (projection, generation, key)
      )`);
    // Boards and journals change often and are read by key, so an index of their fields has no use.
    await runner.query(`
      CREATE INDEX document_body ON read_model.document USING gin (body jsonb_path_ops)
      WHERE projection NOT IN ('standings', 'college-journal')`);
    await runner.query(`
      CREATE TABLE read_model.parked_event (
        projection text NOT NULL,
        generation integer NOT NULL,
        stream text NOT NULL,
        event_id text NOT NULL,
        type text NOT NULL,
        revision integer NOT NULL,
        position text NOT NULL,
        error text NOT NULL,
        PRIMARY KEY (projection, generation, stream)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA read_model CASCADE');
  }
}

class CreateProjectorLease1780000000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE read_model.lease (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        epoch integer NOT NULL,
        owner text,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query("INSERT INTO read_model.lease (epoch, expires_at) VALUES (0, '-infinity')");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE read_model.lease');
  }
}

/** EXTERNAL storage, because bodies are compressed already. */
const foldSnapshots = [
  `CREATE TABLE read_model.fold_snapshot (
    projection text NOT NULL,
    generation integer NOT NULL,
    key text COLLATE "C" NOT NULL,
    position text NOT NULL,
    event_id text NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (projection, generation, key, position),
    FOREIGN KEY (projection, generation) REFERENCES read_model.generation ON DELETE CASCADE
  )`,
  'ALTER TABLE read_model.fold_snapshot ALTER COLUMN body SET STORAGE EXTERNAL',
];

class CreateFoldSnapshots1780000000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of foldSnapshots) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE read_model.fold_snapshot');
  }
}

/**
 * A write that fills the pending list of a GIN index merges it. With the default of 4 MB the merge takes seconds on a million documents,
 * longer than the statement timeout.
 */
class SortInOften1780000000130 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER INDEX read_model.document_body SET (gin_pending_list_limit = 512)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER INDEX read_model.document_body RESET (gin_pending_list_limit)');
  }
}

/** Fields that the index of filters omits, because no list filters by them. A filter by one of them is correct but slow. */
export const UNINDEXED = `'{${[
  ...['actionId', 'eventId', 'position', 'revision', 'at'],
  ...['submittedAt', 'submittedOn', 'doneFrom', 'rulebookVersion', 'details', 'claimed', 'verified', 'endorsement'],
  ...['partners', 'evidence', 'deciders', 'journal'],
].join(',')}}'::text[]`;

/** Only lists of actions and of the audit trail have filters, and only actions are ordered by submission. */
class IndexFilters1780000000140 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX read_model.document_body');
    await runner.query(`
      CREATE INDEX document_filters ON read_model.document USING gin ((body - ${UNINDEXED}) jsonb_path_ops)
      WITH (gin_pending_list_limit = 512) WHERE projection IN ('review-queue', 'audit-trail')`);
    await runner.query(`
      CREATE INDEX document_submitted ON read_model.document (generation, (body -> 'submittedAt'), key)
      WHERE projection = 'review-queue'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX read_model.document_filters, read_model.document_submitted');
    await runner.query(`
      CREATE INDEX document_body ON read_model.document USING gin (body jsonb_path_ops)
      WITH (gin_pending_list_limit = 512) WHERE projection NOT IN ('standings', 'college-journal')`);
  }
}

export const readModelSchema: SchemaPart = {
  migrations: [
    CreateReadModel1780000000100,
    CreateProjectorLease1780000000110,
    CreateFoldSnapshots1780000000120,
    SortInOften1780000000130,
    IndexFilters1780000000140,
  ],
  expendable: { 'read_model.fold_snapshot': foldSnapshots },
  privileges: {
    'SCHEMA read_model': 'USAGE',
    'read_model.generation': ownWork,
    'read_model.document': ownWork,
    'read_model.parked_event': ownWork,
    'read_model.fold_snapshot': 'SELECT, INSERT, DELETE',
    'read_model.lease': 'SELECT, UPDATE',
  },
};
