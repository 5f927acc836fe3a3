import type { AccountEvent } from '../../events/account.events.js';
import type { RemovedBy } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import { type Account, AccountCommand, requireOpen } from '../account.js';

/** As many as a person has devices; each is a way in. */
const MOST_PASSKEYS = 10;

interface Adding {
  passkeyId: string;
}

interface Removing {
  /** Absent = all of the account. */
  passkeyId?: string;
  by: RemovedBy;
}

/** The person's device has proved that it holds the key. */
export class AddPasskey extends AccountCommand<Adding> {}
export class RemovePasskey extends AccountCommand<Removing> {}

/** Throws conflict PASSKEYS_FULL. */
export function addPasskey({ passkeyId }: Adding, account: Account): AccountEvent[] {
  const { id: accountId, passkeys } = requireOpen(account);
  if (passkeys.includes(passkeyId)) return [];
  requireRoom(account);
  return [{ type: 'PasskeyAdded', data: { accountId, passkeyId } }];
}

/** Throws conflict PASSKEYS_FULL. */
export function requireRoom(account: Account): void {
  if (requireOpen(account).passkeys.length >= MOST_PASSKEYS)
    throw new DomainError('conflict', 'PASSKEYS_FULL', { most: MOST_PASSKEYS });
}

export function removePasskey({ passkeyId, by }: Removing, account: Account): AccountEvent[] {
  const { id: accountId, passkeys } = requireOpen(account);
  return passkeys
    .filter((id) => id === (passkeyId ?? id))
    .map((id) => ({ type: 'PasskeyRemoved', data: { accountId, passkeyId: id, by } }));
}
