import { createHash } from 'node:crypto';

/** An answer encoded once, with what tells it from every other. */
export interface ReadyAnswer {
  body: Buffer;
  /** With its quotes. */
  etag: string;
}

/** Without a tag the content itself is hashed. */
export function ready(answer: object, tag?: string): ReadyAnswer {
  const body = Buffer.from(JSON.stringify(answer));
  return { body, etag: `"${tag ?? createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}

/** True when one of the tags in `If-None-Match` is this one. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
