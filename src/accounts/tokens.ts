import { hash, randomBytes } from 'node:crypto';

/** A secret of 256 random bits, shown once; only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const tokenHash = (token: string): Buffer => hash('sha256', token, 'buffer');

export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);
