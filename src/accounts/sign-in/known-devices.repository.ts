import { Injectable } from '@nestjs/common';
import { parseCookie } from 'cookie';
import { DataSource } from 'typeorm';
import { Clock } from '../../config/clock.js';
import { isToken, newToken, tokenHash } from '../tokens.js';

export const DEVICE_COOKIE = 'qorzhyn_device';
export const SECURE_DEVICE_COOKIE = `__Host-${DEVICE_COOKIE}` as const;
/** As long as browsers keep a cookie: a season has a summer between. */
export const DEVICE_SECONDS = 400 * 86_400;
/** Programs that sign in without cookies would add one each time. */
const MOST_OF_ACCOUNT = 30;

/** Browsers in which an account has signed in: guesses from elsewhere, also in the same building, lock nobody out there. */
@Injectable()
export class KnownDevices {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The name of the browser's device, where the login has signed in; null = it has not. */
  async find(login: string, cookieHeader: string | undefined): Promise<string | null> {
    const token = tokenIn(cookieHeader);
    if (token === null) return null;
    const [row] = await this.database.query<{ name: string }[]>(
      `SELECT encode(d.token_hash, 'hex') AS name FROM known_devices d JOIN accounts a ON a.id = d.account_id
       WHERE d.token_hash = $1 AND a.login = $2 AND d.expires_at > $3`,
      [tokenHash(token), login, this.clock.now()],
    );
    return row?.name ?? null;
  }

  /** The token for the cookie. One that is not of this account is replaced, because a stranger may have planted it. */
  async remember(accountId: string, cookieHeader: string | undefined): Promise<string> {
    const given = tokenIn(cookieHeader);
    const expires = new Date(this.clock.now().getTime() + DEVICE_SECONDS * 1000);
    if (given !== null && (await this.prolong(accountId, given, expires))) return given;
    const token = newToken();
    // The lock waits for an erasure of the account, after which there is no row.
    const insert = `INSERT INTO known_devices (token_hash, account_id, expires_at)
      SELECT $1, id, $3 FROM accounts WHERE id = $2 FOR KEY SHARE`;
    await this.database.query(insert, [tokenHash(token), accountId, expires]);
    await this.database.query(
      `DELETE FROM known_devices WHERE token_hash IN (
         SELECT token_hash FROM known_devices WHERE account_id = $1 ORDER BY expires_at DESC, token_hash OFFSET $2)`,
      [accountId, MOST_OF_ACCOUNT],
    );
    return token;
  }

  private async prolong(accountId: string, token: string, expires: Date): Promise<boolean> {
    const [, updated] = await this.database.query<[unknown, number]>(
      'UPDATE known_devices SET expires_at = $3 WHERE token_hash = $1 AND account_id = $2',
      [tokenHash(token), accountId, expires],
    );
    return updated > 0;
  }
}

function tokenIn(cookieHeader: string | undefined): string | null {
  const cookies = parseCookie(cookieHeader ?? '');
  const token = cookies[SECURE_DEVICE_COOKIE] ?? cookies[DEVICE_COOKIE] ?? '';
  return isToken(token) ? token : null;
}
