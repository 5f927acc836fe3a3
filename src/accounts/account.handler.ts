import { Injectable } from '@nestjs/common';
import type { CommandContext } from '../event-store/command-context.js';
import { DeciderCommandHandler } from '../event-store/command-handler.js';
import { RuleLock } from '../event-store/rule-lock.repository.js';
import type { AccountEvent } from '../events/account.events.js';
import {
  type Account,
  accountDecider,
  type CollegeFacts,
  type ConfirmerFacts,
  type OrganiserFacts,
  streamOf,
} from './account.js';
import { AccountDirectory } from './account-directory.js';
import { AccountRows } from './accounts.repository.js';
import { collegeEnded } from './college-ended.js';

type Facts = OrganiserFacts & ConfirmerFacts;
type Rule = (state: Account, facts: Facts) => AccountEvent[];

/** Base of the handlers of account commands. */
@Injectable()
export abstract class AccountHandler {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    protected readonly directory: AccountDirectory,
    protected readonly rows: AccountRows,
    private readonly lock: RuleLock,
  ) {}

  /**
   * Runs one change at a time, so that two organisers who revoke each other cannot both succeed. `store` runs after the event and
   * before the next change.
   */
  protected change(accountId: string, context: CommandContext, rule: Rule, store?: () => Promise<void>) {
    return this.lock.run('accounts', async () => {
      const facts = await this.facts(accountId, context.actor);
      const written = await this.decide(accountId, context, (state) => rule(state, facts));
      await store?.();
      return written;
    });
  }

  private async facts(accountId: string, actor: string): Promise<Facts> {
    const organisers = await this.directory.openOrganisers();
    const withLogin = new Set((await this.rows.people()).filter(({ login }) => login !== null).map(({ id }) => id));
    const others = organisers.filter(({ id }) => id !== accountId);
    const confirmers = others.filter(({ id, unconfirmed }) => id !== actor && !unconfirmed && withLogin.has(id));
    const byConfirmed = !organisers.some(({ id, unconfirmed }) => id === actor && unconfirmed);
    const otherOrganisers = others.filter(({ id }) => withLogin.has(id)).length;
    return { otherOrganisers, confirmers: confirmers.length, byConfirmed };
  }

  /** Facts about the college that a command names, by its stored history. */
  protected async collegeFacts(collegeId: string | null | undefined): Promise<CollegeFacts> {
    if (!collegeId) return { collegeEnded: false };
    const { state } = await this.commandHandler.load(`college-${collegeId}`, collegeEnded);
    return { collegeEnded: state };
  }

  /** For rules that need no facts about other accounts. */
  protected async decide(accountId: string, context: CommandContext, rule: (state: Account) => AccountEvent[]) {
    const { position } = await this.commandHandler.handle(streamOf(accountId), accountDecider, rule, context);
    await this.directory.reached(position);
    return { accountId, position };
  }
}
