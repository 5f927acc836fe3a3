import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/environment.js';
import type { Account, ProvedAccount } from '../account.js';
import { AccountDirectory } from '../account-directory.js';
import { HalfSessions } from './half-sessions.repository.js';
import { asksSecondFactor, lacksSecondFactor } from './second-factor-policy.js';

/** Decides whether a right password is enough for a session. */
@Injectable()
export class SecondFactorGate {
  constructor(
    private readonly directory: AccountDirectory,
    private readonly halves: HalfSessions,
    private readonly config: AppConfig,
  ) {}

  find(accountId: string): Promise<Account> {
    return this.directory.find(accountId);
  }

  lacks(account: Account): boolean {
    return lacksSecondFactor(this.config, account);
  }

  /** True when a right password is not enough. */
  async asks({ id }: ProvedAccount): Promise<boolean> {
    return asksSecondFactor(this.config, await this.find(id));
  }

  /** The token of a half session. */
  startHalf(bound: ProvedAccount): Promise<string> {
    return this.halves.start(bound);
  }
}
