import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createSecureServer, type Http2SecureServer, type SecureServerOptions } from 'node:http2';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreMisconfigured, StoreUnavailable } from '../../src/event-store/event-store.js';
import { openEventStoreDb } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.js';

jest.setTimeout(60_000);

const samples = join(__dirname, '../samples/tls');
const certificate = join(samples, 'certificate.pem');
const key = join(samples, 'key.pem');
const folder = mkdtempSync(join(tmpdir(), 'qorzhyn-tls-'));
const half = join(folder, 'half.pem');
writeFileSync(half, readFileSync(certificate).subarray(0, 300));
afterAll(() => rmSync(folder, { recursive: true }));

describe('settings of EventStoreDB that cannot work', () => {
  let double: EventStoreDbDouble;
  let secure: Http2SecureServer;
  let securePort: number;
  const sockets = new Set<Socket>();
  const others: Http2SecureServer[] = [];
  /** A server that takes a TLS connection on its own terms only. */
  async function strictPort(options: SecureServerOptions): Promise<number> {
    const server = createSecureServer({ key: readFileSync(key), cert: readFileSync(certificate), ...options });
    server
      .on('tlsClientError', () => undefined)
      .on('secureConnection', (socket) => socket.on('error', () => undefined));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    others.push(server);
    return (server.address() as AddressInfo).port;
  }
  beforeAll(async () => {
    double = await EventStoreDbDouble.start({ nodes: 3 });
    secure = createSecureServer({ key: readFileSync(key), cert: readFileSync(certificate) });
    secure
      .on('tlsClientError', () => undefined)
      .on('secureConnection', (socket) => socket.on('error', () => undefined));
    await once(secure.listen(0, '127.0.0.1'), 'listening');
    securePort = (secure.address() as AddressInfo).port;
  });
  afterEach(() => double.faults.clear());
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    secure.close();
    for (const server of others) server.close();
    await double.stop();
  });

  const hosts = () => double.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',');

  async function startFault(url: string): Promise<unknown> {
    const opening = async () => {
      const store = await openEventStoreDb({ url, log: { warn: () => undefined } });
      await store.assertNotMoved().finally(() => store.close());
      return 'started';
    };
    return opening().catch((error: unknown) => error);
  }

  it.each([
    ['a wrong password', 'unauthenticated', /account or password that EventStoreDB refuses/],
    ['an account without rights', 'access-denied', /no account that may read and write .*\$admins/],
  ] as const)('name %s at once, at the start and in an append', async (_, kind, sentence) => {
    const url = `esdb://ops:Sec-ret-9@${hosts()}?tls=false`;
    double.faults.everyRead = { kind };
    const fault = await startFault(url);
    expect(fault).toBeInstanceOf(StoreMisconfigured);
    expect(String(fault)).toMatch(sentence);
    const store = await openEventStoreDb({ url, log: { warn: () => undefined } });
    const event = { id: crypto.randomUUID(), type: 'Tested', data: {}, metadata: {} };
    await expect(store.append('settings-1', 'no-stream', [event])).rejects.toThrow(sentence);
    await store.close();
  });

  it.each<[string, () => string, RegExp]>([
    [
      'TLS against a server without it',
      () => `esdb://${hosts()}`,
      /asks for TLS, but the server there has none: add tls=false/,
    ],
    [
      'no TLS against a server that takes TLS only',
      () => `esdb://127.0.0.1:${securePort}?tls=false`,
      /tls=false, but the server there takes TLS only/,
    ],
    [
      'no TLS against a cluster that takes TLS only',
      () => `esdb://127.0.0.1:${securePort},127.0.0.1:${securePort}?tls=false`,
      /tls=false, but the server there takes TLS only/,
    ],
    ['an unknown authority', () => `esdb://localhost:${securePort}`, /not trusted: name its authority in tlsCAFile/],
    [
      'another host name than the certificate',
      () => `esdb://127.0.0.1:${securePort}?tlsCAFile=${certificate}`,
      /host name that is not in the certificate/,
    ],
    ['a missing authority file', () => 'esdb://a?tlsCAFile=/nowhere/ca.pem', /\/nowhere\/ca.pem in tlsCAFile.*ENOENT/],
    ['an authority file that is a key', () => `esdb://a?tlsCAFile=${key}`, /certificate or key that cannot be used/],
    ['half an authority file', () => `esdb://a?tlsCAFile=${half}`, /certificate or key that cannot be used/],
    [
      'no TLS against a cluster whose first node is away',
      () => `esdb://127.0.0.1:1,127.0.0.1:${securePort}?tls=false`,
      /tls=false, but the server there takes TLS only/,
    ],
    [
      'an authority file that is not one',
      () => `esdb://a?tlsCAFile=${__filename}`,
      /certificate or key that cannot be used/,
    ],
    [
      'a missing key file',
      () => `esdb://a?userCertFile=${certificate}&userKeyFile=/nowhere/k.pem`,
      /k.pem in userKeyFile.*ENOENT/,
    ],
  ])('name %s', async (_, url, sentence) => {
    const fault = await startFault(url());
    expect(fault).toBeInstanceOf(StoreMisconfigured);
    expect(String(fault)).toMatch(/EVENTSTORE_URL/);
    expect(String(fault)).toMatch(sentence);
  });

  const notYet = readFileSync(join(samples, 'not-yet-valid.pem'));
  it.each<[string, SecureServerOptions, RegExp]>([
    ['a certificate of the future', { key: notYet, cert: notYet }, /not valid now: renew it, or set the clock/],
    [
      'a server that asks for a certificate',
      { requestCert: true, ca: readFileSync(certificate) },
      /takes clients with a certificate only: name it in userCertFile/,
    ],
    [
      'a server that asks for a certificate with TLS 1.2',
      { requestCert: true, ca: readFileSync(certificate), maxVersion: 'TLSv1.2' },
      /agrees on no TLS .* or name userCertFile/,
    ],
    ['an old TLS', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }, /agrees on no TLS/],
  ])('name %s, and never advise against TLS', async (_, options, sentence) => {
    const authority = options.cert ? join(samples, 'not-yet-valid.pem') : certificate;
    const fault = await startFault(`esdb://localhost:${await strictPort(options)}?tlsCAFile=${authority}`);
    expect(fault).toBeInstanceOf(StoreMisconfigured);
    expect(String(fault)).toMatch(sentence);
    expect(String(fault)).not.toContain('tls=false');
  });

  it('name an unknown authority behind a node that resets connections', async () => {
    const resetting: Server = createServer((socket) => socket.resetAndDestroy());
    await once(resetting.listen(0, '127.0.0.1'), 'listening');
    const { port } = resetting.address() as AddressInfo;
    const fault = await startFault(`esdb://127.0.0.1:${port},localhost:${securePort}`);
    resetting.close();
    expect(String(fault)).toMatch(/not trusted: name its authority in tlsCAFile/);
  });

  it('accept a trusted certificate of the right name', async () => {
    const url = `esdb://localhost:${securePort}?tlsCAFile=${certificate}`;
    const store = await openEventStoreDb({ url, log: { warn: () => undefined }, timing: { giveUpAfterMs: 500 } });
    const fault = await store.head().catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(StoreUnavailable);
    expect(fault).not.toBeInstanceOf(StoreMisconfigured);
    await store.close();
  });

  it('differ from an outage, which is retried', async () => {
    for (const url of [
      'esdb://127.0.0.1:1?tls=false',
      'esdb://127.0.0.1:1,127.0.0.1:2?tls=false',
      'esdb://127.0.0.1:1',
    ])
      expect(await startFault(url)).toBe('started');
  });
});
