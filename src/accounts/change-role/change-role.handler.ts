import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AccountHandler } from '../account.handler.js';
import { GrantRole, grantRole, RevokeRole, revokeRole } from './change-role.js';

@CommandHandler(GrantRole)
export class GrantRoleHandler extends AccountHandler implements ICommandHandler<GrantRole> {
  async execute({ input, context }: GrantRole) {
    const college = await this.collegeFacts(input.collegeId);
    return this.change(input.accountId, context, (state, facts) => grantRole(input, state, { ...facts, ...college }));
  }
}

@CommandHandler(RevokeRole)
export class RevokeRoleHandler extends AccountHandler implements ICommandHandler<RevokeRole> {
  async execute({ input: { accountId }, context }: RevokeRole) {
    return this.change(accountId, context, revokeRole);
  }
}
