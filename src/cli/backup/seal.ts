import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Environment } from '../../config/environment.js';
import { canonicalJson } from '../../event-store/canonical-json.js';

/** Characters of a key: 32 random bytes have 43 in base64. */
const SHORTEST_KEY = 32;

export const HOW_TO_KEY = 'set QORZHYN_BACKUP_KEY or QORZHYN_BACKUP_KEY_FILE';

type KeySettings = Pick<Environment, 'QORZHYN_BACKUP_KEY' | 'QORZHYN_BACKUP_KEY_FILE'>;

/** The key that seals backups; null = none is set. Throws when it cannot be used. */
export async function backupKey({ QORZHYN_BACKUP_KEY: key, QORZHYN_BACKUP_KEY_FILE: file }: KeySettings) {
  if (key !== undefined && file !== undefined)
    throw new Error('QORZHYN_BACKUP_KEY and QORZHYN_BACKUP_KEY_FILE are both set: keep one of them');
  if (file === undefined) return key ?? null;
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Error(`QORZHYN_BACKUP_KEY_FILE cannot be read: ${error.message}`, { cause: error });
  });
  if (text.trim().length < SHORTEST_KEY)
    throw new Error(`QORZHYN_BACKUP_KEY_FILE holds fewer than ${SHORTEST_KEY} characters`);
  return text.trim();
}

/** With a key an HMAC, which nobody without it can make; without one a hash, which only finds damage. */
export function sealOf(manifest: object, key: string | null): string {
  const hash = key === null ? createHash('sha256') : createHmac('sha256', key);
  return hash.update(canonicalJson(manifest)).digest('hex');
}

export const isSameSeal = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
