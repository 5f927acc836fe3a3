import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { SchemaPart } from '../postgres/schema-part.js';

class Idempotency1764000001000 implements MigrationInterface {
  name = 'Idempotency1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency_keys (
        key_hash bytea PRIMARY KEY,
        request_hash bytea NOT NULL,
        status integer,
        answer bytea,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE planned_appends (
        key_hash bytea NOT NULL,
        stream text NOT NULL,
        expected text NOT NULL,
        events text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (key_hash, stream)
      )`);
    await runner.query('CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at)');
    await runner.query('CREATE INDEX planned_appends_age ON planned_appends (created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE planned_appends, idempotency_keys');
  }
}

/**
 * Answers that the events tell stand in a column of their own, unsealed. A row has room on its page for its answer, so that storing it touches
 * no index; and the age of rows, which is asked once an hour, is told by an index that costs a new row nothing.
 */
class ToldAnswers1764000003000 implements MigrationInterface {
  name = 'ToldAnswers1764000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE idempotency_keys ADD COLUMN told text');
    await runner.query('ALTER TABLE idempotency_keys SET (fillfactor = 40)');
    for (const table of ['idempotency_keys', 'planned_appends']) {
      await runner.query(`DROP INDEX ${table}_age`);
      await runner.query(`CREATE INDEX ${table}_age ON ${table} USING brin (created_at) WITH (autosummarize = on)`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['idempotency_keys', 'planned_appends']) {
      await runner.query(`DROP INDEX ${table}_age`);
      await runner.query(`CREATE INDEX ${table}_age ON ${table} (created_at)`);
    }
    await runner.query('ALTER TABLE idempotency_keys RESET (fillfactor)');
    await runner.query('ALTER TABLE idempotency_keys DROP COLUMN told');
  }
}

const ALL = 'SELECT, INSERT, UPDATE, DELETE';

export const idempotencySchema: SchemaPart = {
  migrations: [Idempotency1764000001000, ToldAnswers1764000003000],
  privileges: { idempotency_keys: ALL, planned_appends: ALL },
};
