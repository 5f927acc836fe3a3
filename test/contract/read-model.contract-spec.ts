import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrate } from '../../src/postgres/migrate.js';
import type { LeaseClient } from '../../src/projector/lease.js';
import { PostgresReadModel } from '../../src/projector/postgres/read-model.repository.js';
import { serverSchema } from '../../src/postgres/migrations.js';
import { MemoryReadModel } from '../support/memory-read-model.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';
import { readModelContract } from './read-model.contract.js';

describe('MemoryReadModel', () => {
  readModelContract(() => Promise.resolve(new MemoryReadModel()));
});

describe('PostgresReadModel', () => {
  let postgres: TestPostgres;
  let source: DataSource;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    const { appUrl, adminUrl } = await postgres.createDatabase();
    await migrate(adminUrl, appUrl, serverSchema);
    source = await new DataSource({ type: 'postgres', url: appUrl }).initialize();
  }, 60_000);

  afterAll(async () => {
    await source?.destroy();
    await postgres?.stop();
  });

  readModelContract(async () => {
    for (const table of ['document', 'parked_event', 'generation'])
      await source.query(`DELETE FROM read_model.${table}`);
    return new PostgresReadModel(source);
  });

  it('does not let the server role change tables', async () => {
    await expect(source.query('DROP TABLE read_model.document')).rejects.toThrow(/owner/);
  });

  it('frees the lease at once when the owner’s connection ends', async () => {
    const model = new PostgresReadModel(source);
    const clients = [0, 1].map(() =>
      model.leaseClient({ onCheckpointMoved: () => undefined, onLeaseReleased: () => undefined }),
    );
    const [one, other] = clients as [LeaseClient, LeaseClient];
    try {
      const end = (query: string) =>
        source.query(
          `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database d ON d.oid = database
           WHERE d.datname = current_database() AND locktype = 'advisory' AND ${query}`,
        );
      let lease = await one.acquire();
      for (; lease === null; lease = await one.acquire()) await new Promise((resolve) => setTimeout(resolve, 20));
      await end('classid = 7113022');
      await expect(one.renew(lease)).rejects.toThrow();
      expect(await one.renew(lease)).toBe(true);
      expect(await other.acquire()).toBeNull();
      await end('classid = 7113022');
      let next = await other.acquire();
      for (; next === null; next = await other.acquire()) await new Promise((resolve) => setTimeout(resolve, 1));
      expect(next.epoch).toBe(lease.epoch + 1);
      expect(await one.renew(lease).catch(() => one.renew(lease))).toBe(false);
    } finally {
      await Promise.all(clients.map((client) => client.release()));
    }
  });

  it('ignores foreign payloads on its notification channel', async () => {
    const notices: string[] = [];
    const client = new PostgresReadModel(source).leaseClient({
      onCheckpointMoved: (moves) => notices.push(...moves.map(({ to }) => to)),
      onLeaseReleased: () => notices.push('released'),
    });
    try {
      await client.acquire();
      const payloads = ['not JSON', '{"a":1}', '[1]', '[["p",1,null]]', '[["p",1,null,"7"]]', 'vacant'];
      for (const payload of payloads) await source.query('SELECT pg_notify($1, $2)', ['qorzhyn_read_model', payload]);
      while (!notices.includes('released')) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(notices).toEqual(['7', 'released']);
    } finally {
      await client.release();
    }
  });

  it('closes a connection on which LISTEN failed', async () => {
    const client = new PostgresReadModel(source).leaseClient({
      onCheckpointMoved: () => undefined,
      onLeaseReleased: () => undefined,
    });
    const query = jest.spyOn(Client.prototype, 'query');
    query.mockImplementationOnce(() => Promise.reject(new Error('cannot execute LISTEN')));
    await expect(client.acquire()).rejects.toThrow('LISTEN');
    query.mockRestore();
    for (let open = 1; open > 0;) {
      const [row] = await source.query<{ n: number }[]>(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'qorzhyn projector'",
      );
      open = row!.n;
    }
    await client.release();
  });
});
