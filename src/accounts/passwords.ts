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

/** The code of what is wrong with a new password, or null. The login inside it adds no strength, and takes none away. */
export function passwordRefusal(password: string, login: string): 'PASSWORD_TOO_EASY' | null {
  const plain = password.normalize('NFC').toLowerCase();
  const name = login.trim().toLowerCase();
  const rest = name === '' ? plain : plain.replaceAll(name, '');
  const isEasy = [...rest].length < 10 || new Set(rest).size < 4 || name.includes(plain);
  return isEasy ? 'PASSWORD_TOO_EASY' : null;
}

/** Throws invalid PASSWORD_TOO_EASY. */
export function checkPassword(password: string, login: string): void {
  const refusal = passwordRefusal(password, login);
  if (refusal) throw new DomainError('invalid', refusal, {}, 'password');
}
