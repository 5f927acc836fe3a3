import { get, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { addCompression } from './compression.js';

const board = Buffer.from(
  JSON.stringify({ rows: Array.from({ length: 200 }, (_, n) => ({ rank: n, name: 'Ақтау' })) }),
);

async function answerTo(
  acceptEncoding: string | undefined,
  { body = board as Buffer | string, type = 'application/json; charset=utf-8', more = {} } = {},
) {
  const fastify = Fastify();
  addCompression(fastify);
  fastify.get('/', (_request, reply) =>
    reply.headers({ 'content-type': type, etag: '"1"', vary: 'Cookie', ...more }).send(body),
  );
  const headers = acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding };
  const url = await fastify.listen({ port: 0, host: '127.0.0.1' });
  const answer = await new Promise<IncomingMessage>((resolve) => get(url, { headers, agent: false }, resolve));
  const rawPayload = Buffer.concat(await answer.toArray());
  await fastify.close();
  return { headers: answer.headers, rawPayload };
}

describe('addCompression', () => {
  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['gzip;q=1, br;q=0.1', 'gzip', gunzipSync],
    ['*', 'br', brotliDecompressSync],
  ])('answers Accept-Encoding %p with %s', async (accepted, encoding, unpack) => {
    const { headers, rawPayload } = await answerTo(accepted);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers).toMatchObject({ vary: 'Cookie, Accept-Encoding', etag: 'W/"1"' });
    expect(Number(headers['content-length'])).toBe(rawPayload.length);
    expect(rawPayload.length).toBeLessThan(board.length / 4);
    expect(unpack(rawPayload)).toEqual(board);
  });

  it.each([undefined, '', 'identity', 'br;q=0, gzip;q=0', 'zstd'])(
    'sends the bytes as they are for Accept-Encoding %p',
    async (accepted) => {
      const { headers, rawPayload } = await answerTo(accepted);
      expect(headers['content-encoding']).toBeUndefined();
      expect(headers).toMatchObject({ vary: 'Cookie, Accept-Encoding', etag: '"1"' });
      expect(rawPayload).toEqual(board);
    },
  );

  it('leaves short, packed and already encoded bodies alone', async () => {
    for (const more of [
      { body: '{"a":1}' },
      { type: 'font/woff2' },
      { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
      { more: { 'content-encoding': 'zstd' } },
    ])
      expect((await answerTo('br', more)).headers).toMatchObject({ etag: '"1"', vary: 'Cookie' });
  });

  it('compresses text of every kind', async () => {
    for (const type of ['text/html; charset=utf-8', 'text/csv', 'application/problem+json', 'image/svg+xml'])
      expect((await answerTo('br', { body: board.toString(), type })).headers['content-encoding']).toBe('br');
  });
});
