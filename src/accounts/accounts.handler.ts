import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { uuidOf } from '../config/ids.js';
import type { CommandContext } from '../event-store/command-context.js';
import { DeciderCommandHandler } from '../event-store/command-handler.js';
import type { AccountEvent } from '../events/account.events.js';
import {
  type Account,
  accountDecider,
  CloseAccount,
  closeAccount,
  GrantRole,
  grantRole,
  InviteAccount,
  inviteAccount,
  type OrganiserFacts,
  RevokeRole,
  revokeRole,
  streamOf,
} from './account.js';
import { AccountDirectory } from './account-directory.js';
import { AccountRows } from './accounts.repository.js';
import { PostgresSessions } from './sessions.repository.js';

type Rule = (state: Account, facts: OrganiserFacts) => AccountEvent[];

@Injectable()
abstract class AccountHandler {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly directory: AccountDirectory,
    private readonly sessions: PostgresSessions,
    protected readonly rows: AccountRows,
  ) {}

  protected async change(accountId: string, context: CommandContext, rule: Rule) {
    const facts = { otherOrganisers: await this.directory.otherOrganisers(accountId) };
    const decide = (state: Account) => rule(state, facts);
    const { position } = await this.commandHandler.handle(streamOf(accountId), accountDecider, decide, context);
    await this.directory.reached(position);
    return { accountId, position };
  }

  /** A screen's session of a year must never become a person's. */
  protected async endScreen(accountId: string): Promise<void> {
    const account = await this.directory.find(accountId);
    if (account.state === 'open' && account.role === 'screen') await this.sessions.endAll(accountId);
  }
}

@CommandHandler(InviteAccount)
export class InviteAccountHandler extends AccountHandler implements ICommandHandler<InviteAccount> {
  async execute({ input, context }: InviteAccount) {
    const accountId = newId(context);
    await this.rows.add(accountId, input.name ?? null);
    const written = await this.change(accountId, context, (state) => inviteAccount({ ...input, accountId }, state));
    return { ...written, token: await this.rows.newInvitation(accountId) };
  }
}

@CommandHandler(GrantRole)
export class GrantRoleHandler extends AccountHandler implements ICommandHandler<GrantRole> {
  async execute({ input, context }: GrantRole) {
    if (input.role !== 'screen') await this.endScreen(input.accountId);
    return this.change(input.accountId, context, (state, facts) => grantRole(input, state, facts));
  }
}

@CommandHandler(RevokeRole)
export class RevokeRoleHandler extends AccountHandler implements ICommandHandler<RevokeRole> {
  async execute({ input: { accountId }, context }: RevokeRole) {
    await this.endScreen(accountId);
    return this.change(accountId, context, revokeRole);
  }
}

/** Erases the person's name, login and password after the event. */
@CommandHandler(CloseAccount)
export class CloseAccountHandler extends AccountHandler implements ICommandHandler<CloseAccount> {
  async execute({ input: { accountId }, context }: CloseAccount) {
    const written = await this.change(accountId, context, closeAccount);
    await this.rows.erase(accountId);
    return written;
  }
}

/** A retry under the same key creates the same account, even after a crash. */
const newId = ({ actor, idempotencyKey: key }: CommandContext): string =>
  key === undefined ? randomUUID() : uuidOf(JSON.stringify(['account', actor, key]));
