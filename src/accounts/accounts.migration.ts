import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { SchemaPart } from '../postgres/schema-part.js';

class Accounts1764000000000 implements MigrationInterface {
  name = 'Accounts1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE accounts (
        id text PRIMARY KEY,
        login text UNIQUE,
        name text,
        password_hash text,
        created_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE invitations (
        token_hash bytea PRIMARY KEY,
        account_id text NOT NULL REFERENCES accounts ON DELETE CASCADE,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE sessions (
        token_hash bytea PRIMARY KEY,
        account_id text NOT NULL REFERENCES accounts ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX sessions_account ON sessions (account_id)');
    await runner.query('CREATE INDEX invitations_account ON invitations (account_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sessions, invitations, accounts');
  }
}

const ALL = 'SELECT, INSERT, UPDATE, DELETE';

export const accountsSchema: SchemaPart = {
  migrations: [Accounts1764000000000],
  privileges: { accounts: ALL, invitations: ALL, sessions: ALL },
};
