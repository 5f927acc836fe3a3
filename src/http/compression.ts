import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Negotiator } from '@fastify/accept-negotiator';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Smaller bodies fit one packet as they are. */
const MIN_BYTES = 1_400;
const compressible = /^(?:text\/|image\/svg|application\/(?:[\w.+-]*\+)?json)/;

const [brotli, gzipped] = [promisify(brotliCompress), promisify(gzip)];
const encoders = {
  br: (body: Buffer, quality: number) => brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
  gzip: (body: Buffer) => gzipped(body),
};
type Encoding = keyof typeof encoders;
/** Boards change often. Files that never change are worth the time. */
const QUALITY = { changing: 4, immutable: 11 };
const negotiator = new Negotiator<Encoding>({ supportedValues: ['br', 'gzip'] });

/** Boards and files are sent many times from one buffer, so they are compressed once. */
const compressed = new WeakMap<Buffer, Partial<Record<Encoding, Promise<Buffer>>>>();

/** Compresses text that is long enough, with the encoding the client prefers. */
export function addCompression(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply, payload: unknown) => {
    if (!isCompressible(reply, payload)) return payload;
    addVary(reply);
    const encoding = negotiator.negotiate(request.headers['accept-encoding'] ?? '');
    if (!encoding) return payload;
    const { etag } = reply.getHeaders();
    // Bytes differ by encoding, so a strong tag would promise too much.
    if (typeof etag === 'string' && !etag.startsWith('W/')) void reply.header('etag', `W/${etag}`);
    void reply.header('content-encoding', encoding).removeHeader('content-length');
    const isImmutable = String(reply.getHeader('cache-control') ?? '').includes('immutable');
    const quality = isImmutable ? QUALITY.immutable : QUALITY.changing;
    return typeof payload === 'string'
      ? encoders[encoding](Buffer.from(payload), quality)
      : once(payload, encoding, quality);
  });
}

function isCompressible(reply: FastifyReply, payload: unknown): payload is string | Buffer {
  return (
    (typeof payload === 'string' || Buffer.isBuffer(payload)) &&
    payload.length >= MIN_BYTES &&
    !reply.hasHeader('content-encoding') &&
    compressible.test(String(reply.getHeader('content-type') ?? ''))
  );
}

function addVary(reply: FastifyReply): void {
  const vary = String(reply.getHeader('vary') ?? '');
  if (!/accept-encoding/i.test(vary)) void reply.header('vary', vary ? `${vary}, Accept-Encoding` : 'Accept-Encoding');
}

function once(body: Buffer, encoding: Encoding, quality: number): Promise<Buffer> {
  const encodings = compressed.get(body) ?? {};
  compressed.set(body, encodings);
  return (encodings[encoding] ??= encoders[encoding](body, quality));
}
