import { Test } from '@nestjs/testing';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseModule } from '../../src/postgres/database.module.js';
import { EndTimedOut } from '../../src/postgres/end-timed-out.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';

const TIMEOUT_MS = 200;

describe('EndTimedOut', () => {
  let postgres: TestPostgres;
  let appUrl: string;
  let holder: Client;
  let source: DataSource;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    const urls = await postgres.createDatabase();
    appUrl = urls.appUrl;
    holder = new Client({ connectionString: urls.adminUrl });
    await holder.connect();
    await holder.query('CREATE TABLE things (id integer)');
    await holder.query('GRANT ALL ON things TO PUBLIC');
  }, 60_000);
  beforeEach(async () => {
    const extra = { max: 1, query_timeout: TIMEOUT_MS };
    source = await new DataSource({ type: 'postgres', url: appUrl, subscribers: [EndTimedOut], extra }).initialize();
  });
  afterEach(() => source?.destroy());
  afterAll(async () => {
    await holder?.end();
    await postgres?.stop();
  });

  /** Runs the work while the server answers nothing that needs the table. */
  async function whileStuck(work: () => Promise<unknown>): Promise<void> {
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE things');
    await expect(work()).rejects.toThrow('Query read timeout');
    await holder.query('ROLLBACK');
    await pause(TIMEOUT_MS);
  }

  it('drops a connection whose transaction and rollback timed out', async () => {
    await whileStuck(() => source.transaction((rows) => rows.query('INSERT INTO things VALUES (1)')));
    await source.query('INSERT INTO things VALUES (2)');
    expect((await holder.query('SELECT id FROM things')).rows).toEqual([{ id: 2 }]);
  });

  it('drops a connection whose lock of the session timed out', async () => {
    const session = source.createQueryRunner();
    await session.query('SELECT pg_advisory_lock(1)');
    await whileStuck(() => session.query('SELECT 1 FROM things'));
    await session.release();
    const { rows } = await holder.query('SELECT pg_try_advisory_lock(1) AS free');
    expect(rows).toEqual([{ free: true }]);
  });

  it('keeps a connection whose statement was wrong', async () => {
    const pid = () => source.query('SELECT pg_backend_pid()');
    const before = await pid();
    await expect(source.query('SELECT 1 FROM nothing')).rejects.toThrow('nothing');
    expect(await pid()).toEqual(before);
  });

  it('works in the pool of the server', async () => {
    const server = await Test.createTestingModule({ imports: [DatabaseModule.at(appUrl)] }).compile();
    expect(server.get(DataSource).subscribers).toEqual([expect.any(EndTimedOut)]);
    await server.close();
  });
});
