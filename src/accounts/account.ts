import { Command } from '@nestjs/cqrs';
import type { CommandContext } from '../event-store/command-context.js';
import type { Decider } from '../event-store/decider.js';
import { DomainError } from '../event-store/domain-error.js';
import type { AccountEvent } from '../events/account.events.js';
import type { Role, SecondFactorKind } from '../events/values.js';

interface OpenAccount {
  state: 'open';
  id: string;
  /** Counts the changes of role. */
  revision: number;
  /** Null = revoked; the account may get another. */
  role: Role | null;
  collegeId: string | null;
  factors: readonly { id: string; kind: SecondFactorKind }[];
}

export type Account = { state: 'none' } | OpenAccount | { state: 'closed'; id: string; erased: boolean };

/** An account as a link or a session was made for it. A change of its role ends both. */
export interface BoundAccount {
  id: string;
  revision: number;
}

/** The result of a command on an account; a null position = nothing changed. */
export interface WrittenAccount {
  accountId: string;
  position: string | null;
}

export interface RoleAndCollege {
  role: Role;
  /** Absent = not said; null = said to be none, which only a reviewer from outside the colleges may be. */
  collegeId?: string | null;
}

export interface OrganiserFacts {
  /** Open organisers other than this account. */
  otherOrganisers: number;
}

/** A command on an account that exists. */
export abstract class AccountCommand<Input = object> extends Command<WrittenAccount> {
  constructor(
    readonly input: Input & { accountId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

export const streamOf = (accountId: string): string => `account-${accountId}`;

function evolve(account: Account, event: AccountEvent): Account {
  const { accountId: id } = event.data;
  switch (event.type) {
    case 'AccountInvited':
      return { state: 'open', id, revision: 0, role: event.data.role, collegeId: event.data.collegeId, factors: [] };
    case 'RoleGranted':
      return account.state === 'open'
        ? { ...account, revision: account.revision + 1, role: event.data.role, collegeId: event.data.collegeId }
        : account;
    case 'RoleRevoked':
      return account.state === 'open' && account.role === event.data.role
        ? { ...account, revision: account.revision + 1, role: null, collegeId: null }
        : account;
    case 'AccountClosed':
      return { state: 'closed', id, erased: false };
    case 'PersonErased':
      return { state: 'closed', id, erased: true };
    case 'SecondFactorAdded':
      return account.state === 'open'
        ? { ...account, factors: [...account.factors, { id: event.data.factorId, kind: event.data.kind }] }
        : account;
    case 'SecondFactorRemoved':
      return account.state === 'open'
        ? { ...account, factors: account.factors.filter((factor) => factor.id !== event.data.factorId) }
        : account;
    case 'RecoveryCodesReplaced':
      return account;
  }
}

export const accountDecider: Decider<Account, AccountEvent> = { initialState: () => ({ state: 'none' }), evolve };

/** Throws not-found ACCOUNT_NOT_FOUND and conflict ACCOUNT_CLOSED. */
export function requireOpen(account: Account) {
  if (account.state === 'none') throw new DomainError('not-found', 'ACCOUNT_NOT_FOUND');
  if (account.state === 'closed') throw new DomainError('conflict', 'ACCOUNT_CLOSED');
  return account;
}

export function requireOtherOrganiser(role: Role | null, { otherOrganisers }: OrganiserFacts): void {
  if (role === 'organiser' && otherOrganisers === 0) throw new DomainError('conflict', 'LAST_ORGANISER');
}

/** The college that goes with a role. Throws invalid COLLEGE_REQUIRED or COLLEGE_NOT_WANTED. */
export function collegeOf({ role, collegeId }: RoleAndCollege): string | null {
  const isMissing = role === 'coordinator' ? !collegeId : role === 'reviewer' && collegeId === undefined;
  if (isMissing) throw new DomainError('invalid', 'COLLEGE_REQUIRED', {}, 'collegeId');
  if (collegeId && role !== 'coordinator' && role !== 'reviewer')
    throw new DomainError('invalid', 'COLLEGE_NOT_WANTED', {}, 'collegeId');
  return collegeId ?? null;
}
