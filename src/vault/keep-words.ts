import { createHash } from 'node:crypto';
import { DomainError } from '../event-store/domain-error.js';
import type { VaultRef } from '../events/values.js';
import type { Vault } from './vault.js';

const ATTEMPTS = 16;
const taken = ['VAULT_ITEM_EXISTS', 'VAULT_ITEM_ERASED'];

/** A UUID made of a name (RFC 9562, version 8): the same name gives the same id. */
export function idOfName(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

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
      return await vault.put(kind, value, idOfName(`${place}#${attempt}`));
    } catch (error) {
      if (!(error instanceof DomainError) || !taken.includes(error.code)) throw error;
    }
  }
  throw new DomainError('conflict', 'VAULT_ITEM_EXISTS');
}
