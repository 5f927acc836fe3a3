import { Injectable } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AccountEvent } from '../../events/account.events.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { accountDecider, streamOf, type Account, type OrganiserFacts } from '../account.js';
import { AccountDirectory } from '../account-directory.js';
import { PostgresSessions } from '../sessions.repository.js';
import { GrantRole, grantRole, RevokeRole, revokeRole } from './change-role.js';

@Injectable()
abstract class RoleHandler {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly directory: AccountDirectory,
    private readonly sessions: PostgresSessions,
  ) {}

  /** Ends a screen's session of a year first, so that it never becomes a person's. */
  protected async change(
    accountId: string,
    context: CommandContext,
    rule: (state: Account, facts: OrganiserFacts) => AccountEvent[],
    isStillScreen = false,
  ) {
    const account = await this.directory.find(accountId);
    if (!isStillScreen && account.state === 'open' && account.role === 'screen') await this.sessions.endAll(accountId);
    const facts = { otherOrganisers: await this.directory.otherOrganisers(accountId) };
    const { position } = await this.commandHandler.handle(
      streamOf(accountId),
      accountDecider,
      (state) => rule(state, facts),
      context,
    );
    await this.directory.reached(position);
    return { accountId, position };
  }
}

@CommandHandler(GrantRole)
export class GrantRoleHandler extends RoleHandler implements ICommandHandler<GrantRole> {
  execute({ accountId, input, context }: GrantRole) {
    const isStillScreen = input.role === 'screen';
    return this.change(accountId, context, (state, facts) => grantRole(input, state, facts), isStillScreen);
  }
}

@CommandHandler(RevokeRole)
export class RevokeRoleHandler extends RoleHandler implements ICommandHandler<RevokeRole> {
  execute({ accountId, context }: RevokeRole) {
    return this.change(accountId, context, revokeRole);
  }
}
