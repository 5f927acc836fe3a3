import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from 'node:crypto';

/** Keys are kept hashed and answers sealed under them: whoever reads the table learns neither. */
export function hashOf(...parts: readonly string[]): Buffer {
  let text = '';
  for (const part of parts) text += `${Buffer.byteLength(part)}:${part}`;
  return hash('sha256', text, 'buffer');
}

export interface Answer {
  status: number;
  /** JSON; empty = no body. */
  text: string;
}

const NO_BODY = 'null';

const sealKey = (actor: string, key: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, actor, 'qorzhyn idempotent answer', 32));

export function seal(text: string, actor: string, key: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealKey(actor, key), nonce);
  const sealed = Buffer.concat([cipher.update(text === '' ? NO_BODY : text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

export function unseal(sealed: Buffer, actor: string, key: string): string {
  const decipher = createDecipheriv('aes-256-gcm', sealKey(actor, key), sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  const text = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
  return text === NO_BODY ? '' : text;
}
