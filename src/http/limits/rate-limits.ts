import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppConfig } from '../../config/environment.js';
import { Problem } from '../problem.js';
import { MinuteCounts } from './minute-counts.js';

const QUARTER_HOUR = 900;
/** One address may fail for this many times as many logins, and one login from this many addresses. */
const SPREAD = 10;

/** Fair use, counted in this process: requests by address and by account, wrong passwords by login and address. */
@Injectable()
export class RateLimits {
  private readonly reads: MinuteCounts;
  private readonly writes: MinuteCounts;
  private readonly failures: RateLimiterMemory;
  private readonly spread: RateLimiterMemory;

  constructor(config: AppConfig) {
    this.reads = new MinuteCounts(config.QORZHYN_READS_PER_MINUTE);
    this.writes = new MinuteCounts(config.QORZHYN_WRITES_PER_MINUTE);
    this.failures = new RateLimiterMemory({ points: config.QORZHYN_LOGIN_FAILURES, duration: QUARTER_HOUR });
    this.spread = new RateLimiterMemory({ points: config.QORZHYN_LOGIN_FAILURES * SPREAD, duration: QUARTER_HOUR });
  }

  /** Throws 429. `who` is an address or an account. */
  count(kind: 'reads' | 'writes', who: string): void {
    const waitMs = this[kind].add(who);
    if (waitMs === 0) return;
    const seconds = Math.max(1, Math.ceil(waitMs / 1000));
    throw new Problem(429, 'TOO_MANY_REQUESTS', { params: { seconds }, retryAfterSeconds: seconds });
  }

  /**
   * Counts an attempt to sign in before the password is looked at, so that parallel guesses cannot slip through. Throws 429.
   * Gives back what takes the attempt off the count when the password was right.
   */
  async signIn(login: string, address: string): Promise<() => Promise<void>> {
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
    return async () => {
      await Promise.all(attempts.map(([limiter, who]) => limiter.reward(who)));
    };
  }
}

function secondsOf(refused: unknown): number {
  if (!(refused instanceof RateLimiterRes)) throw refused;
  return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
}
