import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppConfig } from '../config/environment.js';
import type { Sessions, Viewer } from './access.js';
import { Problem } from './problem.js';

const MINUTE = 60;
const QUARTER_HOUR = 900;
const HOUR = 3600;
/** A hall of 600 phones behind one address asks for about 13,000 files and boards in its first minute. */
const CACHED_PER_READ = 20;
/** One address may fail for this many times as many logins, and one login from this many addresses. */
const SPREAD = 10;
/** Pairs of login and address that are remembered, and for how long. */
const KNOWN = { max: 10_000, ttl: 30 * 86_400_000 };

/** `cachedReads` are answered from memory; `lookUps` are sessions that the database must be asked about. */
export type Budget = 'reads' | 'cachedReads' | 'writes' | 'lookUps';

type Refund = () => Promise<unknown>;

/** Fair use, counted in this process: requests by address or account, wrong passwords by login and address. */
@Injectable()
export class RateLimits {
  private readonly budgets: Readonly<Record<Budget, RateLimiterMemory>>;
  private readonly failures: RateLimiterMemory;
  private readonly spread: RateLimiterMemory;
  /** Mails that strangers may send to one person. */
  private readonly mails = new RateLimiterMemory({ points: 3, duration: HOUR });
  private readonly known = new LRUCache<string, true>(KNOWN);

  constructor(config: AppConfig) {
    const perMinute = (points: number) => new RateLimiterMemory({ points, duration: MINUTE });
    this.budgets = {
      reads: perMinute(config.QORZHYN_READS_PER_MINUTE),
      cachedReads: perMinute(config.QORZHYN_READS_PER_MINUTE * CACHED_PER_READ),
      writes: perMinute(config.QORZHYN_WRITES_PER_MINUTE),
      lookUps: perMinute(config.QORZHYN_READS_PER_MINUTE),
    };
    this.failures = new RateLimiterMemory({ points: config.QORZHYN_LOGIN_FAILURES, duration: QUARTER_HOUR });
    this.spread = new RateLimiterMemory({ points: config.QORZHYN_LOGIN_FAILURES * SPREAD, duration: QUARTER_HOUR });
  }

  /** Throws 429 TOO_MANY_REQUESTS. `who` is an address or an account. */
  async count(budget: Budget, who: string): Promise<Refund> {
    return consume([[this.budgets[budget], who]], tooManyRequests);
  }

  /** The viewer of a cookie. Forged ones cost a query each, so an address has a budget of unknown sessions. Throws 429. */
  async viewerOf(sessions: Sessions, cookie: string | undefined, address: string): Promise<Viewer | null> {
    const session = sessions.sessionOf(cookie);
    if (session === null) return null;
    if (sessions.isKnown(session)) return sessions.viewerOf(session);
    const refund = await this.count('lookUps', address);
    const viewer = await sessions.viewerOf(session);
    if (viewer) await refund();
    return viewer;
  }

  /**
   * Counts a sign-in before the password is checked, so that parallel guesses cannot slip through. Throws 429.
   * At an address where the login is known, only guesses of this login there count. On a known device, only those of the device.
   * A stranger elsewhere or in the same building cannot lock everybody out.
   */
  signIn(login: string, address: string, device: string | null): Promise<Refund> {
    if (device !== null) return consume([[this.failures, `device ${device}`]], tooManyLogins);
    const attempts: Attempt[] = [[this.failures, `${login} ${address}`]];
    if (!this.isKnown(login, address))
      attempts.push([this.spread, `address ${address}`], [this.spread, `login ${login}`]);
    return consume(attempts, tooManyLogins);
  }

  /** Counts a code of the second step, by account, wherever it comes from. The password was right. Throws 429. */
  secondStep(accountId: string): Promise<Refund> {
    return consume([[this.failures, `code ${accountId}`]], tooManyLogins);
  }

  /** Counts a try with a passkey, by address: nobody guesses one, but each costs a check. Throws 429. */
  passkey(address: string): Promise<Refund> {
    return consume([[this.spread, `passkey ${address}`]], tooManyLogins);
  }

  /** Counts a request for a mail with a link, for any login, so a refusal tells nothing of it. Throws 429. */
  forgottenPassword(login: string, address: string): Promise<Refund> {
    const attempts = [
      [this.spread, `forgotten ${address}`],
      [this.mails, login],
    ] as const;
    return consume(attempts, tooManyLogins);
  }

  /** Counts the choice of a login by an invited person, because a refusal discloses one. Throws 429. */
  chooseLogin(link: string, address: string): Promise<Refund> {
    const attempts = [
      [this.failures, `link ${link}`],
      [this.spread, `choice ${address}`],
    ] as const;
    return consume(attempts, tooManyRequests);
  }

  /** Call after a right password. */
  remember(login: string, address: string): void {
    this.known.set(`${login} ${address}`, true);
  }

  isKnown(login: string, address: string): boolean {
    return this.known.has(`${login} ${address}`);
  }
}

type Attempt = readonly [limiter: RateLimiterMemory, who: string];

/** Returns a function that takes the attempts off their counts. */
async function consume(attempts: readonly Attempt[], refusal: (seconds: number) => Problem): Promise<Refund> {
  for (const [limiter, who] of attempts)
    await limiter.consume(who).catch((refused: unknown) => {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw refusal(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
    });
  return () => Promise.all(attempts.map(([limiter, who]) => limiter.reward(who)));
}

const tooManyLogins = (seconds: number): Problem =>
  new Problem(429, 'TOO_MANY_LOGINS', { params: { minutes: Math.ceil(seconds / 60) }, retryAfterSeconds: seconds });

export const tooManyRequests = (seconds: number): Problem =>
  new Problem(429, 'TOO_MANY_REQUESTS', { params: { seconds }, retryAfterSeconds: seconds });
