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
    migration(
      'Notifications1800000030200',
      `
      CREATE TABLE notification_reads (
        account_id text NOT NULL REFERENCES accounts ON DELETE CASCADE,
        notification_id text NOT NULL,
        read_at timestamptz NOT NULL,
        PRIMARY KEY (account_id, notification_id)
      )`,
      `
      CREATE TABLE notification_told (
        account_id text NOT NULL REFERENCES accounts ON DELETE CASCADE,
        channel text NOT NULL,
        notification_id text NOT NULL,
        told_at timestamptz NOT NULL,
        PRIMARY KEY (account_id, channel, notification_id)
      )`,
      `
      CREATE TABLE notification_settings (
        account_id text PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
        language text NOT NULL DEFAULT 'kk',
        mail text NOT NULL DEFAULT 'off' CHECK (mail IN ('off', 'at-once', 'daily')),
        mail_since timestamptz,
        push boolean NOT NULL DEFAULT true,
        unsubscribe_token text NOT NULL UNIQUE
      )`,
      `
      CREATE TABLE notification_start (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        at timestamptz NOT NULL
      )`,
      `
      CREATE TABLE push_keys (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        public_key text NOT NULL,
        private_key bytea NOT NULL,
        created_at timestamptz NOT NULL
      )`,
      `
      CREATE TABLE push_subscriptions (
        id uuid PRIMARY KEY,
        account_id text NOT NULL REFERENCES accounts ON DELETE CASCADE,
        endpoint text NOT NULL UNIQUE,
        p256dh text NOT NULL,
        auth text NOT NULL,
        created_at timestamptz NOT NULL
      )`,
      `ALTER TABLE push_subscriptions ALTER COLUMN endpoint SET STATISTICS 0, ALTER COLUMN p256dh SET STATISTICS 0,
         ALTER COLUMN auth SET STATISTICS 0`,
      'CREATE INDEX push_subscriptions_account ON push_subscriptions (account_id)',
    ),
  ],
  privileges: {
    outbox: 'SELECT, INSERT, UPDATE, DELETE',
    mail_addresses: 'SELECT, INSERT, UPDATE, DELETE',
    notification_reads: 'SELECT, INSERT, DELETE',
    notification_told: 'SELECT, INSERT, DELETE',
    notification_settings: 'SELECT, INSERT, UPDATE, DELETE',
    notification_start: 'SELECT, INSERT',
    push_keys: 'SELECT, INSERT',
    push_subscriptions: 'SELECT, INSERT, UPDATE, DELETE',
  },
};
