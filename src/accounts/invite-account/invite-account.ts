import { DomainError } from '../../event-store/domain-error.js';
import type { AccountEvent } from '../../events/account.events.js';
import type { Account } from '../account.js';
import { collegeOf, type RoleAndCollege } from '../role-and-college.js';

export interface InviteAccount extends RoleAndCollege {
  accountId: string;
}

export function inviteAccount(command: InviteAccount, account: Account): AccountEvent[] {
  const { accountId, role } = command;
  if (account.state !== 'none') throw new DomainError('conflict', 'ACCOUNT_EXISTS');
  return [{ type: 'AccountInvited', data: { accountId, role, collegeId: collegeOf(command) } }];
}
