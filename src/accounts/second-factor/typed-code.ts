import { hash, randomBytes } from 'node:crypto';

export const RECOVERY_CODES = 10;
/** Digits and letters that nobody confuses, so that a code may be read from paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;

/** The input of the second step. */
export type TypedCode = { kind: 'totp'; code: string } | { kind: 'recovery'; hash: Buffer };

/** A code of 80 random bits, such as `7QK4-MZ2D-9XWA-H3TN`. */
export function newRecoveryCode(): string {
  const signs = Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]!);
  return signs.join('').replaceAll(/.{4}(?=.)/g, '$&-');
}

/** Null = neither the code of an app nor a recovery code. Spaces, hyphens and the case of letters do not matter. */
export function readCode(typed: string): TypedCode | null {
  const plain = typed.replaceAll(/[\s\p{Pd}]/gu, '').toUpperCase();
  if (/^\d{6}$/.test(plain)) return { kind: 'totp', code: plain };
  const code = plain.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const isRecovery = code.length === LENGTH && [...code].every((sign) => ALPHABET.includes(sign));
  return isRecovery ? { kind: 'recovery', hash: recoveryHash(code) } : null;
}

const recoveryHash = (code: string): Buffer => hash('sha256', code, 'buffer');
