import { vaultRef, type VaultRef } from './values.js';

/** Every reference into the vault in a payload, at any depth, in the order of its fields. */
export function vaultRefsIn(payload: unknown): VaultRef[] {
  if (typeof payload !== 'object' || payload === null) return [];
  if ('commitment' in payload) {
    const found = vaultRef.safeParse(payload);
    if (found.success) return [found.data];
  }
  return Object.values(payload).flatMap(vaultRefsIn);
}
