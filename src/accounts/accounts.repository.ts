import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../config/clock.js';
import { DomainError } from '../event-store/domain-error.js';
import { readsTheSame } from '../names/name-keys.js';
import { newToken, tokenHash } from './tokens.js';

export interface Person {
  id: string;
  login: string | null;
  name: string | null;
}

const INVITATION_MS = 7 * 86_400_000;
const UNIQUE_VIOLATION = '23505';

/** Erasable data of a person: login, name, password hash, hashes of one-time links. */
@Injectable()
export class AccountRows {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  async add(id: string, name: string | null): Promise<void> {
    await this.database.query(
      'INSERT INTO accounts (id, name, created_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
      [id, name, this.clock.now()],
    );
  }

  /** A new one-time link for an account; older links stop working. */
  async newInvitation(accountId: string): Promise<string> {
    const token = newToken();
    const expires = new Date(this.clock.now().getTime() + INVITATION_MS);
    await this.database.transaction(async (rows) => {
      await rows.query('DELETE FROM invitations WHERE account_id = $1', [accountId]);
      await rows.query('INSERT INTO invitations (token_hash, account_id, expires_at) VALUES ($1, $2, $3)', [
        tokenHash(token),
        accountId,
        expires,
      ]);
    });
    return token;
  }

  /** The account a link is for; null = it was used, is too old, or never was. */
  async invited(token: string): Promise<Person | null> {
    const [row] = await this.database.query<Person[]>(
      'SELECT a.id, a.login, a.name FROM invitations i JOIN accounts a ON a.id = i.account_id WHERE i.token_hash = $1 AND i.expires_at > $2',
      [tokenHash(token), this.clock.now()],
    );
    return row ?? null;
  }

  /**
   * Consumes a link and sets login and password. Returns the ended sessions; null = already used. Throws
   * conflict LOGIN_TAKEN.
   */
  async accept(
    token: string,
    person: { login: string; name: string | null; passwordHash: string },
  ): Promise<readonly string[] | null> {
    const { login, name, passwordHash } = person;
    try {
      return await this.database.transaction(async (rows) => {
        const accountId = await this.useInvitation(rows, token);
        if (accountId === null) return null;
        if (await this.isLoginTaken(rows, login, accountId))
          throw new DomainError('conflict', 'LOGIN_TAKEN', {}, 'login');
        await rows.query(
          'UPDATE accounts SET login = $2, name = coalesce($3, name), password_hash = $4 WHERE id = $1',
          [accountId, login, name, passwordHash],
        );
        return endSessions(rows, accountId);
      });
    } catch (error) {
      if ((error as { driverError?: { code?: string } }).driverError?.code !== UNIQUE_VIOLATION) throw error;
      throw new DomainError('conflict', 'LOGIN_TAKEN', {}, 'login');
    }
  }

  /** Uses a link up for a device, which has no login; null = it is no good any more. The device that had the account before is signed out. */
  async acceptDevice(token: string): Promise<{ accountId: string; ended: readonly string[] } | null> {
    return this.database.transaction(async (rows) => {
      const accountId = await this.useInvitation(rows, token);
      return accountId === null ? null : { accountId, ended: await endSessions(rows, accountId) };
    });
  }

  /** The account of a link that is used up by this; null = it is no good any more. */
  private async useInvitation(rows: EntityManager, token: string): Promise<string | null> {
    const [[used]] = await rows.query<[{ account_id: string }[], number]>(
      'DELETE FROM invitations WHERE token_hash = $1 AND expires_at > $2 RETURNING account_id',
      [tokenHash(token), this.clock.now()],
    );
    return used?.account_id ?? null;
  }

  /** True when another account has a login that reads the same. The lock keeps two people from choosing such logins at once. */
  private async isLoginTaken(rows: EntityManager, login: string, accountId: string): Promise<boolean> {
    await rows.query('LOCK TABLE accounts IN SHARE ROW EXCLUSIVE MODE');
    const others = await rows.query<{ login: string }[]>(
      'SELECT login FROM accounts WHERE login IS NOT NULL AND id <> $1',
      [accountId],
    );
    return others.some((other) => readsTheSame(other.login, login));
  }

  async byLogin(login: string): Promise<{ id: string; password_hash: string | null } | null> {
    const [row] = await this.database.query<{ id: string; password_hash: string | null }[]>(
      'SELECT id, password_hash FROM accounts WHERE login = $1',
      [login],
    );
    return row ?? null;
  }

  people(): Promise<Person[]> {
    return this.database.query<Person[]>('SELECT id, login, name FROM accounts ORDER BY created_at, id');
  }

  async erase(accountId: string): Promise<void> {
    await this.database.query('DELETE FROM accounts WHERE id = $1', [accountId]);
  }
}

/** Deletes the sessions of an account and returns their names. */
export async function endSessions(rows: Pick<EntityManager, 'query'>, accountId: string): Promise<readonly string[]> {
  const [ended] = await rows.query<[{ token_hash: Buffer }[], number]>(
    'DELETE FROM sessions WHERE account_id = $1 RETURNING token_hash',
    [accountId],
  );
  return ended.map(({ token_hash: hash }) => hash.toString('hex'));
}
