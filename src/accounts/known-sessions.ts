export interface KnownSession {
  accountId: string;
  /** Milliseconds since the epoch. */
  endsAt: number;
}

/** A session is looked up anew after this long: so late may another process's ending of it be noticed here. */
const FRESH_MS = 5_000;
const MOST = 10_000;

type Kept = KnownSession & { lookedUpAt: number };

/**
 * Sessions that were looked up a moment ago, by their names, so that a person's many requests ask the database once. Only
 * that the session stands is kept, never the role: that is asked of the account each time.
 */
export class KnownSessions {
  private readonly kept = new Map<string, Kept>();
  private endings = 0;

  /** `now` in milliseconds; any steady clock. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  find(session: string): KnownSession | null {
    const found = this.kept.get(session);
    return found && this.now() - found.lookedUpAt < FRESH_MS ? found : null;
  }

  /** To be called before a look-up; its result may be kept only if no session ended meanwhile. */
  ask(): number {
    return this.endings;
  }

  keep(session: string, { accountId, endsAt }: KnownSession, asked: number): void {
    if (asked !== this.endings) return;
    this.kept.delete(session);
    this.kept.set(session, { accountId, endsAt, lookedUpAt: this.now() });
    if (this.kept.size <= MOST) return;
    const [oldest] = this.kept.keys();
    if (oldest !== undefined) this.kept.delete(oldest);
  }

  forget(session: string): void {
    this.endings += 1;
    this.kept.delete(session);
  }
}
