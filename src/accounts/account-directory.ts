import { EventEmitter, once } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { AccountEvent } from '../events/account.events.js';
import { sleep } from '../config/backoff.js';
import type { Folded } from '../event-store/decider.js';
import { decode, type EventFilter, EventStore, StoreUnavailable } from '../event-store/event-store.js';
import type { Viewer } from '../http/access.js';
import { ReadyChecks } from '../observability/ready-checks.js';
import { ServerLog } from '../observability/server-log.js';
import { accountDecider, type Account, type OpenAccount, type PasswordReset, resetsOf } from './account.js';

const PATIENCE_MS = 5_000;
const ACCOUNTS: EventFilter = { streamPrefixes: ['account-'] };

/** All accounts, folded live from the history in this process: a revoked role is gone at once. */
@Injectable()
export class AccountDirectory implements OnApplicationBootstrap, OnApplicationShutdown {
  private accounts = new Map<string, Account>();
  private position: string | null = null;
  private isCaughtUp = false;
  private readonly stop = new AbortController();
  private readonly changes = new EventEmitter<{ account: [accountId: string]; read: [] }>().setMaxListeners(0);
  private following: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    private readonly log: ServerLog,
    private readonly checks: ReadyChecks,
  ) {}

  onApplicationBootstrap(): void {
    this.checks.add('accounts', () => ({ up: this.isCaughtUp }));
    this.following = this.follow();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.following;
  }

  onChange(listener: (accountId: string) => void): void {
    this.changes.on('account', listener);
  }

  /** Throws StoreUnavailable while the history cannot be read. */
  async all(): Promise<Account[]> {
    await this.until(() => this.isCaughtUp);
    return [...this.accounts.values()];
  }

  /**
   * Throws StoreUnavailable while the history cannot be read. Another process may have changed the account a moment ago. An account that
   * is unknown or older than `revision` is therefore read from the history.
   */
  async find(accountId: string, revision = 0): Promise<Account> {
    await this.until(() => this.isCaughtUp);
    const known = this.accounts.get(accountId);
    if (known === undefined || (known.state === 'open' && known.revision < revision)) await this.catchUp();
    return this.accounts.get(accountId) ?? accountDecider.initialState();
  }

  /** Resets of the password through links of others, oldest first. */
  async resetsOf(accountId: string): Promise<readonly PasswordReset[]> {
    await this.until(() => this.isCaughtUp);
    return resetsOf(this.accounts.get(accountId) ?? accountDecider.initialState());
  }

  /** Ids of the accounts whose password was reset through a link of somebody else. */
  async resetAccounts(): Promise<string[]> {
    await this.until(() => this.isCaughtUp);
    return [...this.accounts].filter(([, account]) => resetsOf(account).length > 0).map(([id]) => id);
  }

  /** The account as folded so far; undefined while the history cannot be read. */
  peek(accountId: string): Account | undefined {
    return this.isCaughtUp ? (this.accounts.get(accountId) ?? accountDecider.initialState()) : undefined;
  }

  /** Waits until an account event at `position` is applied here; null = nothing was written. */
  reached(position: string | null): Promise<void> {
    return this.until(
      () => position === null || (this.position !== null && this.store.compare(this.position, position) >= 0),
    );
  }

  /** Open organisers at the present end of the history. */
  async openOrganisers(): Promise<OpenAccount[]> {
    await this.catchUp();
    return (await this.all()).filter((account) => account.state === 'open').filter(({ role }) => role === 'organiser');
  }

  /** Applies what the history holds now. */
  private async catchUp(): Promise<void> {
    let last = this.position;
    for await (const event of this.store.readAll({ from: last ?? undefined, filter: ACCOUNTS })) last = event.position;
    await this.reached(last);
  }

  private async follow(): Promise<void> {
    const { signal } = this.stop;
    while (!signal.aborted) {
      try {
        this.accounts = new Map();
        this.position = null;
        for await (const message of this.store.subscribe({ filter: ACCOUNTS, signal })) {
          if (message.kind === 'caught-up') this.isCaughtUp = true;
          else this.apply(decode(message.event) as unknown as Folded<AccountEvent> & { position: string });
          this.changes.emit('read');
        }
      } catch (error) {
        this.isCaughtUp = false;
        this.log.error(error, 'AccountDirectory');
      }
      await sleep(1_000, signal);
    }
  }

  private apply(event: Folded<AccountEvent> & { position: string }): void {
    const { accountId } = event.data;
    const before = this.accounts.get(accountId) ?? accountDecider.initialState();
    const now = accountDecider.evolve(before, event);
    this.accounts.set(accountId, now);
    this.position = event.position;
    if (!isDeepStrictEqual(rightsOf(before), rightsOf(now))) this.changes.emit('account', accountId);
  }

  private async until(condition: () => boolean): Promise<void> {
    if (condition()) return;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    while (!condition())
      await once(this.changes, 'read', { signal }).catch(() => {
        throw new StoreUnavailable('accounts are not known yet');
      });
  }
}

/** Sessions and live connections end when one of these changes. */
function rightsOf(account: Account) {
  if (account.state !== 'open') return account.state;
  const { revision, role, collegeId } = account;
  return { revision, role, collegeId };
}

/** Null for an account that may do nothing, and for a session of another `revision` of it. */
export function viewerFor(account: Account, revision?: number): Viewer | null {
  if (account.state !== 'open' || account.role === null || account.revision !== (revision ?? account.revision))
    return null;
  return { accountId: account.id, role: account.role, collegeId: account.collegeId };
}
