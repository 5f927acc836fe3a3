import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const PLAIN = 0;
const SEALED = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A secret that cannot be opened: another key sealed it, or its row was changed. */
export class UnreadableSecret extends Error {}

/** Encrypts a secret for one row of a table. Without a key it stays readable. */
export function sealSecret(secret: Buffer, key: string | undefined, row: string): Buffer {
  if (key === undefined) return Buffer.concat([Buffer.of(PLAIN), secret]);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFrom(key), iv).setAAD(Buffer.from(row));
  const text = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([Buffer.of(SEALED), iv, cipher.getAuthTag(), text]);
}

/** Throws UnreadableSecret. */
export function openSecret(sealed: Buffer, key: string | undefined, row: string): Buffer {
  const [format, rest] = [sealed[0], sealed.subarray(1)];
  if (format === PLAIN) return rest;
  if (format !== SEALED || key === undefined) throw new UnreadableSecret('QORZHYN_FACTOR_KEY is not set');
  try {
    const [iv, tag, text] = [
      rest.subarray(0, IV_BYTES),
      rest.subarray(IV_BYTES, IV_BYTES + TAG_BYTES),
      rest.subarray(IV_BYTES + TAG_BYTES),
    ];
    const decipher = createDecipheriv('aes-256-gcm', keyFrom(key), iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(row)).setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]);
  } catch (error) {
    throw new UnreadableSecret('QORZHYN_FACTOR_KEY is not the one that sealed it', { cause: error });
  }
}

export const isSealed = (stored: Buffer): boolean => stored[0] === SEALED;

const keyFrom = (setting: string): Buffer => Buffer.from(hkdfSync('sha256', setting, '', 'qorzhyn second factors', 32));
