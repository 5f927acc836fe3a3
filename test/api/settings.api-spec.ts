import { Client } from 'pg';
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
      /file that cannot be read .*sslrootcert/,
    ],
  ])('name %s with its setting and remedy, without the password', async (_, change, sentence) => {
    const fault = await checkDatabase(changed(change), 'DATABASE_ADMIN_URL').catch((error: Error) => error.message);
    expect(fault).toMatch(/^DATABASE_ADMIN_URL cannot be used, /);
    expect(fault).toMatch(sentence);
    expect(fault).not.toContain(new URL(urls.appUrl).password);
    expect(fault).not.toContain('wrong-word');
  });

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
