import { Command } from '@nestjs/cqrs';
import type { CommandContext } from '../event-store/command-context.js';
import type { Decider, Folded } from '../event-store/decider.js';
import { DomainError } from '../event-store/domain-error.js';
import type { AccountEvent } from '../events/account.events.js';
import type { Role, SecondFactorKind } from '../events/values.js';

/** The password was set through a link that somebody else had issued. */
export interface PasswordReset {
  /** ISO instant. */
  at: string;
  /** Issuer of the link: an account id or `system`; null = a link of an earlier version. */
  by: string | null;
}

/** The newest reset at or before an instant; null = none. The holder of the link may then have acted for the account. */
export const resetBefore = (resets: readonly PasswordReset[], at: string): PasswordReset | null =>
  resets.findLast((reset) => reset.at <= at) ?? null;

export interface OpenAccount {
  state: 'open';
  id: string;
  /** Counts the changes of role. */
  revision: number;
  /** Null = revoked; the account may get another. */
  role: Role | null;
  collegeId: string | null;
  /** It is said to belong to no college, by this organiser; null = confirmed, or not said. */
  unconfirmed: { by: string } | null;
  factors: readonly { id: string; kind: SecondFactorKind }[];
  /** Ids of the keys that open the account. */
  passkeys: readonly string[];
  /** Issuer of the newest link. */
  linkBy: string | null;
  resets: readonly PasswordReset[];
}

export type Account =
  { state: 'none' } | OpenAccount | { state: 'closed'; id: string; resets: readonly PasswordReset[]; erased: boolean };

/** An account as a link or a session was made for it. A change of its role ends both. */
export interface BoundAccount {
  id: string;
  revision: number;
}

/** An account whose password was proved. A change of the password ends what follows from it. */
export interface ProvedAccount extends BoundAccount {
  /** The stored hash that the password matched; absent = something else proved the account, such as the link of a screen. */
  passwordHash?: string | undefined;
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
  /** Open organisers other than this account who can sign in. */
  otherOrganisers: number;
}

export interface CollegeFacts {
  /** The college that the command names is merged, split up or closed. */
  collegeEnded: boolean;
}

export interface ConfirmerFacts {
  /** Open organisers who can sign in and are confirmed, other than this account and the one who asks. */
  confirmers: number;
  /** The one who asks waits for no confirmation. */
  byConfirmed: boolean;
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

export const resetsOf = (account: Account): readonly PasswordReset[] =>
  account.state === 'none' ? [] : account.resets;

function evolve(account: Account, event: Folded<AccountEvent>): Account {
  const { accountId: id } = event.data;
  switch (event.type) {
    case 'AccountInvited':
      return {
        state: 'open',
        id,
        revision: 0,
        role: event.data.role,
        collegeId: event.data.collegeId,
        unconfirmed: unconfirmedIn(event),
        factors: [],
        passkeys: [],
        linkBy: null,
        resets: [],
      };
    case 'InvitationIssued':
      return account.state === 'open' ? { ...account, linkBy: event.metadata.actor } : account;
    case 'PasswordReset':
      return account.state === 'open'
        ? { ...account, resets: [...account.resets, { at: event.metadata.recordedAt, by: account.linkBy }] }
        : account;
    case 'InvitationAccepted':
    case 'PasswordChanged':
    case 'SessionsEnded':
      return account;
    case 'RoleGranted':
      return account.state === 'open'
        ? {
            ...account,
            revision: account.revision + 1,
            role: event.data.role,
            collegeId: event.data.collegeId,
            unconfirmed: unconfirmedIn(event),
          }
        : account;
    case 'NoCollegeConfirmed':
      return account.state === 'open' ? { ...account, unconfirmed: null } : account;
    case 'RoleRevoked':
      return account.state === 'open' && account.role === event.data.role
        ? { ...account, revision: account.revision + 1, role: null, collegeId: null, unconfirmed: null }
        : account;
    case 'AccountClosed':
      return { state: 'closed', id, resets: resetsOf(account), erased: false };
    case 'PersonErased':
      return { state: 'closed', id, resets: resetsOf(account), erased: true };
    case 'SecondFactorAdded':
      return account.state === 'open'
        ? { ...account, factors: [...account.factors, { id: event.data.factorId, kind: event.data.kind }] }
        : account;
    case 'SecondFactorRemoved':
      return account.state === 'open'
        ? { ...account, factors: account.factors.filter((factor) => factor.id !== event.data.factorId) }
        : account;
    case 'PasskeyAdded':
      return account.state === 'open' ? { ...account, passkeys: [...account.passkeys, event.data.passkeyId] } : account;
    case 'PasskeyRemoved':
      return account.state === 'open'
        ? { ...account, passkeys: account.passkeys.filter((key) => key !== event.data.passkeyId) }
        : account;
    case 'RecoveryCodesReplaced':
      return account;
  }
}

type Assigned = Folded<Extract<AccountEvent, { type: 'AccountInvited' | 'RoleGranted' }>>;

const unconfirmedIn = ({ data, metadata }: Assigned) => (data.unconfirmed ? { by: metadata.actor } : null);

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

/** A college that ended gets no new coordinators. Throws conflict COLLEGE_ENDED. */
export function requireActiveCollege({ role, collegeId }: RoleAndCollege, { collegeEnded }: CollegeFacts): void {
  if (role === 'coordinator' && collegeId && collegeEnded)
    throw new DomainError('conflict', 'COLLEGE_ENDED', { collegeId }, 'collegeId');
}

/**
 * The role in an event, and the confirmation behind it. A reviewer or an organiser without a college is confirmed by another
 * organiser, or at once where there is none. An account that waits for a confirmation gives no such role: one person could confirm what
 * their second account gave. Throws forbidden NO_COLLEGE_UNCONFIRMED.
 */
export function assigned(
  type: 'AccountInvited' | 'RoleGranted',
  command: RoleAndCollege & { accountId: string },
  { confirmers, byConfirmed }: ConfirmerFacts,
): AccountEvent[] {
  const { accountId, role } = command;
  const data = { accountId, role, collegeId: collegeOf(command) };
  const isOutside = data.collegeId === null && (role === 'reviewer' || role === 'organiser');
  if (isOutside && !byConfirmed) throw new DomainError('forbidden', 'NO_COLLEGE_UNCONFIRMED');
  if (isOutside && confirmers > 0) return [{ type, data: { ...data, unconfirmed: true } }];
  const confirmed: AccountEvent = { type: 'NoCollegeConfirmed', data: { accountId, alone: true } };
  return [{ type, data }, ...(isOutside ? [confirmed] : [])];
}

/** The college that goes with a role. Throws invalid COLLEGE_REQUIRED or COLLEGE_NOT_WANTED. */
export function collegeOf({ role, collegeId }: RoleAndCollege): string | null {
  const isMissing = role === 'coordinator' ? !collegeId : role === 'reviewer' && collegeId === undefined;
  if (isMissing) throw new DomainError('invalid', 'COLLEGE_REQUIRED', {}, 'collegeId');
  if (collegeId && role !== 'coordinator' && role !== 'reviewer')
    throw new DomainError('invalid', 'COLLEGE_NOT_WANTED', {}, 'collegeId');
  return collegeId ?? null;
}
