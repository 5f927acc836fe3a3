import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../config/clock.js';
import { AppConfig } from '../config/environment.js';
import { DomainError } from '../event-store/domain-error.js';
import { SESSION_COOKIE, Sessions, type Viewer } from '../http/access.js';
import { Problem } from '../http/problem.js';
import { socketLinkFaults } from '../observability/metrics.js';
import { ServerLog } from '../observability/server-log.js';
import { listen } from '../postgres/listen.js';
import { AccountDirectory, viewerFor } from './account-directory.js';
import { endHalfSessions, lockAccount } from './accounts.repository.js';
import type { Account, ProvedAccount } from './account.js';
import { KnownSessions } from './known-sessions.js';
import { lacksSecondFactor } from './second-factor/second-factor-policy.js';
import { type SessionCookie, sessionName, sessionsIn, tokensIn } from './session-cookie.js';
import { newToken } from './tokens.js';

const CHANNEL = 'qorzhyn_ended_sessions';
const HOUR_MS = 3_600_000;
/** The last use of a session is stored at most this often. */
const TOUCH_MS = 60_000;

export interface NewSession {
  /** Absent = the setting for people. */
  seconds?: number;
  /** A screen works for days without a request, so its session has no idle end. */
  isScreen?: boolean;
  cookie?: SessionCookie;
  /** Coarse name of the device; null = a program. */
  device?: string | null;
}

/** A session as its owner sees it. */
export interface OwnSession {
  id: string;
  startedAt: Date;
  lastUsedAt: Date;
  endsAt: Date;
  device: string | null;
}

const bytes = (session: string) => Buffer.from(session, 'hex');
/** `$1` is the present time. */
const IS_LIVE = '(expires_at > $1 AND coalesce(idle_ends_at > $1, true))';
const LAST_USED = 'coalesce(last_used_at, created_at)';

