import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../config/clock.js';
import { DomainError } from '../../event-store/domain-error.js';
import { tokenHash } from '../tokens.js';

/** Longer than a person needs to find a finger, and shorter than a page stays open. */
export const CHALLENGE_MS = 600_000;
/** Rows without their event belong to a server that died between both. */
const UNCONFIRMED_MS = 3_600_000;

export interface NewPasskey {
  accountId: string;
  /** The device made it; base64url. */
  credentialId: string;
  publicKey: Uint8Array;
  counter: number;
  transports: readonly string[];
  /** The key is copied to other devices of the person. */
  isSynced: boolean;
  name: string;
  /** The host that the key is good for. */
  rpId: string;
}

export interface StoredPasskey extends NewPasskey {
  id: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

const COLUMNS = `id, account_id AS "accountId", encode(credential_id, 'base64') AS "credentialId", public_key AS "publicKey",
  counter::int AS counter, transports, synced AS "isSynced", name, rp_id AS "rpId", created_at AS "createdAt", last_used_at AS "lastUsedAt"`;

/** Public keys, their names and open challenges. The keys that open an account are those of its events. */
@Injectable()
export class PasskeyRows {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** A challenge that is good once. `accountId`: the one that adds a key; null = a sign-in. */
  async newChallenge(accountId: string | null): Promise<Uint8Array<ArrayBuffer>> {
    const challenge = new Uint8Array(randomBytes(32));
    const now = this.clock.now();
    await this.database.query('DELETE FROM passkey_challenges WHERE expires_at < $1', [now]);
    // The lock waits for an erasure of the account, after which there is no row.
    const source =
      accountId === null
        ? 'SELECT $1::bytea, $2::text, $3::timestamptz'
        : 'SELECT $1::bytea, id, $3::timestamptz FROM accounts WHERE id = $2 FOR KEY SHARE';
    await this.database.query(`INSERT INTO passkey_challenges (challenge_hash, account_id, expires_at) ${source}`, [
      tokenHash(base64url(challenge)),
      accountId,
      new Date(now.getTime() + CHALLENGE_MS),
    ]);
    return challenge;
  }

  /** Uses a challenge up. False = it was used, is too old, or was made for somebody else. */
  async useChallenge(challenge: string, accountId: string | null): Promise<boolean> {
    const [, used] = await this.database.query<[unknown, number]>(
      `DELETE FROM passkey_challenges WHERE challenge_hash = $1 AND account_id IS NOT DISTINCT FROM $2 AND expires_at > $3`,
      [tokenHash(challenge), accountId, this.clock.now()],
    );
    return used > 0;
  }

  /** Throws conflict PASSKEY_KNOWN. */
  async add(given: NewPasskey): Promise<string> {
    const id = randomUUID();
    const { accountId, credentialId, publicKey, counter, transports, isSynced, name, rpId } = given;
    const added = await this.database.query<object[]>(
      `INSERT INTO passkeys (id, account_id, credential_id, public_key, counter, transports, synced, name, rp_id, created_at)
       SELECT $1, id, $3, $4, $5, $6, $7, $8, $9, $10 FROM accounts WHERE id = $2 FOR KEY SHARE
       ON CONFLICT (credential_id) DO NOTHING RETURNING id`,
      [
        ...[id, accountId, Buffer.from(credentialId, 'base64url'), Buffer.from(publicKey), counter],
        ...[transports, isSynced, name, rpId, this.clock.now()],
      ],
    );
    if (added.length === 0) throw new DomainError('conflict', 'PASSKEY_KNOWN');
    return id;
  }

  /** The oldest first. */
  async ofAccount(accountId: string): Promise<StoredPasskey[]> {
    const sql = `SELECT ${COLUMNS} FROM passkeys WHERE account_id = $1 ORDER BY created_at, id`;
    return (await this.database.query<StoredPasskey[]>(sql, [accountId])).map(read);
  }

  async byCredential(credentialId: string): Promise<StoredPasskey | null> {
    const sql = `SELECT ${COLUMNS} FROM passkeys WHERE credential_id = $1`;
    const [row] = await this.database.query<StoredPasskey[]>(sql, [Buffer.from(credentialId, 'base64url')]);
    return row ? read(row) : null;
  }

  /** Stores a use. False = a request at the same time used the same count, or the key is removed. */
  async use({ id }: StoredPasskey, counter: number): Promise<boolean> {
    const [, used] = await this.database.query<[unknown, number]>(
      `UPDATE passkeys SET counter = $2, last_used_at = $3 WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))`,
      [id, counter, this.clock.now()],
    );
    return used > 0;
  }

  /** False = the account has no such key. */
  async rename(accountId: string, id: string, name: string): Promise<boolean> {
    const [, renamed] = await this.database.query<[unknown, number]>(
      'UPDATE passkeys SET name = $3 WHERE account_id = $1 AND id = $2',
      [accountId, id, name],
    );
    return renamed > 0;
  }

  /** Deletes the keys that the account no longer has. */
  async keepOnly(accountId: string, ids: readonly string[]): Promise<void> {
    await this.database.query('DELETE FROM passkeys WHERE account_id = $1 AND NOT (id = ANY ($2::uuid[]))', [
      accountId,
      ids,
    ]);
  }

  /** The name that a device shows for the account: its login. */
  async labelOf(accountId: string): Promise<string> {
    const sql = 'SELECT login FROM accounts WHERE id = $1';
    return (await this.database.query<{ login: string | null }[]>(sql, [accountId]))[0]?.login ?? accountId;
  }

  /** Deletes old challenges, and keys whose event was never stored. */
  async purge(isAdded: (accountId: string, passkeyId: string) => Promise<boolean>): Promise<void> {
    const now = this.clock.now();
    await this.database.query('DELETE FROM passkey_challenges WHERE expires_at < $1', [now]);
    const rows = await this.database.query<{ id: string; accountId: string }[]>(
      'SELECT id, account_id AS "accountId" FROM passkeys WHERE created_at < $1',
      [new Date(now.getTime() - UNCONFIRMED_MS)],
    );
    for (const { id, accountId } of rows)
      if (!(await isAdded(accountId, id))) await this.database.query('DELETE FROM passkeys WHERE id = $1', [id]);
  }
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

const read = (row: StoredPasskey): StoredPasskey => ({
  ...row,
  credentialId: Buffer.from(row.credentialId, 'base64').toString('base64url'),
});
