import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import { Client } from 'pg';
import { databaseError, listenError } from '../../src/config/startup-errors.js';
import { Cluster } from '../../src/postgres/embedded/cluster.js';
import { checkDatabase, reachDatabase } from '../../src/postgres/reach-database.js';
import { until } from '../contract/eventstoredb-watch.js';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';
import { RestartableServer } from '../support/server-process.js';

describe('settings of the server', () => {
  let postgres: TestPostgres;
  let urls: { appUrl: string; adminUrl: string };
  beforeAll(async () => {
    postgres = await startTestPostgres();
    urls = await postgres.createDatabase();
  }, 120_000);
  afterAll(async () => {
    await postgres.stop();
  });

  const changed = (change: (url: URL) => void) => {
    const url = new URL(urls.appUrl);
    change(url);
    return url.href;
  };

  it.each(['WIN1251', 'KOI8R', 'LATIN1', 'SQL_ASCII', 'UTF8'])(
    'refuse a database in %s unless it is UTF8',
    async (encoding) => {
      const name = `in_${encoding.toLowerCase()}`;
      const cluster = await Cluster.open(postgres.dataDir);
      await cluster.start();
      const url = cluster.url('postgres', name);
      const owner = new Client({ connectionString: cluster.url('postgres', 'postgres') });
      await owner.connect();
      await owner.query(`DROP DATABASE IF EXISTS ${name}`);
      await owner.query(
        `CREATE DATABASE ${name} LOCALE_PROVIDER libc ENCODING '${encoding}' LOCALE 'C' TEMPLATE template0`,
      );
      await owner.end();
      const opening = reachDatabase(url, url, { warn: () => undefined });
      if (encoding === 'UTF8') await expect(opening).resolves.toMatchObject({ appUrl: url });
      else await expect(opening).rejects.toThrow(new RegExp(`^DATABASE_URL leads to .* ${encoding}: .* UTF8`));
    },
  );

  it.each<[string, (url: URL) => void, RegExp]>([
    ['a wrong password', (url) => (url.password = 'wrong-word'), /refuses its password .*: correct the password/],
    ['an unknown account', (url) => (url.username = 'nobody-here'), /refuses its (password|account)/],
    ['a missing database', (url) => (url.pathname = '/nowhere'), /database does not exist/],
    ['an unknown host', (url) => (url.hostname = 'nowhere.invalid'), /host is unknown/],
    ['a port that nothing listens on', (url) => (url.port = '1'), /nothing takes connections there/],
    ['TLS where the server has none', (url) => (url.search = '?sslmode=require'), /has no TLS .*sslmode=disable/],
    [
      'an authority file that does not exist',
      (url) => (url.search = '?sslmode=verify-full&sslrootcert=/nowhere/ca.pem'),
      /an unusable file .*sslrootcert/,
    ],
  ])('name %s with its setting and remedy, without the password', async (_, change, sentence) => {
    const fault = await checkDatabase(changed(change), 'DATABASE_ADMIN_URL').catch((error: Error) => error.message);
    expect(fault).toMatch(/^DATABASE_ADMIN_URL cannot be used, /);
    expect(fault).toMatch(sentence);
    expect(fault).not.toContain(new URL(urls.appUrl).password);
    expect(fault).not.toContain('wrong-word');
  });

  const hosts = (list: string) => urls.appUrl.replace(/@[^/]+/, `@${list}`);
  const here = () => new URL(urls.appUrl).host;
  const quiet = { warn: () => undefined };

  it('name a wrong password where several hosts are given', async () => {
    const wrong = hosts(`127.0.0.1:1,${here()}`).replace(/:[^:@]+@/, ':wrong-word@');
    const fault = await reachDatabase(wrong, wrong, quiet).catch((error: unknown) => databaseError(error));
    expect(String(fault)).toMatch(/refuses its password .*: correct the password/);
    expect(String(fault)).not.toContain('wrong-word');
  });

  it.each([
    ['a wrong password', /:[^:@]+@/, ':wrong-word@', /refuses its password/],
    ['no password', /:[^:@]+@/, '@', /it has no password/],
  ])('name %s of an owner with several hosts', async (_, part, instead, sentence) => {
    const owner = urls.adminUrl.replace(/@[^/]+/, `@127.0.0.1:1,${here()}`).replace(part, instead);
    const fault = await reachDatabase(urls.appUrl, owner, quiet).catch((error: unknown) => databaseError(error));
    expect(String(fault)).toMatch(/DATABASE_ADMIN_URL cannot be used/);
    expect(String(fault)).toMatch(sentence);
    expect(String(fault)).not.toContain('wrong-word');
  });

  it('may name several hosts for the owner only', async () => {
    const owner = urls.adminUrl.replace(/@[^/]+/, `@127.0.0.1:1,${here()}`);
    const { close, adminUrl } = await reachDatabase(urls.appUrl, owner, quiet);
    expect(new URL(adminUrl).hostname).toBe('127.0.0.1');
    await close();
  });

  it('name a key that belongs to another certificate', () => {
    const sample = (name: string) => readFileSync(path.join(__dirname, '../samples/tls', name));
    let fault: unknown = null;
    try {
      createSecureContext({ cert: sample('certificate.pem'), key: sample('not-yet-valid.pem') });
    } catch (error) {
      fault = databaseError(error);
    }
    expect(String(fault)).toMatch(/DATABASE_URL cannot be used, it names an unusable file .*sslkey/);
  });

  it('refuse an owner of another database', async () => {
    const other = await postgres.createDatabase();
    await expect(reachDatabase(urls.appUrl, other.adminUrl, quiet)).rejects.toThrow(
      /^DATABASE_ADMIN_URL leads to another database than DATABASE_URL: name test_\w+ in both/,
    );
  });

  it.each(['[::1]', 'nowhere.invalid', '256.1.1.1', '127.0.0.1:3000', 'fe80::1', '203.0.113.1'])(
    'name HOST=%s as no address of this machine',
    async (host) => {
      const listener = createServer().listen(0, host);
      const [error] = (await once(listener, 'error')) as [Error];
      expect(String(listenError(error, host, 0))).toMatch(/not an address of this machine: set HOST/);
    },
  );

  it('accept a cluster address with a port on each host', async () => {
    const double = await EventStoreDbDouble.start({ nodes: 3 });
    const { appUrl, adminUrl } = await postgres.createDatabase();
    const server = await RestartableServer.start(
      {
        DATABASE_URL: appUrl,
        DATABASE_ADMIN_URL: adminUrl,
        EVENTSTORE_URL: double.url,
        LOG_LEVEL: 'silent',
      },
      undefined,
      { isFurther: true },
    );
    expect(double.url).toMatch(/^esdb:\/\/127.0.0.1:\d+,127.0.0.1:\d+,127.0.0.1:\d+\?tls=false$/);
    await until(() => double.log.records.some(({ stream }) => !stream.startsWith('$')));
    await server.remove();
    await double.stop();
  }, 60_000);
});
