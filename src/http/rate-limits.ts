import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppConfig } from '../config/environment.js';
import { Problem } from './problem.js';

const MINUTE = 60;
const QUARTER_HOUR = 900;
/** A hall of 600 phones behind one address asks for about 13,000 files and boards in its first minute. */
const CACHED_PER_READ = 20;
/** One address may fail for this many times as many logins, and one login from this many addresses. */
const SPREAD = 10;

/** `cachedReads` are answered from memory; `lookUps` are sessions that the database must be asked about. */
export type Budget = 'reads' | 'cachedReads' | 'writes' | 'lookUps';

type Refund = () => Promise<unknown>;

/** Fair use, counted in this process: requests by address or account, wrong passwords by login and address. */
@Injectable()
export class RateLimits {
  private readonly budgets: Readonly<Record<Budget, RateLimiterMemory>>;
  private readonly failures: RateLimiterMemory;
  private readonly spread: RateLimiterMemory;

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
    const limiter = this.budgets[budget];
    await limiter.consume(who).catch((refused: unknown) => {
      const seconds = secondsOf(refused);
      throw new Problem(429, 'TOO_MANY_REQUESTS', { params: { seconds }, retryAfterSeconds: seconds });
    });
    return () => limiter.reward(who);
  }

  /**
   * Counts a sign-in before the password is checked, so that parallel guesses cannot slip through. Throws 429.
   * Returns a function that takes the attempt off the count once the password was right.
   */
  async signIn(login: string, address: string): Promise<Refund> {
    const attempts = [
      [this.failures, `${login} ${address}`],
      [this.spread, `login ${login}`],
      [this.spread, `address ${address}`],
    ] as const;
    for (const [limiter, who] of attempts) {
      await limiter.consume(who).catch((refused: unknown) => {
        const seconds = secondsOf(refused);
        throw new Problem(429, 'TOO_MANY_LOGINS', {
          params: { minutes: Math.ceil(seconds / 60) },
          retryAfterSeconds: seconds,
        });
      });
    }
    return () => Promise.all(attempts.map(([limiter, who]) => limiter.reward(who)));
  }
}

function secondsOf(refused: unknown): number {
  if (!(refused instanceof RateLimiterRes)) throw refused;
  return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
}
