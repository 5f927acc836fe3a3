import { migration } from './migration.js';

/** Rows of evidence files. */
export const evidenceTables = [
  // Bytes are outside the database. Statistics of a column would keep samples of erased rows.
  migration(
    'EvidenceFiles1800000020000',
    `
    CREATE TABLE evidence_files (
      id uuid PRIMARY KEY,
      account_id text COLLATE "C" NOT NULL,
      college_id text COLLATE "C",
      state text NOT NULL CHECK (state IN ('uploading', 'checking', 'ready', 'refused')),
      reason text,
      reason_params text,
      length integer NOT NULL CHECK (length > 0),
      media_type text,
      bytes integer,
      width integer,
      height integer,
      sha256 bytea,
      original_sha256 bytea,
      look bytea,
      hints text,
      stream text COLLATE "C",
      created_at timestamptz NOT NULL,
      changed_at timestamptz NOT NULL
    )`,
    'CREATE INDEX evidence_files_college ON evidence_files (college_id, created_at)',
    "CREATE INDEX evidence_files_open ON evidence_files (state, changed_at) WHERE state IN ('uploading', 'checking')",
    'CREATE INDEX evidence_files_account ON evidence_files (account_id)',
    'CREATE INDEX evidence_files_sha256 ON evidence_files (sha256) WHERE sha256 IS NOT NULL',
    'CREATE INDEX evidence_files_original ON evidence_files (original_sha256) WHERE original_sha256 IS NOT NULL',
    'CREATE INDEX evidence_files_stream ON evidence_files (stream) WHERE stream IS NOT NULL',
    `ALTER TABLE evidence_files ALTER COLUMN sha256 SET STATISTICS 0, ALTER COLUMN original_sha256 SET STATISTICS 0,
       ALTER COLUMN look SET STATISTICS 0, ALTER COLUMN hints SET STATISTICS 0`,
  ),
  // Equal and similar files are found at their check: comparing all files costs too much for a list.
  migration(
    'EvidenceLikeness1800000020002',
    'ALTER TABLE evidence_files DROP COLUMN look, ADD COLUMN picture bit(64)',
    'ALTER TABLE evidence_files ALTER COLUMN picture SET STATISTICS 0',
    `
    CREATE TABLE evidence_twins (
      file uuid NOT NULL REFERENCES evidence_files ON DELETE CASCADE,
      other uuid NOT NULL REFERENCES evidence_files ON DELETE CASCADE,
      PRIMARY KEY (file, other)
    )`,
    'CREATE INDEX evidence_twins_other ON evidence_twins (other)',
    'CREATE TABLE link_key (single boolean PRIMARY KEY DEFAULT true CHECK (single), key bytea NOT NULL)',
  ),
  // Words of a demand are in the vault under its id.
  migration(
    'TakedownDemands1800000020003',
    `
    CREATE TABLE takedown_demands (
      id uuid PRIMARY KEY,
      action_id text COLLATE "C",
      evidence_id uuid,
      received_at timestamptz NOT NULL,
      due_on date NOT NULL,
      recorded_by text COLLATE "C" NOT NULL,
      settled_at timestamptz,
      settled_by text COLLATE "C",
      outcome text CHECK ((outcome IS NULL) = (settled_at IS NULL))
    )`,
    'CREATE INDEX takedown_demands_open ON takedown_demands (due_on) WHERE settled_at IS NULL',
  ),
];
