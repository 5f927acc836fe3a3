import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../event-store/domain-error.js';
import { HashQueue } from './hash-queue.js';
import { commonWords, keyboardRuns } from './weak-passwords.js';

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

const SHORTEST = 12;
/** Characters that a guesser of common words, years and keyboard rows would have to find. */
const FEWEST_OWN = 4;

/** The code of what is wrong with a new password, or null. The login inside it adds no strength, and takes none away. */
export function passwordRefusal(password: string, login: string): 'PASSWORD_TOO_EASY' | 'PASSWORD_HAS_LOGIN' | null {
  const plain = password.normalize('NFC').toLowerCase();
  const name = login.trim().toLowerCase();
  const rest = name === '' ? plain : plain.replaceAll(name, '').trim();
  if (!isStrong(plain)) return 'PASSWORD_TOO_EASY';
  return isStrong(rest) && !name.includes(plain) ? null : 'PASSWORD_HAS_LOGIN';
}

function isStrong(text: string): boolean {
  // Digits alone are a telephone, a birthday or the number of an identity card, which others know.
  if ([...text].length < SHORTEST || !/\p{L}/u.test(text)) return false;
  const own = text.replaceAll(commonWords, ' ').replaceAll(/[^\p{L}\p{N}]/gu, '');
  // A repeated block counts once, and a run of neighbours on a keyboard or in an alphabet as one character.
  return own.replaceAll(/(.{2,}?)\1+/gu, '$1').replaceAll(keyboardRuns, '-').length >= FEWEST_OWN;
}

/** Throws invalid PASSWORD_TOO_EASY or PASSWORD_HAS_LOGIN. */
export function checkPassword(password: string, login: string, field = 'password'): void {
  const refusal = passwordRefusal(password, login);
  if (refusal) throw new DomainError('invalid', refusal, {}, field);
}
