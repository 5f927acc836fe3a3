import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';
import { Clock } from '../config/clock.js';
import { AppConfig } from '../config/environment.js';
import { SESSION_COOKIE, Sessions, type Viewer } from '../http/access.js';
import { socketLinkFaults } from '../observability/metrics.js';
import { ServerLog } from '../observability/server-log.js';
import { listen } from '../postgres/listen.js';
import { AccountDirectory, viewerFor } from './account-directory.js';
import type { BoundAccount } from './account.js';
import { isToken, newToken, tokenHash } from './tokens.js';

const CHANNEL = 'qorzhyn_ended_sessions';

/** Sessions are random tokens, stored as hashes. Deletion, age or a change of role ends them. */
@Injectable()
export class PostgresSessions extends Sessions implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly known = new KnownSessions();
  private readonly endListeners = new Set<(session: string) => void>();
  private readonly closed = new AbortController();
  private listening: Promise<void> | null = null;

  constructor(
    private readonly database: DataSource,
    private readonly directory: AccountDirectory,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    private readonly log: ServerLog,
  ) {
    super();
  }

  /** A process with the embedded database is the only one, so nobody sends it notices. */
  onApplicationBootstrap(): void {
    if (this.config.DATABASE_URL === undefined) return;
    this.listening = listen({
      url: (this.database.options as { url: string }).url,
      channel: CHANNEL,
      applicationName: 'qorzhyn sockets',
      onNotice: (session) => this.onEnded(session),
      onFault: this.onFault,
      signal: this.closed.signal,
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed.abort();
    await this.listening;
  }

  /** Seconds a new session lasts. */
  get seconds(): number {
    return this.config.QORZHYN_SESSION_HOURS * 3600;
  }

  async start({ id, revision }: BoundAccount, seconds = this.seconds): Promise<string> {
    const token = newToken();
    const now = this.clock.now();
    await this.database.query(
      'INSERT INTO sessions (token_hash, account_id, account_revision, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
      [tokenHash(token), id, revision, now, new Date(now.getTime() + seconds * 1000)],
    );
    return token;
  }

  async end(cookieHeader: string | undefined): Promise<void> {
    const session = this.sessionOf(cookieHeader);
    if (session === null) return;
    await this.database.query('DELETE FROM sessions WHERE token_hash = $1', [Buffer.from(session, 'hex')]);
    this.tellEnded(session);
  }

  async purge(): Promise<void> {
    await this.database.query('DELETE FROM sessions WHERE expires_at < $1', [this.clock.now()]);
    await this.database.query('DELETE FROM invitations WHERE expires_at < $1', [this.clock.now()]);
  }

  override async viewerOf(session: string): Promise<Viewer | null> {
    const known = this.known.find(session);
    const account = known && this.directory.peek(known.accountId);
    if (!account) return (await this.viewersOf([session])).get(session) ?? null;
    return known.endsAt > this.clock.now().getTime() ? viewerFor(account, known.revision) : null;
  }

  override isKnown(session: string): boolean {
    return this.known.has(session);
  }

  override sessionOf(cookieHeader: string | undefined): string | null {
    const token = sessionToken(cookieHeader);
    return token === null ? null : tokenHash(token).toString('hex');
  }

  override async viewersOf(sessions: readonly string[]): Promise<Map<string, Viewer>> {
    const asked = this.known.ask();
    const rows = await this.database.query<SessionRow[]>(
      `SELECT token_hash, account_id, coalesce(account_revision, 0) AS revision, expires_at
       FROM sessions WHERE token_hash = ANY ($1::bytea[]) AND expires_at > $2`,
      [sessions.map((session) => Buffer.from(session, 'hex')), this.clock.now()],
    );
    const viewers = new Map<string, Viewer>();
    for (const { token_hash: hash, account_id: accountId, revision, expires_at: endsAt } of rows) {
      const session = hash.toString('hex');
      this.known.keep(session, { accountId, revision, endsAt: endsAt.getTime() }, asked);
      const viewer = viewerFor(await this.directory.find(accountId), revision);
      if (viewer) viewers.set(session, viewer);
    }
    return viewers;
  }

  override onSessionEnded(listener: (session: string) => void): void {
    this.endListeners.add(listener);
  }

  override onAccountChanged(listener: (accountId: string) => void): void {
    this.directory.onChange(listener);
  }

  /** Ends sessions in this process and notifies the others; until a notice arrives, they accept them for some seconds. */
  tellEnded(...sessions: readonly string[]): void {
    for (const session of sessions) {
      this.onEnded(session);
      if (this.config.DATABASE_URL !== undefined)
        void this.database.query('SELECT pg_notify($1, $2)', [CHANNEL, session]).catch(this.onFault);
    }
  }

  private onEnded(session: string): void {
    this.known.forget(session);
    for (const listener of this.endListeners) listener(session);
  }

  private readonly onFault = (error: Error): void => {
    socketLinkFaults.inc();
    this.log.warn(`notices of ended sessions failed: ${error.message}`);
  };
}

function sessionToken(cookieHeader: string | undefined): string | null {
  for (const part of (cookieHeader ?? '').split(';')) {
    const [name, value = ''] = part.trim().split('=');
    if (name === SESSION_COOKIE && isToken(value)) return value;
  }
  return null;
}

interface SessionRow {
  token_hash: Buffer;
  account_id: string;
  revision: number;
  expires_at: Date;
}

export interface KnownSession {
  accountId: string;
  revision: number;
  /** Milliseconds since the epoch. */
  endsAt: number;
}

/** A session that ended in another process is noticed after this time at the latest. */
const FRESH_MS = 5_000;
const MAX_SESSIONS = 10_000;

/**
 * Sessions by their names, so that many requests of one person cost one query. Roles are not cached here: the account
 * directory knows them.
 */
export class KnownSessions {
  private readonly sessions = new LRUCache<string, KnownSession & { lookedUpAt: number }>({ max: MAX_SESSIONS });
  private endings = 0;

  /** `now` in milliseconds; any steady clock. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Null = not looked up within five seconds. */
  find(session: string): KnownSession | null {
    const found = this.sessions.get(session);
    return found && this.now() - found.lookedUpAt < FRESH_MS ? found : null;
  }

  /** True for a session that a look-up found valid and that this process has not seen end. */
  has(session: string): boolean {
    return this.sessions.has(session);
  }

  /** Call before a look-up: `keep` ignores its result when a session ended meanwhile. */
  ask(): number {
    return this.endings;
  }

  keep(session: string, known: KnownSession, asked: number): void {
    if (asked === this.endings) this.sessions.set(session, { ...known, lookedUpAt: this.now() });
  }

  forget(session: string): void {
    this.endings += 1;
    this.sessions.delete(session);
  }
}
