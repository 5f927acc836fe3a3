import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CommandContext } from '../event-store/command-context.js';
import { uuidOf } from '../config/ids.js';
import { DeciderCommandHandler } from '../event-store/command-handler.js';
import { accountDecider, streamOf } from './account.js';
import { AccountDirectory } from './account-directory.js';
import { AccountRows } from './accounts.repository.js';
import { grantRole, revokeRole } from './change-role/change-role.js';
import { closeAccount } from './close-account/close-account.js';
import { inviteAccount } from './invite-account/invite-account.js';
import type { RoleAndCollege } from './role-and-college.js';
import { PostgresSessions } from './sessions.repository.js';

export interface Changed {
  accountId: string;
  position: string | null;
}

/** What is decided about accounts. Each answers when every check of this process already knows it. */
@Injectable()
export class AccountCommands {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly directory: AccountDirectory,
    private readonly rows: AccountRows,
    private readonly sessions: PostgresSessions,
  ) {}

  /** Gives the one-time token besides. */
  async invite(
    wish: RoleAndCollege & { name?: string | null },
    context: CommandContext,
  ): Promise<Changed & { token: string }> {
    const accountId = newId(context);
    await this.rows.add(accountId, wish.name ?? null);
    const { position } = await this.commandHandler.handle(
      streamOf(accountId),
      accountDecider,
      (state) => inviteAccount({ ...wish, accountId }, state),
      context,
    );
    await this.known(position);
    return { accountId, position, token: await this.rows.newInvitation(accountId) };
  }

  async grant(accountId: string, wish: RoleAndCollege, context: CommandContext): Promise<Changed> {
    if (wish.role !== 'screen') await this.signOutScreen(accountId);
    const facts = { otherOrganisers: await this.directory.otherOrganisers(accountId) };
    const { position } = await this.commandHandler.handle(
      streamOf(accountId),
      accountDecider,
      (state) => grantRole(wish, state, facts),
      context,
    );
    await this.known(position);
    return { accountId, position };
  }

  async revoke(accountId: string, context: CommandContext): Promise<Changed> {
    await this.signOutScreen(accountId);
    const facts = { otherOrganisers: await this.directory.otherOrganisers(accountId) };
    const { position } = await this.commandHandler.handle(
      streamOf(accountId),
      accountDecider,
      (state) => revokeRole(state, facts),
      context,
    );
    await this.known(position);
    return { accountId, position };
  }

  /** The person's name, login and password are erased with it. */
  async close(accountId: string, context: CommandContext): Promise<Changed> {
    const facts = { otherOrganisers: await this.directory.otherOrganisers(accountId) };
    const { position } = await this.commandHandler.handle(
      streamOf(accountId),
      accountDecider,
      (state) => closeAccount(state, facts),
      context,
    );
    await this.known(position);
    await this.rows.erase(accountId);
    return { accountId, position };
  }

  /** A device that stands in a hall must not become a person's with its session of a year. */
  private async signOutScreen(accountId: string): Promise<void> {
    const account = await this.directory.find(accountId);
    if (account.state === 'open' && account.role === 'screen') await this.sessions.endAll(accountId);
  }

  private async known(position: string | null): Promise<void> {
    if (position !== null) await this.directory.reached(position);
  }
}

/** A retry under the same key creates the same account, even after a crash. */
const newId = ({ actor, idempotencyKey: key }: CommandContext): string =>
  key === undefined ? randomUUID() : uuidOf(JSON.stringify(['account', actor, key]));
