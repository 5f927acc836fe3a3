import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Audience } from '../../projections/standings/standings.contract.js';

/** A response body, encoded once, with its entity tag. */
export interface EncodedResponse {
  body: Buffer;
  /** Quoted. */
  etag: string;
}

/** Without a tag, the hash of the content is the tag. */
export function encode(content: object, tag?: string): EncodedResponse {
  const body = Buffer.from(JSON.stringify(content));
  return { body, etag: `"${tag ?? createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}

/** Sends the response, or 304 when the client has it. Clients must revalidate: a board may change at any moment. */
export function sendEncoded(reply: FastifyReply, { body, etag }: EncodedResponse, audience: Audience): void {
  void reply
    .header('etag', etag)
    .header('cache-control', audience === 'public' ? 'no-cache' : 'private, no-cache')
    .header('vary', 'Cookie, Accept-Encoding');
  if (etagMatches(reply.request.headers['if-none-match'], etag)) void reply.status(304).send();
  else void reply.header('content-type', 'application/json; charset=utf-8').send(body);
}

/** True when `If-None-Match` names this tag. */
function etagMatches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
