import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { SchemaPart } from '../../database/schema-part.js';

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

const ALL = 'SELECT, INSERT, UPDATE, DELETE';

export const idempotencySchema: SchemaPart = {
  migrations: [Idempotency1764000001000],
  privileges: { idempotency_keys: ALL, planned_appends: ALL },
};
