import type { AccountEvent } from '../../events/account.events.js';
import type { RemovedBy, SecondFactorKind } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import { type Account, AccountCommand, requireOpen } from '../account.js';
import { removePasskey } from '../passkeys/passkey.js';

interface Adding {
  factorId: string;
  kind: SecondFactorKind;
}

interface Removing {
  /** Absent = all of the account. */
  factorId?: string;
  by: RemovedBy;
}

/** The person has proved that the factor works. */
export class AddSecondFactor extends AccountCommand<Adding> {}
export class RemoveSecondFactor extends AccountCommand<Removing> {}
export class ReplaceRecoveryCodes extends AccountCommand {}

export function addSecondFactor({ factorId, kind }: Adding, account: Account): AccountEvent[] {
  const { id: accountId, factors } = requireOpen(account);
  if (factors.some(({ id }) => id === factorId)) return [];
  requireFreeKind(kind, account);
  return [{ type: 'SecondFactorAdded', data: { accountId, factorId, kind } }];
}

/** Throws conflict SECOND_FACTOR_EXISTS: a person has one authenticator app. */
export function requireFreeKind(kind: SecondFactorKind, account: Account): void {
  if (requireOpen(account).factors.some((factor) => factor.kind === kind))
    throw new DomainError('conflict', 'SECOND_FACTOR_EXISTS');
}

/** Without `factorId` the passkeys go too: a lost phone has the key in it. */
export function removeSecondFactor({ factorId, by }: Removing, account: Account): AccountEvent[] {
  const { id: accountId, factors } = requireOpen(account);
  const removed = factors
    .filter(({ id }) => id === (factorId ?? id))
    .map(({ id, kind }): AccountEvent => ({
      type: 'SecondFactorRemoved',
      data: { accountId, factorId: id, kind, by },
    }));
  return factorId === undefined ? [...removed, ...removePasskey({ by }, account)] : removed;
}

export function replaceRecoveryCodes(account: Account): AccountEvent[] {
  const { id: accountId, factors } = requireOpen(account);
  if (factors.length === 0) throw new DomainError('conflict', 'SECOND_FACTOR_NONE');
  return [{ type: 'RecoveryCodesReplaced', data: { accountId } }];
}
