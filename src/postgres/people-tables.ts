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
  ],
  privileges: { ended_invitations: 'SELECT, INSERT, DELETE' },
};
