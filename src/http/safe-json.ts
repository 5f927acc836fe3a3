import { Problem } from './problem.js';

const MAX_DEPTH = 32;
const poisoned = new Set(['__proto__', 'constructor', 'prototype']);

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses a request body in UTF-8, with or without a byte order mark. Throws 400 MALFORMED for nesting beyond 32 and numbers
 * that are not finite. NUL, lone surrogates and keys that reach for prototypes are refused too.
 */
export function safeJson(body: Buffer): unknown {
  let value: unknown;
  try {
    const text = utf8.decode(body);
    if (text === '') return undefined;
    value = JSON.parse(text);
  } catch (cause) {
    throw new Problem(400, 'MALFORMED', { cause });
  }
  inspect(value);
  return value;
}

/** True for text that every store can hold. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

function inspect(value: unknown, depth = 0): void {
  if (typeof value === 'string' ? !isStorable(value) : typeof value === 'number' && !Number.isFinite(value))
    throw new Problem(400, 'MALFORMED');
  if (typeof value !== 'object' || value === null) return;
  if (depth >= MAX_DEPTH) throw new Problem(400, 'MALFORMED');
  for (const [key, item] of Object.entries(value)) {
    if (poisoned.has(key) || !isStorable(key)) throw new Problem(400, 'MALFORMED');
    inspect(item, depth + 1);
  }
}
