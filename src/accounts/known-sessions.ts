import { LRUCache } from 'lru-cache';

export interface KnownSession {
  accountId: string;
  revision: number;
  /** Milliseconds since the epoch. */
  endsAt: number;
  /** The stored last use, in milliseconds since the epoch. */
  usedAt: number;
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
