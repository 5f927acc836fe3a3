import type { FastifyReply, FastifyRequest } from 'fastify';
import { etagMatches, type EncodedResponse } from './encoded-response.js';
import type { Audience } from '../../projections/standings/standings.contract.js';

/** Sends an encoded answer, or 304 to those who have it. It is to be asked for anew each time: it may change any moment. */
export function sendEncoded(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, etag }: EncodedResponse,
  audience: Audience,
): void {
  void reply
    .header('etag', etag)
    .header('cache-control', audience === 'public' ? 'no-cache' : 'private, no-cache')
    .header('vary', 'Cookie');
  if (etagMatches(request.headers['if-none-match'], etag)) void reply.status(304).send();
  else void reply.header('content-type', 'application/json; charset=utf-8').send(body);
}
