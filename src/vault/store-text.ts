import { isDeepStrictEqual } from 'node:util';
import { uuidOf } from '../config/ids.js';
import { DomainError } from '../event-store/domain-error.js';
import type { VaultRef } from '../events/values.js';
import type { TextKind, Vault } from './vault.js';

/** Placeholder for a text that is stored only after the rule accepts. */
export const PENDING_REF: VaultRef = { id: '00000000-0000-4000-8000-000000000000', commitment: '0'.repeat(64) };

const ATTEMPTS = 16;
const taken = ['VAULT_ITEM_EXISTS', 'VAULT_ITEM_ERASED'];

/**
 * Stores text under an id derived from its place, `<stream>/…`, so a retry finds its own text. An id derived from the
 * text itself would reveal short texts after their erasure. When the place holds another text, the next id is used.
 */
export async function storeText(vault: Vault, kind: TextKind, value: object, place: string): Promise<VaultRef> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      return await vault.put(kind, value, uuidOf(`${place}#${attempt}`), place.split('/', 1)[0]);
    } catch (error) {
      if (!(error instanceof DomainError) || !taken.includes(error.code)) throw error;
    }
  }
  throw new DomainError('conflict', 'VAULT_ITEM_EXISTS');
}

/** True when the vault has this text under the id. An erased text equals any other. */
export async function isStored(vault: Vault, id: string, value: object): Promise<boolean> {
  const stored = (await vault.get([id])).get(id);
  return stored === undefined || isDeepStrictEqual(stored, value);
}
