import { Command } from '@nestjs/cqrs';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import type { AccountEvent } from '../../events/account.events.js';
import { type Account, type OrganiserFacts, requireOtherOrganiser, type WrittenAccount } from '../account.js';
import { collegeOf, type RoleAndCollege } from '../role-and-college.js';

export class GrantRole extends Command<WrittenAccount> {
  constructor(
    readonly accountId: string,
    readonly input: RoleAndCollege,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export class RevokeRole extends Command<WrittenAccount> {
  constructor(
    readonly accountId: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function grantRole(
  command: RoleAndCollege,
  account: Account,
  { otherOrganisers }: OrganiserFacts,
): AccountEvent[] {
  const open = requireOpen(account);
  const collegeId = collegeOf(command);
  if (open.role === command.role && open.collegeId === collegeId) return [];
  if (open.role === 'organiser') requireOtherOrganiser(otherOrganisers);
  return [{ type: 'RoleGranted', data: { accountId: open.id, role: command.role, collegeId } }];
}

export function revokeRole(account: Account, { otherOrganisers }: OrganiserFacts): AccountEvent[] {
  const { id, role } = requireOpen(account);
  if (role === null) return [];
  if (role === 'organiser') requireOtherOrganiser(otherOrganisers);
  return [{ type: 'RoleRevoked', data: { accountId: id, role } }];
}

function requireOpen(account: Account) {
  if (account.state === 'none') throw new DomainError('not-found', 'ACCOUNT_NOT_FOUND');
  if (account.state === 'closed') throw new DomainError('conflict', 'ACCOUNT_CLOSED');
  return account;
}
