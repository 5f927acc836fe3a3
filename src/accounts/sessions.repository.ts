import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../config/clock.js';
import { AppConfig } from '../config/environment.js';
import type { Viewer } from '../http/access.js';
import { SESSION_COOKIE, Sessions } from '../http/sessions.js';
import { AccountDirectory } from './account-directory.js';
import { isToken, newToken, tokenHash } from './tokens.js';

/** Sessions are random tokens, kept hashed, and end when they are deleted, too old, or their account loses its role. */
@Injectable()
export class PostgresSessions extends Sessions {
  constructor(
    private readonly database: DataSource,
    private readonly directory: AccountDirectory,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {
    super();
  }

  /** Seconds a new session lasts. */
  get seconds(): number {
    return this.config.QORZHYN_SESSION_HOURS * 3600;
  }

  async start(accountId: string, seconds = this.seconds): Promise<string> {
    const token = newToken();
    const now = this.clock.now();
    await this.database.query(
      'INSERT INTO sessions (token_hash, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)',
      [tokenHash(token), accountId, now, new Date(now.getTime() + seconds * 1000)],
    );
    return token;
  }

  async end(cookieHeader: string | undefined): Promise<void> {
    const token = sessionToken(cookieHeader);
    if (token) await this.database.query('DELETE FROM sessions WHERE token_hash = $1', [tokenHash(token)]);
  }

  async endAll(accountId: string): Promise<void> {
    await this.database.query('DELETE FROM sessions WHERE account_id = $1', [accountId]);
  }

  async purge(): Promise<void> {
    await this.database.query('DELETE FROM sessions WHERE expires_at < $1', [this.clock.now()]);
    await this.database.query('DELETE FROM invitations WHERE expires_at < $1', [this.clock.now()]);
  }

  override async viewerOf(cookieHeader: string | undefined): Promise<Viewer | null> {
    const token = sessionToken(cookieHeader);
    if (!token) return null;
    const [row] = await this.database.query<{ account_id: string }[]>(
      'SELECT account_id FROM sessions WHERE token_hash = $1 AND expires_at > $2',
      [tokenHash(token), this.clock.now()],
    );
    if (!row) return null;
    const account = await this.directory.find(row.account_id);
    if (account.state !== 'open' || account.role === null) return null;
    return { accountId: account.id, role: account.role, collegeId: account.collegeId };
  }

  override onAccountChanged(listener: (accountId: string) => void): void {
    this.directory.onChange(listener);
  }
}

function sessionToken(cookieHeader: string | undefined): string | null {
  for (const part of (cookieHeader ?? '').split(';')) {
    const [name, value = ''] = part.trim().split('=');
    if (name === SESSION_COOKIE && isToken(value)) return value;
  }
  return null;
}
