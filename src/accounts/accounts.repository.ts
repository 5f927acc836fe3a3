import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../config/clock.js';
import { DomainError } from '../event-store/domain-error.js';
import { readsTheSame } from '../names/name-keys.js';
import { ErasureList } from '../vault/erasure-list.js';
import type { BoundAccount, ProvedAccount } from './account.js';
import { newToken, tokenHash } from './tokens.js';

export interface Person {
  id: string;
  login: string | null;
  name: string | null;
}

/** A link at the moment of its use. */
export interface UsedLink extends BoundAccount {
  /** The account had a login before. */
  hadLogin: boolean;
  /** The person asked for it by mail. */
  mailed: boolean;
}

type InvitedRow = Person & BoundAccount & { expiresAt: Date; mailed: boolean };

/** Why a link opens nothing; `unknown` = it never was one, or ended long ago. */
export type LinkEnd = 'used' | 'replaced' | 'expired' | 'unknown';

const INVITATION_MS = 7 * 86_400_000;
/** A mailbox may be open on a screen that others see. */
const MAILED_MS = 30 * 60_000;
/** Ends of links are remembered for people who open an old message. */
const LINK_END_MS = 90 * 86_400_000;

/** Erasable data of a person: login, name, password hash, hashes of one-time links. */
@Injectable()
export class AccountRows {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly erasures: ErasureList,
  ) {}

  async add(id: string, name: string | null): Promise<void> {
    await this.database.query(
      'INSERT INTO accounts (id, name, created_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
      [id, name, this.clock.now()],
    );
  }

  /** A new one-time link for an account in its present role; older links stop working. Throws conflict ACCOUNT_CLOSED. */
  async newInvitation({ id, revision }: BoundAccount): Promise<string> {
    const token = newToken();
    const expires = new Date(this.clock.now().getTime() + INVITATION_MS);
    await this.database.transaction(async (rows) => {
      if (!(await lockAccount(rows, id))) throw new DomainError('conflict', 'ACCOUNT_CLOSED');
      await this.endLinks(rows, id);
      await rows.query(
        'INSERT INTO invitations (token_hash, account_id, account_revision, expires_at) VALUES ($1, $2, $3, $4)',
        [tokenHash(token), id, revision, expires],
      );
    });
    return token;
  }

  /** A one-time link for the mailbox of its owner. An open link of an organiser stays, because strangers may ask for mails. */
  async newMailedLink({ id, revision }: BoundAccount): Promise<{ token: string; expiresAt: Date }> {
    const token = newToken();
    const expiresAt = new Date(this.clock.now().getTime() + MAILED_MS);
    await this.database.transaction(async (rows) => {
      if (!(await lockAccount(rows, id))) throw new DomainError('conflict', 'ACCOUNT_CLOSED');
      await rows.query('DELETE FROM invitations WHERE account_id = $1 AND mailed', [id]);
      await rows.query('INSERT INTO invitations VALUES ($1, $2, $3, $4, true)', [
        tokenHash(token),
        id,
        expiresAt,
        revision,
      ]);
    });
    return { token, expiresAt };
  }

  /** The account a link is for; null = it was used, is too old, or never was. */
  async invited(token: string): Promise<InvitedRow | null> {
    const [row] = await this.database.query<InvitedRow[]>(
      `SELECT a.id, a.login, a.name, coalesce(i.account_revision, 0) AS revision, i.expires_at AS "expiresAt",
         coalesce(i.mailed, false) AS mailed
       FROM invitations i JOIN accounts a ON a.id = i.account_id WHERE i.token_hash = $1 AND i.expires_at > $2`,
      [tokenHash(token), this.clock.now()],
    );
    return row ?? null;
  }

  async endOfLink(token: string): Promise<LinkEnd> {
    const [row] = await this.database.query<{ end: LinkEnd }[]>(
      `SELECT reason AS end FROM ended_invitations WHERE token_hash = $1
       UNION ALL SELECT 'expired' FROM invitations WHERE token_hash = $1`,
      [tokenHash(token)],
    );
    return row?.end ?? 'unknown';
  }

  /** The first of these logins that no other account reads the same as. */
  async firstFreeLogin(logins: readonly string[], accountId: string): Promise<string | undefined> {
    if (logins.length === 0) return undefined;
    const others = await this.otherLogins(this.database, accountId);
    return logins.find((login) => !others.some((other) => readsTheSame(other, login)));
  }

  /**
   * Consumes a link and ends the sessions of its account. Sets login and password of a person; a device has none (null). `record`
   * stores the event of it; when it throws, nothing is consumed. Null = the link was used. Throws conflict LOGIN_TAKEN.
   */
  async accept(
    token: string,
    person: { login: string; name: string | null; passwordHash: string } | null,
    record: (used: UsedLink) => Promise<void>,
  ): Promise<(ProvedAccount & { ended: readonly string[] }) | null> {
    return this.database.transaction(async (rows) => {
      // Two people must not choose the same login at once. Locks are taken in one order: table, account, the rest.
      if (person) await rows.query('LOCK TABLE accounts IN SHARE ROW EXCLUSIVE MODE');
      const [account] = await rows.query<{ id: string; hadLogin: boolean }[]>(
        `SELECT id, login IS NOT NULL AS "hadLogin" FROM accounts
         WHERE id = (SELECT account_id FROM invitations WHERE token_hash = $1) FOR UPDATE`,
        [tokenHash(token)],
      );
      const [[used]] = await rows.query<[(BoundAccount & { mailed: boolean })[], number]>(
        `DELETE FROM invitations WHERE token_hash = $1 AND expires_at > $2
         RETURNING account_id AS id, coalesce(account_revision, 0) AS revision, coalesce(mailed, false) AS mailed`,
        [tokenHash(token), this.clock.now()],
      );
      if (!used || !account) return null;
      // The other link would be a second way in.
      await this.endLinks(rows, used.id);
      await rows.query('INSERT INTO ended_invitations VALUES ($1, $2, $3)', [
        tokenHash(token),
        'used',
        this.clock.now(),
      ]);
      if (person) {
        const { login, name, passwordHash } = person;
        // Checked before the unique index would refuse: PostgreSQL writes a refused login to its log.
        if (await this.isLoginTaken(rows, login, used.id))
          throw new DomainError('conflict', 'LOGIN_TAKEN', {}, 'login');
        // Another reset shows the earlier ones again, because a stranger may have acknowledged them.
        await rows.query(
          'UPDATE accounts SET login = $2, name = coalesce($3, name), password_hash = $4, resets_seen = 0 WHERE id = $1',
          [used.id, login, name, passwordHash],
        );
      }
      const ended = await endSessions(rows, used.id);
      await rows.query('DELETE FROM known_devices WHERE account_id = $1', [used.id]);
      await record({ ...used, hadLogin: account.hadLogin });
      return { ...used, ended, passwordHash: person?.passwordHash };
    });
  }

  /**
   * Replaces a password that is still `before`; ends the open link and half sessions. `record` stores the event. False = it was
   * another.
   */
  async changePassword(
    id: string,
    before: string,
    passwordHash: string,
    record: () => Promise<void>,
  ): Promise<boolean> {
    return this.database.transaction(async (rows) => {
      const [, changed] = await rows.query<[unknown, number]>(
        'UPDATE accounts SET password_hash = $2 WHERE id = $1 AND password_hash = $3',
        [id, passwordHash, before],
      );
      if (changed === 0) return false;
      await this.endLinks(rows, id);
      await endHalfSessions(rows, id);
      await record();
      return true;
    });
  }

  /** How many resets of its password the person has acknowledged. */
  async resetsSeen(id: string): Promise<number> {
    const sql = 'SELECT coalesce(resets_seen, 0) AS count FROM accounts WHERE id = $1';
    return (await this.database.query<{ count: number }[]>(sql, [id]))[0]?.count ?? 0;
  }

  async setResetsSeen(id: string, count: number): Promise<void> {
    await this.database.query('UPDATE accounts SET resets_seen = $2 WHERE id = $1', [id, count]);
  }

  /** True when another account has a login that reads the same. */
  private async isLoginTaken(rows: EntityManager, login: string, accountId: string): Promise<boolean> {
    return (await this.otherLogins(rows, accountId)).some((other) => readsTheSame(other, login));
  }

  private async otherLogins(rows: Pick<EntityManager, 'query'>, accountId: string): Promise<string[]> {
    const sql = 'SELECT login FROM accounts WHERE login IS NOT NULL AND id <> $1';
    return (await rows.query<{ login: string }[]>(sql, [accountId])).map(({ login }) => login);
  }

  /** Ends the open link of an account because of something newer. */
  private async endLinks(rows: EntityManager, accountId: string): Promise<void> {
    await rows.query(
      `WITH ended AS (DELETE FROM invitations WHERE account_id = $1 RETURNING token_hash)
       INSERT INTO ended_invitations SELECT token_hash, 'replaced', $2 FROM ended`,
      [accountId, this.clock.now()],
    );
  }

  async byLogin(login: string): Promise<{ id: string; password_hash: string | null } | null> {
    const [row] = await this.database.query<{ id: string; password_hash: string | null }[]>(
      'SELECT id, password_hash FROM accounts WHERE login = $1',
      [login],
    );
    return row ?? null;
  }

  /** Null = the account has no login. */
  async loginOf(accountId: string): Promise<string | null> {
    const [row] = await this.database.query<{ login: string | null }[]>('SELECT login FROM accounts WHERE id = $1', [
      accountId,
    ]);
    return row?.login ?? null;
  }

  people(): Promise<Person[]> {
    return this.database.query<Person[]>('SELECT id, login, name FROM accounts ORDER BY created_at, id');
  }

  async isStored(accountId: string): Promise<boolean> {
    return (await this.database.query<unknown[]>('SELECT 1 FROM accounts WHERE id = $1', [accountId])).length > 0;
  }

  /** Ends old links, and forgets what ended long ago. */
  async purgeLinks(): Promise<void> {
    const now = this.clock.now();
    await this.database.query(
      `WITH ended AS (DELETE FROM invitations WHERE expires_at < $1 RETURNING token_hash)
       INSERT INTO ended_invitations SELECT token_hash, 'expired', $1 FROM ended`,
      [now],
    );
    const before = new Date(now.getTime() - LINK_END_MS);
    await this.database.query('DELETE FROM ended_invitations WHERE ended_at < $1', [before]);
  }

  /** Deletes rows without a login that belong to no account: earlier versions stored names of refused invitations. */
  async purge(isAccount: (id: string) => Promise<boolean>): Promise<void> {
    const before = new Date(this.clock.now().getTime() - INVITATION_MS);
    const sql = 'SELECT id FROM accounts WHERE login IS NULL AND created_at < $1';
    for (const { id } of await this.database.query<{ id: string }[]>(sql, [before]))
      if (!(await isAccount(id))) await this.database.query('DELETE FROM accounts WHERE id = $1', [id]);
  }

  /** Erases a person for good, from a restored backup too. */
  async erase(accountId: string): Promise<void> {
    await this.erasures.add({ account: accountId });
    await this.database.query('DELETE FROM accounts WHERE id = $1', [accountId]);
  }
}

/**
 * Locks an account before its sessions and links, so that no two transactions wait for each other. False = it is erased, or has another
 * password by now.
 */
export async function lockAccount(
  rows: Pick<EntityManager, 'query'>,
  id: string,
  passwordHash?: string,
): Promise<boolean> {
  const sql = 'SELECT id FROM accounts WHERE id = $1 AND ($2::text IS NULL OR password_hash = $2) FOR NO KEY UPDATE';
  return (await rows.query<object[]>(sql, [id, passwordHash ?? null])).length > 0;
}

/** Ends what awaits the second factor of an account. */
export async function endHalfSessions(rows: Pick<EntityManager, 'query'>, accountId: string): Promise<void> {
  await rows.query('DELETE FROM half_sessions WHERE account_id = $1', [accountId]);
}

/** Deletes the sessions of an account and returns their names. */
export async function endSessions(rows: Pick<EntityManager, 'query'>, accountId: string): Promise<readonly string[]> {
  await endHalfSessions(rows, accountId);
  const [ended] = await rows.query<[{ token_hash: Buffer }[], number]>(
    'DELETE FROM sessions WHERE account_id = $1 RETURNING token_hash',
    [accountId],
  );
  return ended.map(({ token_hash: hash }) => hash.toString('hex'));
}
