import type { AccountEvent } from '../../events/account.events.js';
import {
  type Account,
  AccountCommand,
  assigned,
  type CollegeFacts,
  collegeOf,
  type ConfirmerFacts,
  type OrganiserFacts,
  requireActiveCollege,
  requireOpen,
  requireOtherOrganiser,
  type RoleAndCollege,
} from '../account.js';

export class GrantRole extends AccountCommand<RoleAndCollege> {}
export class RevokeRole extends AccountCommand {}

export function grantRole(
  command: RoleAndCollege,
  account: Account,
  facts: OrganiserFacts & CollegeFacts & ConfirmerFacts,
): AccountEvent[] {
  const open = requireOpen(account);
  const collegeId = collegeOf(command);
  if (open.role === command.role && open.collegeId === collegeId) return [];
  requireActiveCollege(command, facts);
  requireOtherOrganiser(open.role, facts);
  return assigned('RoleGranted', { ...command, accountId: open.id }, facts);
}

export function revokeRole(account: Account, facts: OrganiserFacts): AccountEvent[] {
  const { id, role } = requireOpen(account);
  if (role === null) return [];
  requireOtherOrganiser(role, facts);
  return [{ type: 'RoleRevoked', data: { accountId: id, role } }];
}
