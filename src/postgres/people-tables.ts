import { migration, type Schema } from './migration.js';

/** Tables of sign-in and invitation that came with the portal. */
export const peopleSchema: Schema = {
  migrations: [
    // Without account: a row says only which sentence the holder of an old link reads.
    migration(
      'EndedInvitations1800000050000',
      `
      CREATE TABLE ended_invitations (
        token_hash bytea PRIMARY KEY,
        reason text NOT NULL CHECK (reason IN ('used', 'replaced', 'expired')),
        ended_at timestamptz NOT NULL
      )`,
    ),
    // Null = an organiser or the server made the link.
    migration('MailedLinks1800000050050', 'ALTER TABLE invitations ADD COLUMN mailed boolean'),
    // Columns with personal data have no statistics, because those hold samples of values.
    migration(
      'Passkeys1800000050100',
      `
      CREATE TABLE passkeys (
        id uuid PRIMARY KEY,
        account_id text NOT NULL REFERENCES accounts ON DELETE CASCADE,
        credential_id bytea NOT NULL UNIQUE,
        public_key bytea NOT NULL,
        counter bigint NOT NULL,
        transports text[] NOT NULL,
        synced boolean NOT NULL,
        name text NOT NULL,
        rp_id text NOT NULL,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz
      )`,
      'CREATE INDEX passkeys_account ON passkeys (account_id)',
      `ALTER TABLE passkeys ALTER COLUMN credential_id SET STATISTICS 0, ALTER COLUMN public_key SET STATISTICS 0,
         ALTER COLUMN name SET STATISTICS 0`,
      `
      CREATE TABLE passkey_challenges (
        challenge_hash bytea PRIMARY KEY,
        account_id text REFERENCES accounts ON DELETE CASCADE,
        expires_at timestamptz NOT NULL
      )`,
      'CREATE INDEX passkey_challenges_expiry ON passkey_challenges (expires_at)',
      'CREATE INDEX passkey_challenges_account ON passkey_challenges (account_id)',
    ),
  ],
  privileges: {
    ended_invitations: 'SELECT, INSERT, DELETE',
    passkeys: 'SELECT, INSERT, UPDATE, DELETE',
    passkey_challenges: 'SELECT, INSERT, DELETE',
  },
};
