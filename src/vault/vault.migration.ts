import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { SchemaPart } from '../postgres/schema-part.js';

class Vault1764000002000 implements MigrationInterface {
  name = 'Vault1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE vault_items (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        value text,
        salt bytea,
        stored_at timestamptz NOT NULL,
        erased_at timestamptz,
        CHECK ((value IS NULL) = (salt IS NULL) AND (value IS NULL) = (erased_at IS NOT NULL))
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE vault_items');
  }
}

export const vaultSchema: SchemaPart = {
  migrations: [Vault1764000002000],
  privileges: { vault_items: 'SELECT, INSERT, UPDATE' },
};
