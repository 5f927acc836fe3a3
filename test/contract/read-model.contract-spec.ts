import { DataSource } from 'typeorm';
import { migrate } from '../../src/database/migrate.js';
import type { Seat } from '../../src/projector/lease.js';
import { readModelEntities, TypeOrmReadModel } from '../../src/projector/typeorm/read-model.repository.js';
import { readModelSchema } from '../../src/projector/typeorm/read-model.schema.js';
import { MemoryReadModel } from '../support/memory-read-model.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';
import { readModelContract } from './read-model.contract.js';

describe('the read model in memory', () => {
  readModelContract(() => Promise.resolve(new MemoryReadModel()));
});

describe('the read model in PostgreSQL', () => {
  let postgres: TestPostgres;
  let source: DataSource;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    const { appUrl, adminUrl } = await postgres.createDatabase();
    await migrate(adminUrl, appUrl, [readModelSchema]);
    source = await new DataSource({ type: 'postgres', url: appUrl, entities: readModelEntities }).initialize();
  }, 60_000);

  afterAll(async () => {
    await source?.destroy();
    await postgres?.stop();
  });

  readModelContract(async () => {
    for (const table of ['document', 'parked_event', 'generation'])
      await source.query(`DELETE FROM read_model.${table}`);
    return new TypeOrmReadModel(source);
  });

  it('lets the server’s own role change documents but not the tables', async () => {
    await expect(source.query('DROP TABLE read_model.document')).rejects.toThrow(/owner/);
  });

  it('takes the lease of a process whose connection ended at once, and lets it go on when nobody did', async () => {
    const model = new TypeOrmReadModel(source);
    const seats = [0, 1].map(() => model.seat({ moved: () => undefined, vacant: () => undefined }));
    const [one, other] = seats as [Seat, Seat];
    try {
      const end = (query: string) =>
        source.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND ${query}`);
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
      await Promise.all(seats.map((seat) => seat.leave()));
    }
  });
});
