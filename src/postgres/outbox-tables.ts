import { migration, type Schema } from './migration.js';

/** Columns with personal data have no statistics, because those hold samples of values. */
export const outboxSchema: Schema = {
  migrations: [
    migration(
      'Outbox1800000030000',
      `
      CREATE TABLE outbox (
        id uuid PRIMARY KEY,
        dedup_key text NOT NULL UNIQUE,
        channel text NOT NULL,
        topic text NOT NULL,
        account_id text NOT NULL REFERENCES accounts ON DELETE CASCADE,
        body bytea,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'dead')),
        attempts integer NOT NULL DEFAULT 0,
        claim uuid,
        due_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        error text
      )`,
      'ALTER TABLE outbox ALTER COLUMN body SET STATISTICS 0',
      "CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'waiting'",
      'CREATE INDEX outbox_account ON outbox (account_id)',
    ),
    migration(
      'MailAddresses1800000030100',
      `
      CREATE TABLE mail_addresses (
        account_id text PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
        address text,
        pending text,
        code_hash bytea,
        code_expires_at timestamptz,
        code_attempts integer NOT NULL DEFAULT 0,
        codes_sent integer NOT NULL DEFAULT 0,
        codes_since timestamptz
      )`,
      'ALTER TABLE mail_addresses ALTER COLUMN address SET STATISTICS 0, ALTER COLUMN pending SET STATISTICS 0',
    ),
  ],
  privileges: {
    outbox: 'SELECT, INSERT, UPDATE, DELETE',
    mail_addresses: 'SELECT, INSERT, UPDATE, DELETE',
  },
};
