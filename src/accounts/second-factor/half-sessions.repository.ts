import { Injectable } from '@nestjs/common';
import { parseCookie } from 'cookie';
import { DataSource } from 'typeorm';
import { Clock } from '../../config/clock.js';
import { Problem } from '../../http/problem.js';
import type { ProvedAccount } from '../account.js';
import { isToken, newToken, tokenHash } from '../tokens.js';

export const HALF_SESSION_COOKIE = 'qorzhyn_second_step';
export const HALF_SESSION_SECONDS = 300;

/** A person whose password was right and whose second factor is awaited. */
export interface HalfSession extends ProvedAccount {
  hash: Buffer;
}

/** Half sessions have a cookie and a table of their own, so no route but the second step accepts one. */
@Injectable()
export class HalfSessions {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Throws 401 WRONG_LOGIN_OR_PASSWORD when the password changed meanwhile. */
  async start({ id, revision, passwordHash }: ProvedAccount): Promise<string> {
    const token = newToken();
    const expires = new Date(this.clock.now().getTime() + HALF_SESSION_SECONDS * 1000);
    // The lock of the row waits for a change of the password, which deletes half sessions.
    const started = await this.database.query<unknown[]>(
      `INSERT INTO half_sessions (token_hash, account_id, account_revision, expires_at)
       SELECT $1, id, $3, $4 FROM accounts WHERE id = $2 AND ($5::text IS NULL OR password_hash = $5) FOR NO KEY UPDATE
       RETURNING token_hash`,
      [tokenHash(token), id, revision, expires, passwordHash ?? null],
    );
    if (started.length === 0) throw new Problem(401, 'WRONG_LOGIN_OR_PASSWORD');
    return token;
  }

  /** Null = none, or an expired one. */
  async find(cookieHeader: string | undefined): Promise<HalfSession | null> {
    const token = parseCookie(cookieHeader ?? '')[HALF_SESSION_COOKIE] ?? '';
    if (!isToken(token)) return null;
    const [row] = await this.database.query<HalfSession[]>(
      `SELECT h.token_hash AS hash, h.account_id AS id, h.account_revision AS revision, a.password_hash AS "passwordHash"
       FROM half_sessions h JOIN accounts a ON a.id = h.account_id WHERE h.token_hash = $1 AND h.expires_at > $2`,
      [tokenHash(token), this.clock.now()],
    );
    return row ?? null;
  }

  /** False = another request has ended it. */
  async end({ hash }: HalfSession): Promise<boolean> {
    const [, ended] = await this.database.query<[unknown, number]>('DELETE FROM half_sessions WHERE token_hash = $1', [
      hash,
    ]);
    return ended > 0;
  }
}
