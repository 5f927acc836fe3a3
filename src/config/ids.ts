import { hash } from 'node:crypto';

/** SHA-256 over all parts; each carries its length, so ('ab', 'c') and ('a', 'bc') differ. */
export function hashOf(...parts: readonly string[]): Buffer {
  return hash('sha256', parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''), 'buffer');
}

/** A UUID made of a name (RFC 9562, version 8): the same name gives the same id. */
export function uuidOf(name: string): string {
  const hex = hash('sha256', name, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
