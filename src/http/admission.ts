import { Injectable } from '@nestjs/common';
import type { Viewer } from './access.js';
import { type Budget, RateLimits } from './limits/rate-limits.js';
import { Sessions } from './sessions.js';

interface Arrival {
  /** Network block of the client. */
  address: string;
  cookie: string | undefined;
  budget: Budget;
}

/** Finds the session of a request. Charges the request to the account, or to the address of an anonymous caller. */
@Injectable()
export class Admission {
  constructor(
    private readonly sessions: Sessions,
    private readonly limits: RateLimits,
  ) {}

  /** Throws 429 TOO_MANY_REQUESTS. Null = anonymous. */
  async admit({ address, cookie, budget }: Arrival): Promise<Viewer | null> {
    const viewer = await this.viewerOf(address, cookie);
    await this.limits.count(budget, viewer ? viewer.accountId : address);
    return viewer;
  }

  /** Forged cookies cost a query each, so an address has a budget of sessions that are not known yet. */
  private async viewerOf(address: string, cookie: string | undefined): Promise<Viewer | null> {
    if (this.sessions.sessionOf(cookie) === null) return null;
    if (this.sessions.isKnown(cookie)) return this.sessions.viewerOf(cookie);
    const giveBack = await this.limits.count('lookUps', address);
    const viewer = await this.sessions.viewerOf(cookie);
    if (viewer) await giveBack();
    return viewer;
  }
}
