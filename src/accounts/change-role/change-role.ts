import { DomainError } from '../../event-store/domain-error.js';
import type { AccountEvent } from '../../events/account.events.js';
import type { Account } from '../account.js';
import { collegeOf, type RoleAndCollege } from '../role-and-college.js';

export interface OrganisersLeft {
  /** Open organisers other than this account. */
  otherOrganisers: number;
}

export function grantRole(
  command: RoleAndCollege,
  account: Account,
  { otherOrganisers }: OrganisersLeft,
): AccountEvent[] {
  const open = opened(account);
  const collegeId = collegeOf(command);
  if (open.role === command.role && open.collegeId === collegeId) return [];
  if (open.role === 'organiser') keepOne(otherOrganisers);
  return [{ type: 'RoleGranted', data: { accountId: open.id, role: command.role, collegeId } }];
}

export function revokeRole(account: Account, { otherOrganisers }: OrganisersLeft): AccountEvent[] {
  const { id, role } = opened(account);
  if (role === null) return [];
  if (role === 'organiser') keepOne(otherOrganisers);
  return [{ type: 'RoleRevoked', data: { accountId: id, role } }];
}

export function keepOne(otherOrganisers: number): void {
  if (otherOrganisers === 0) throw new DomainError('conflict', 'LAST_ORGANISER');
}

function opened(account: Account) {
  if (account.state === 'none') throw new DomainError('not-found', 'ACCOUNT_NOT_FOUND');
  if (account.state === 'closed') throw new DomainError('conflict', 'ACCOUNT_CLOSED');
  return account;
}
