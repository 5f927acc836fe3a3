import { Injectable } from '@nestjs/common';
import { parseCookie } from 'cookie';
import { DataSource } from 'typeorm';
import { Clock } from '../../config/clock.js';
import type { BoundAccount } from '../account.js';
import { isToken, newToken, tokenHash } from '../tokens.js';

export const HALF_SESSION_COOKIE = 'qorzhyn_second_step';
export const HALF_SESSION_SECONDS = 300;

/** A person whose password was right and whose second factor is awaited. */
export interface HalfSession extends BoundAccount {
  hash: Buffer;
}

/** Half sessions have a cookie and a table of their own, so no route but the second step accepts one. */
@Injectable()
export class HalfSessions {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  async start({ id, revision }: BoundAccount): Promise<string> {
    const token = newToken();
    const expires = new Date(this.clock.now().getTime() + HALF_SESSION_SECONDS * 1000);
    await this.database.query(
      'INSERT INTO half_sessions (token_hash, account_id, account_revision, expires_at) VALUES ($1, $2, $3, $4)',
      [tokenHash(token), id, revision, expires],
    );
    return token;
  }

  /** Null = none, or an expired one. */
  async find(cookieHeader: string | undefined): Promise<HalfSession | null> {
    const token = parseCookie(cookieHeader ?? '')[HALF_SESSION_COOKIE] ?? '';
    if (!isToken(token)) return null;
    const [row] = await this.database.query<HalfSession[]>(
      `SELECT token_hash AS hash, account_id AS id, account_revision AS revision
       FROM half_sessions WHERE token_hash = $1 AND expires_at > $2`,
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

  async purge(): Promise<void> {
    await this.database.query('DELETE FROM half_sessions WHERE expires_at < $1', [this.clock.now()]);
  }
}
