import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../event-store/domain-error.js';

// Argon2id with the parameters OWASP names first.
const options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash no password opens, so that an unknown login takes as long as a known one. */
let unknown: Promise<string> | null = null;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), options);

export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  unknown ??= hash(Math.random().toString(36), options);
  const matches = await verify(stored ?? (await unknown), password.normalize('NFC'));
  return stored !== null && matches;
}

/** Throws invalid PASSWORD_TOO_EASY. */
export function checkPassword(password: string, login: string): void {
  const plain = password.normalize('NFC').toLowerCase();
  const isEasy = [...plain].length < 10 || new Set(plain).size < 4 || plain.includes(login) || login.includes(plain);
  if (isEasy) throw new DomainError('invalid', 'PASSWORD_TOO_EASY', {}, 'password');
}
