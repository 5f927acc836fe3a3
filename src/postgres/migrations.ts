import { HISTORY_SQL } from './history.sql.js';
import { evidenceTables } from './evidence-tables.js';
import { migration, type Schema } from './migration.js';
import { outboxSchema } from './outbox-tables.js';
import { receiptSchema } from './receipt-tables.js';
import { peopleSchema } from './people-tables.js';

/** The event history. It may be alone in its database. */
export const historySchema: Schema = {
  migrations: [
    migration('History1763000000000', HISTORY_SQL),
    migration(
      'DropBatchFunctions1796000000000',
      'DROP FUNCTION IF EXISTS history.append_batch',
      'DROP FUNCTION IF EXISTS history.append_keyed',
    ),
  ],
  privileges: { 'SCHEMA history': 'USAGE', 'history.events': 'SELECT, INSERT', migrations: 'SELECT' },
};

/** Fields that the index of filters omits, because no list filters by them. A filter by one of them is correct but slow. */
export const UNINDEXED = `'{${[
  ...['actionId', 'eventId', 'position', 'revision', 'at'],
  ...['submittedAt', 'submittedOn', 'doneFrom', 'rulebookVersion', 'details', 'claimed', 'verified', 'endorsement'],
  ...['partners', 'evidence', 'deciders', 'journal'],
].join(',')}}'::text[]`;

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

const serverMigrations = [
  migration(
    'Accounts1764000000000',
    `
    CREATE TABLE accounts (
      id text PRIMARY KEY,
      login text UNIQUE,
      name text,
      password_hash text,
      created_at timestamptz NOT NULL
    )`,
    `
    CREATE TABLE invitations (
      token_hash bytea PRIMARY KEY,
      account_id text NOT NULL REFERENCES accounts ON DELETE CASCADE,
      expires_at timestamptz NOT NULL
    )`,
    `
    CREATE TABLE sessions (
      token_hash bytea PRIMARY KEY,
      account_id text NOT NULL REFERENCES accounts ON DELETE CASCADE,
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL
    )`,
    'CREATE INDEX sessions_account ON sessions (account_id)',
    'CREATE INDEX invitations_account ON invitations (account_id)',
  ),
  migration(
    'Idempotency1764000001000',
    `
    CREATE TABLE idempotency_keys (
      key_hash bytea PRIMARY KEY,
      request_hash bytea NOT NULL,
      status integer,
      answer bytea,
      created_at timestamptz NOT NULL
    )`,
    `
    CREATE TABLE planned_appends (
      key_hash bytea NOT NULL,
      stream text NOT NULL,
      expected text NOT NULL,
      events text NOT NULL,
      created_at timestamptz NOT NULL,
      PRIMARY KEY (key_hash, stream)
    )`,
    'CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at)',
    'CREATE INDEX planned_appends_age ON planned_appends (created_at)',
  ),
  migration(
    'Vault1764000002000',
    `
    CREATE TABLE vault_items (
      id uuid PRIMARY KEY,
      kind text NOT NULL,
      value text,
      salt bytea,
      stored_at timestamptz NOT NULL,
      erased_at timestamptz,
      CHECK ((value IS NULL) = (salt IS NULL) AND (value IS NULL) = (erased_at IS NOT NULL))
    )`,
  ),
  // A BRIN index costs a new row nothing and is read once an hour.
  migration(
    'ToldAnswers1764000003000',
    'ALTER TABLE idempotency_keys ADD COLUMN told text',
    'ALTER TABLE idempotency_keys SET (fillfactor = 40)',
    'DROP INDEX idempotency_keys_age',
    'CREATE INDEX idempotency_keys_age ON idempotency_keys USING brin (created_at) WITH (autosummarize = on)',
    'DROP INDEX planned_appends_age',
    'CREATE INDEX planned_appends_age ON planned_appends USING brin (created_at) WITH (autosummarize = on)',
  ),
  // Null = 0: rows of earlier versions are of an account whose role has not changed, or end.
  migration(
    'BindToRole1764000004000',
    'ALTER TABLE invitations ADD COLUMN account_revision integer',
    'ALTER TABLE sessions ADD COLUMN account_revision integer',
  ),
  // Null: rows of earlier versions, which end by age alone and have not repeated their password.
  migration(
    'OwnSessions1764000005000',
    `ALTER TABLE sessions ADD COLUMN last_used_at timestamptz, ADD COLUMN idle_ends_at timestamptz,
      ADD COLUMN confirmed_at timestamptz, ADD COLUMN device text`,
    'ALTER TABLE accounts ADD COLUMN resets_seen integer',
  ),
  // A half session awaits the second factor; its cookie is another one, so it opens nothing else.
  migration(
    'SecondFactors1764000006000',
    `
    CREATE TABLE second_factors (
      id uuid PRIMARY KEY,
      account_id text NOT NULL REFERENCES accounts ON DELETE CASCADE,
      kind text NOT NULL,
      secret bytea NOT NULL,
      last_step bigint NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL
    )`,
    'CREATE INDEX second_factors_account ON second_factors (account_id)',
    `
    CREATE TABLE recovery_codes (
      account_id text NOT NULL REFERENCES accounts ON DELETE CASCADE,
      code_hash bytea NOT NULL,
      PRIMARY KEY (account_id, code_hash)
    )`,
    `
    CREATE TABLE half_sessions (
      token_hash bytea PRIMARY KEY,
      account_id text NOT NULL REFERENCES accounts ON DELETE CASCADE,
      account_revision integer NOT NULL,
      expires_at timestamptz NOT NULL
    )`,
    'CREATE INDEX half_sessions_account ON half_sessions (account_id)',
  ),
  // Statistics of a column hold samples of its values. A change to the same type removes the samples of earlier versions.
  migration(
    'ErasableTexts1764000009000',
    'ALTER TABLE vault_items ADD COLUMN stream text COLLATE "C", ADD COLUMN check_at timestamptz',
    'CREATE INDEX vault_items_stream ON vault_items (stream)',
    'CREATE INDEX vault_items_check ON vault_items (check_at) WHERE check_at IS NOT NULL',
    'ALTER TABLE vault_items ALTER COLUMN value TYPE text, ALTER COLUMN value SET STATISTICS 0',
    `ALTER TABLE accounts ALTER COLUMN login TYPE text, ALTER COLUMN login SET STATISTICS 0,
       ALTER COLUMN name TYPE text, ALTER COLUMN name SET STATISTICS 0`,
  ),
  // Null = not computed yet, empty = nothing to compare. The keys disappear with the value, also from statistics.
  migration(
    'ComparedTexts1764000010000',
    'ALTER TABLE vault_items ADD COLUMN match_key bytea CHECK (match_key IS NULL OR value IS NOT NULL)',
    'ALTER TABLE vault_items ALTER COLUMN match_key SET STATISTICS 0',
    "CREATE INDEX vault_items_match ON vault_items (match_key) WHERE match_key <> ''",
  ),
  migration(
    'KnownDevices1764000011000',
    `
    CREATE TABLE known_devices (
      token_hash bytea PRIMARY KEY,
      account_id text NOT NULL REFERENCES accounts ON DELETE CASCADE,
      expires_at timestamptz NOT NULL
    )`,
    'CREATE INDEX known_devices_account ON known_devices (account_id)',
  ),
  migration(
    'CreateReadModel1780000000100',
    'CREATE SCHEMA read_model',
    `
    CREATE TABLE read_model.generation (
      projection text NOT NULL,
      generation integer NOT NULL,
      version integer NOT NULL,
      position text,
      live boolean NOT NULL DEFAULT false,
      PRIMARY KEY (projection, generation)
    )`,
    'CREATE UNIQUE INDEX one_live_generation ON read_model.generation (projection) WHERE live',
    `
    CREATE TABLE read_model.document (
      projection text NOT NULL,
      generation integer NOT NULL,
      key text COLLATE "C" NOT NULL,
      body jsonb NOT NULL,
      PRIMARY KEY (projection, generation, key)
    )`,
    `
    CREATE INDEX document_body ON read_model.document USING gin (body jsonb_path_ops)
    WHERE projection NOT IN ('standings', 'college-journal')`,
    `
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
    )`,
  ),
  migration(
    'CreateProjectorLease1780000000110',
    `
    CREATE TABLE read_model.lease (
      single boolean PRIMARY KEY DEFAULT true CHECK (single),
      epoch integer NOT NULL,
      owner text,
      expires_at timestamptz NOT NULL
    )`,
    "INSERT INTO read_model.lease (epoch, expires_at) VALUES (0, '-infinity')",
  ),
  migration('CreateFoldSnapshots1780000000120', ...foldSnapshots),
  // A large pending list is merged by one write, which then exceeds the statement timeout.
  migration('SortInOften1780000000130', 'ALTER INDEX read_model.document_body SET (gin_pending_list_limit = 512)'),
  // Only lists of actions and of the audit trail have filters, and only actions are ordered by submission.
  migration(
    'IndexFilters1780000000140',
    'DROP INDEX read_model.document_body',
    `
    CREATE INDEX document_filters ON read_model.document USING gin ((body - ${UNINDEXED}) jsonb_path_ops)
    WITH (gin_pending_list_limit = 512) WHERE projection IN ('review-queue', 'audit-trail')`,
    `
    CREATE INDEX document_submitted ON read_model.document (generation, (body -> 'submittedAt'), key)
    WHERE projection = 'review-queue'`,
  ),
  migration(
    'ClaimNeighbours1780000000150',
    `
    CREATE INDEX document_near ON read_model.document USING gin ((body -> 'near'))
    WITH (gin_pending_list_limit = 512) WHERE projection = 'claims'`,
  ),
  ...evidenceTables,
];

