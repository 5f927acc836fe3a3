import { createHash } from 'node:crypto';

/** An answer encoded once, with what tells it from every other. */
export interface EncodedResponse {
  body: Buffer;
  /** With its quotes. */
  etag: string;
}

/** Without a tag the content itself is hashed. */
export function encode(answer: object, tag?: string): EncodedResponse {
  const body = Buffer.from(JSON.stringify(answer));
  return { body, etag: `"${tag ?? createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}

/** True when one of the tags in `If-None-Match` is this one. */
export function etagMatches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