/** Sessions are random tokens, stored as hashes. Deletion, age, disuse or a change of role ends them. */
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

  private get idleMs(): number {
    const { QORZHYN_SESSION_HOURS: hours, QORZHYN_SESSION_IDLE_HOURS: idle = hours / 3 } = this.config;
    return idle * HOUR_MS;
  }

  /**
   * Starts a session that counts as confirmed; above the number of an account the least recently used one ends. Throws ACCOUNT_CLOSED,
   * and 401 WRONG_LOGIN_OR_PASSWORD when the password changed meanwhile.
   */
  async start({ id, revision, passwordHash }: ProvedAccount, wish: NewSession = {}): Promise<string> {
    const { seconds = this.seconds, isScreen = false, cookie = SESSION_COOKIE, device = null } = wish;
    const token = newToken();
    const now = this.clock.now();
    const expires = new Date(now.getTime() + seconds * 1000);
    const ended = await this.database.transaction(async (rows) => {
      if (!(await lockAccount(rows, id, passwordHash)))
        throw passwordHash === undefined
          ? new DomainError('conflict', 'ACCOUNT_CLOSED')
          : new Problem(401, 'WRONG_LOGIN_OR_PASSWORD');
      const [surplus] = await rows.query<[{ name: string }[], number]>(
        `DELETE FROM sessions WHERE token_hash IN (
           SELECT token_hash FROM sessions WHERE account_id = $1 ORDER BY ${LAST_USED} DESC, created_at DESC OFFSET $2
         ) RETURNING encode(token_hash, 'hex') AS name`,
        [id, this.config.QORZHYN_SESSIONS_PER_ACCOUNT - 1],
      );
      await rows.query(
        `INSERT INTO sessions (token_hash, account_id, account_revision, created_at, last_used_at, confirmed_at, expires_at, idle_ends_at, device)
         VALUES ($1, $2, $3, $4, $4, $4, $5, $6, $7)`,
        [
          bytes(sessionName({ cookie, token })),
          id,
          revision,
          now,
          expires,
          isScreen ? null : this.idleEnd(now),
          device,
        ],
      );
      return surplus.map(({ name }) => name);
    });
    this.tellEnded(...ended);
    return token;
  }

  /** Ends every session that the header names. */
  async end(cookieHeader: string | undefined): Promise<void> {
    const named = tokensIn(cookieHeader).map(sessionName);
    if (named.length === 0) return;
    await this.database.query('DELETE FROM sessions WHERE token_hash = ANY ($1::bytea[])', [named.map(bytes)]);
    this.tellEnded(...named);
  }

  /** The live sessions of an account, the latest used first. */
  async ofAccount(accountId: string): Promise<OwnSession[]> {
    const account = await this.directory.find(accountId);
    if (account.state !== 'open') return [];
    return this.database.query<OwnSession[]>(
      `SELECT encode(token_hash, 'hex') AS id, created_at AS "startedAt", ${LAST_USED} AS "lastUsedAt",
         least(expires_at, idle_ends_at) AS "endsAt", device
       FROM sessions WHERE ${IS_LIVE} AND account_id = $2 AND coalesce(account_revision, 0) = $3
       ORDER BY ${LAST_USED} DESC, created_at DESC, id`,
      [this.clock.now(), accountId, account.revision],
    );
  }

  /** Ends the sessions of an account that match; `only` and `but` are names. Without `only`, half sessions end too. Returns how many ended. */
  async endOf(accountId: string, { only, but }: { only?: string; but?: string | null } = {}): Promise<number> {
    if (only === undefined) await endHalfSessions(this.database, accountId);
    const [ended] = await this.database.query<[{ name: string }[], number]>(
      `DELETE FROM sessions WHERE account_id = $1 AND coalesce(token_hash = $2, true) AND coalesce(token_hash <> $3, true)
       RETURNING encode(token_hash, 'hex') AS name`,
      [accountId, only === undefined ? null : bytes(only), but ? bytes(but) : null],
    );
    this.tellEnded(...ended.map(({ name }) => name));
    return ended.length;
  }

  async purge(): Promise<void> {
    await this.database.query(`DELETE FROM sessions WHERE NOT ${IS_LIVE}`, [this.clock.now()]);
    for (const table of ['half_sessions', 'known_devices'])
      await this.database.query(`DELETE FROM ${table} WHERE expires_at < $1`, [this.clock.now()]);
  }

  override async viewerOf(session: string): Promise<Viewer | null> {
    const now = this.clock.now().getTime();
    const known = this.known.find(session);
    const account = known && this.directory.peek(known.accountId);
    // Another process may have moved the idle end of a session.
    if (account && known.endsAt > now) return this.fullViewer(account, known.revision);
    const viewer = (await this.viewersOf([session])).get(session) ?? null;
    const usedAt = this.known.find(session)?.usedAt ?? Infinity;
    if (viewer && usedAt < now - TOUCH_MS) this.touch(session);
    return viewer;
  }

  override enrollingOf(session: string): Viewer | null {
    const known = this.known.find(session);
    const account = known && this.directory.peek(known.accountId);
    if (!account || !lacksSecondFactor(this.config, account) || known.endsAt <= this.clock.now().getTime()) return null;
    return viewerFor(account, known.revision);
  }

  override isKnown(session: string): boolean {
    return this.known.has(session);
  }

  override sessionOf(cookieHeader: string | undefined): string | null {
    const [session = null, another] = sessionsIn(cookieHeader);
    return another === undefined ? session : null;
  }

  override isAmbiguous(cookieHeader: string | undefined): boolean {
    return sessionsIn(cookieHeader).length > 1;
  }

  override async viewersOf(sessions: readonly string[]): Promise<Map<string, Viewer>> {
    const asked = this.known.ask();
    const rows = await this.database.query<SessionRow[]>(
      `SELECT encode(token_hash, 'hex') AS session, account_id AS "accountId", coalesce(account_revision, 0) AS revision,
         least(expires_at, idle_ends_at) AS "endsAt", ${LAST_USED} AS "usedAt"
       FROM sessions WHERE ${IS_LIVE} AND token_hash = ANY ($2::bytea[])`,
      [this.clock.now(), sessions.map(bytes)],
    );
    const viewers = new Map<string, Viewer>();
    for (const { session, accountId, revision, endsAt, usedAt } of rows) {
      const times = { endsAt: endsAt.getTime(), usedAt: usedAt.getTime() };
      this.known.keep(session, { accountId, revision, ...times }, asked);
      const viewer = this.fullViewer(await this.directory.find(accountId, revision), revision);
      if (viewer) viewers.set(session, viewer);
    }
    return viewers;
  }

  override async confirmedUntil(session: string): Promise<Date | null> {
    const [row] = await this.database.query<{ at: Date | null }[]>(
      `SELECT confirmed_at AS at FROM sessions WHERE ${IS_LIVE} AND token_hash = $2`,
      [this.clock.now(), bytes(session)],
    );
    const until = new Date((row?.at?.getTime() ?? 0) + this.config.QORZHYN_CONFIRM_MINUTES * 60_000);
    return until > this.clock.now() ? until : null;
  }

  /** Call after its owner has proved once more who they are. */
  async confirm(session: string): Promise<void> {
    await this.database.query('UPDATE sessions SET confirmed_at = $2 WHERE token_hash = $1', [
      bytes(session),
      this.clock.now(),
    ]);
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

  /** Stores the use of a session. A request does not wait for it, and a failure shortens only its idle time. */
  private touch(session: string): void {
    const now = this.clock.now();
    void this.database
      .query(
        `UPDATE sessions SET last_used_at = $1, idle_ends_at = CASE WHEN idle_ends_at IS NULL THEN NULL ELSE $3::timestamptz END
         WHERE ${IS_LIVE} AND token_hash = $2`,
        [now, bytes(session), this.idleEnd(now)],
      )
      .catch((error: Error) => this.log.warn(`the use of a session was not stored: ${error.message}`));
  }

  private idleEnd(now: Date): Date {
    return new Date(now.getTime() + this.idleMs);
  }

  /** Null also for a person who has yet to add a second factor. */
  private fullViewer(account: Account, revision: number): Viewer | null {
    return lacksSecondFactor(this.config, account) ? null : viewerFor(account, revision);
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

interface SessionRow {
  session: string;
  accountId: string;
  revision: number;
  endsAt: Date;
  usedAt: Date;
}
