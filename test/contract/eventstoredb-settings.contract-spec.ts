import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { StoreMisconfigured, StoreUnavailable } from '../../src/event-store/event-store.js';
import { openEventStoreDb } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.js';

jest.setTimeout(60_000);

const samples = join(__dirname, '../samples/tls');
const certificate = join(samples, 'certificate.pem');
const key = join(samples, 'key.pem');

describe('settings of EventStoreDB that cannot work', () => {
  let double: EventStoreDbDouble;
  let secure: Http2SecureServer;
  let securePort: number;
  const sockets = new Set<Socket>();
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
