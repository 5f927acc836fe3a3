import { Client } from 'pg';
import { freePort } from '../../src/postgres/embedded/cluster.js';
import { PrimaryProxy } from '../../src/postgres/reach-database.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';

describe('PrimaryProxy', () => {
  let postgres: TestPostgres;
  let url: string;
  const quiet = { warn: () => undefined };
  const hosts = (...list: string[]) => url.replace(/@[^/]+/, `@${list.join(',')}`);

  beforeAll(async () => {
    postgres = await startTestPostgres();
    url = (await postgres.createDatabase()).appUrl;
  }, 120_000);
  afterAll(() => postgres?.stop());

  test('connects any account to the host that takes writes', async () => {
    const proxy = await PrimaryProxy.open(hosts(`127.0.0.1:${await freePort()}`, new URL(url).host), quiet);
    const client = new Client({ connectionString: proxy.through(url) });
    await client.connect();
    expect((await client.query('SELECT 7 AS seven')).rows).toEqual([{ seven: 7 }]);
    await client.end();
    await proxy.close();
  });

  test('refuses to open while no host takes writes', async () => {
    const dead = hosts(`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`);
    await expect(PrimaryProxy.open(dead, quiet)).rejects.toThrow(/^none of 127/);
  });

  test('refuses to open while two hosts claim to be the primary', async () => {
    const lines: string[] = [];
    const { port } = new URL(url);
    const both = PrimaryProxy.open(hosts(`127.0.0.1:${port}`, `localhost:${port}`), {
      warn: (line) => lines.push(line),
    });
    await expect(both).rejects.toThrow(/^more than one of/);
    expect(lines).toEqual([expect.stringMatching(/^Two PostgreSQL claim/)]);
  });
});