const ALL = 'SELECT, INSERT, UPDATE, DELETE';

/** Tables with a file of their own. */
const tables: readonly Schema[] = [receiptSchema, outboxSchema, peopleSchema];

/** Everything beside the history: accounts, idempotency keys, vault, read models. */
export const serverSchema: Schema = {
  migrations: [...serverMigrations, ...tables.flatMap(({ migrations }) => migrations)],
  expendable: { 'read_model.fold_snapshot': foldSnapshots },
  privileges: {
    migrations: 'SELECT',
    accounts: ALL,
    invitations: ALL,
    sessions: ALL,
    second_factors: ALL,
    recovery_codes: 'SELECT, INSERT, DELETE',
    half_sessions: 'SELECT, INSERT, DELETE',
    known_devices: ALL,
    idempotency_keys: ALL,
    planned_appends: ALL,
    vault_items: 'SELECT, INSERT, UPDATE',
    evidence_files: ALL,
    evidence_twins: 'SELECT, INSERT, DELETE',
    link_key: 'SELECT, INSERT',
    takedown_demands: 'SELECT, INSERT, UPDATE',
    'SCHEMA read_model': 'USAGE',
    'read_model.generation': ALL,
    'read_model.document': ALL,
    'read_model.parked_event': ALL,
    'read_model.fold_snapshot': 'SELECT, INSERT, DELETE',
    'read_model.lease': 'SELECT, UPDATE',
    ...Object.assign({}, ...tables.map(({ privileges }) => privileges)),
  },
};
