import { uuidOf } from '../config/ids.js';
import { DomainError } from '../event-store/domain-error.js';
import type { VaultRef } from '../events/values.js';
import type { Vault } from './vault.js';

const ATTEMPTS = 16;
const taken = ['VAULT_ITEM_EXISTS', 'VAULT_ITEM_ERASED'];

/**
 * Keeps words under an id made of the place they belong to, so that a repeated request finds its own words again instead of leaving
 * orphans. Never of the words themselves: such an id would betray short words even after their erasure. Where another request left
 * other words in the same place, the next id is taken.
 */
export async function keepWords(
  vault: Vault,
  kind: 'link' | 'details' | 'note',
  value: object,
  place: string,
): Promise<VaultRef> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      return await vault.put(kind, value, uuidOf(`${place}#${attempt}`));
    } catch (error) {
      if (!(error instanceof DomainError) || !taken.includes(error.code)) throw error;
    }
  }
  throw new DomainError('conflict', 'VAULT_ITEM_EXISTS');
}
