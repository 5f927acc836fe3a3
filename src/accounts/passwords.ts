import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../event-store/domain-error.js';
import { HashQueue } from './hash-queue.js';
import { passwordRefusal } from './password-rule.contract.js';

// Argon2id with the parameters OWASP names first.
const options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashes = new HashQueue();

/** A hash no password opens, so that an unknown login takes as long as a known one. */
let unknown: Promise<string> | null = null;

export const hashPassword = (password: string): Promise<string> =>
  hashes.run(() => hash(password.normalize('NFC'), options));

/** Run it in `hashes`. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  unknown ??= hash(Math.random().toString(36), options);
  const matches = await verify(stored ?? (await unknown), password.normalize('NFC'));
  return stored !== null && matches;
}

/** Throws invalid PASSWORD_TOO_EASY or PASSWORD_HAS_LOGIN. */
export function checkPassword(password: string, login: string, field = 'password'): void {
  const refusal = passwordRefusal(password, login);
  if (refusal) throw new DomainError('invalid', refusal, {}, field);
}
