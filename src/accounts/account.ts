import { DomainError } from '../event-store/domain-error.js';
import type { AccountEvent } from '../events/account.events.js';
import type { Role } from '../events/values.js';
import type { Decider } from '../event-store/decider.js';

/** `role` null = revoked; the account may get another. */
export type Account =
  | { state: 'none' }
  | { state: 'open'; id: string; role: Role | null; collegeId: string | null }
  | { state: 'closed'; id: string };

/** The result of a command on an account; null = nothing changed. */
export interface WrittenAccount {
  accountId: string;
  position: string | null;
}

export const streamOf = (accountId: string): string => `account-${accountId}`;

export function evolve(account: Account, event: AccountEvent): Account {
  const { accountId: id } = event.data;
  switch (event.type) {
    case 'AccountInvited':
      return { state: 'open', id, role: event.data.role, collegeId: event.data.collegeId };
    case 'RoleGranted':
      return account.state === 'open'
        ? { ...account, role: event.data.role, collegeId: event.data.collegeId }
        : account;
    case 'RoleRevoked':
      return account.state === 'open' && account.role === event.data.role
        ? { ...account, role: null, collegeId: null }
        : account;
    case 'AccountClosed':
      return { state: 'closed', id };
  }
}

export const accountDecider: Decider<Account, AccountEvent> = { initialState: () => ({ state: 'none' }), evolve };

export interface OrganiserFacts {
  /** Open organisers other than this account. */
  otherOrganisers: number;
}

export function requireOtherOrganiser(otherOrganisers: number): void {
  if (otherOrganisers === 0) throw new DomainError('conflict', 'LAST_ORGANISER');
}
