import { BadEventStoreDbAddress, describeEventStoreDb, parseEventStoreDbAddress } from './eventstoredb-address.js';
import { readEnvironment } from './environment.js';

describe('parseEventStoreDbAddress', () => {
  const host = (name: string, port = 2113) => ({ host: name, port });

  it.each([
    ['esdb://h1', [host('h1')], false],
    ['esdb://h1:2311/', [host('h1', 2311)], false],
    ['esdb://[::1]:2311?tls=false', [host('[::1]', 2311)], false],
    ['esdb://h1,h2,h3', [host('h1'), host('h2'), host('h3')], true],
    ['esdb://h1:2311,h2:2312,h3:2313?tls=false', [host('h1', 2311), host('h2', 2312), host('h3', 2313)], true],
    ['esdb://h1:2311,h2,h3:2313/?tls=false', [host('h1', 2311), host('h2'), host('h3', 2313)], true],
    ['esdb://10.0.0.1:1,10.0.0.2:65535', [host('10.0.0.1', 1), host('10.0.0.2', 65535)], true],
    ['ESDB+discover://cluster.example.kz:2114', [host('cluster.example.kz', 2114)], true],
  ])('reads the hosts of %s, and the settings accept it', (url, hosts, isCluster) => {
    expect(parseEventStoreDbAddress(url)).toMatchObject({ hosts, isCluster });
    expect(readEnvironment({ EVENTSTORE_URL: url }).EVENTSTORE_URL).toBe(url);
    expect(describeEventStoreDb(url)).toBe(hosts.map((each) => `${each.host}:${each.port}`).join(','));
  });

  it('reads account, password and files with their escapes', () => {
    const url =
      'esdb://ops%40kz:p%3Aa@s/s?x@a:1,b?tls=true&tls_ca_file=%2Fca.pem&userCertFile=c.pem&userKeyFile=k.pem&keepAliveTimeout=-1';
    expect(parseEventStoreDbAddress(url.replace('s/s?x', 's%2Fs%3Fx'))).toMatchObject({
      tls: true,
      credentials: { username: 'ops@kz', password: 'p:a@s/s?x' },
      tlsCaFile: '/ca.pem',
      userCertFile: 'c.pem',
      userKeyFile: 'k.pem',
      keepAliveTimeoutMs: -1,
      keepAliveIntervalMs: 10_000,
    });
  });

  it.each([
    'http://db:2113',
    'esdb://',
    'esdb://a,,b',
    'esdb://a:',
    'esdb://a:0',
    'esdb://a:65536',
    'esdb://a:b',
    'esdb://a b',
    'esdb://secret@a',
    'esdb://me:@a',
    'esdb://me:%zz@a',
    'esdb://me:secret@a?tsl=false',
    'esdb://me:secret@a?tls=maybe',
    'esdb://me:secret@a?tls',
    'esdb://me:secret@a?tlsVerifyCert=false',
    'esdb://me:secret@a?userCertFile=c.pem',
    'esdb://me:secret@a?keepAliveInterval=10',
    'esdb://me:secret@a?%secret=1',
    'esdb://me:secret@a?connectionName=%D2%9A',
    'esdb://me:secret@a?connectionName=a%0Ab',
  ])('refuses %s without printing a secret', (url) => {
    expect(() => parseEventStoreDbAddress(url)).toThrow(BadEventStoreDbAddress);
    expect(() => readEnvironment({ EVENTSTORE_URL: url })).toThrow(/^EVENTSTORE_URL (?!.*secret)/);
  });
});
