import { Client } from 'pg';
import { freePort } from '../../src/postgres/embedded/postmaster.js';
import { WritableHost } from '../../src/postgres/writable-host.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';

describe('an address of several hosts', () => {
  let postgres: TestPostgres;
  let url: string;
  const quiet = { warn: () => undefined };
  const hosts = (...list: string[]) => url.replace(/@[^/]+/, `@${list.join(',')}`);

  beforeAll(async () => {
    postgres = await startTestPostgres();
    url = (await postgres.createDatabase()).appUrl;
  }, 120_000);
  afterAll(() => postgres?.stop());

  test('leads to the one that takes writes, wherever in the list it stands, as any account of it', async () => {
    const route = await WritableHost.open(hosts(`127.0.0.1:${await freePort()}`, new URL(url).host), quiet);
    const client = new Client({ connectionString: route.through(url) });
    await client.connect();
    expect((await client.query('SELECT 7 AS seven')).rows).toEqual([{ seven: 7 }]);
    await client.end();
    await route.close();
  });

  test('leads nowhere while none takes writes', async () => {
    const dead = hosts(`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`);
    await expect(WritableHost.open(dead, quiet)).rejects.toThrow(/^none of 127/);
  });

  test('leads nowhere while two claim to be the primary, which would divide the history', async () => {
    const lines: string[] = [];
    const { port } = new URL(url);
    const both = WritableHost.open(hosts(`127.0.0.1:${port}`, `localhost:${port}`), {
      warn: (line) => lines.push(line),
    });
    await expect(both).rejects.toThrow(/^more than one of/);
    expect(lines).toEqual([expect.stringMatching(/^Two PostgreSQL claim/)]);
  });
});
