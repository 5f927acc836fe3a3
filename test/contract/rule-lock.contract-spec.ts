import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { RuleLock } from '../../src/event-store/rule-lock.repository.js';
import { EndTimedOut } from '../../src/postgres/end-timed-out.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';

const CONNECTIONS = 3;

describe('RuleLock', () => {
  let postgres: TestPostgres;
  let sources: [DataSource, DataSource, DataSource];
  let locks: [RuleLock, RuleLock, RuleLock];

  beforeAll(async () => {
    postgres = await startTestPostgres();
    const { appUrl: url } = await postgres.createDatabase();
    const open = (limits: object) =>
      new DataSource({
        type: 'postgres',
        url,
        subscribers: [EndTimedOut],
        extra: { max: CONNECTIONS, ...limits },
        poolErrorHandler: () => undefined,
      }).initialize();
    const limits = { statement_timeout: 2_000 };
    sources = [await open(limits), await open(limits), await open({ query_timeout: 300 })];
    locks = [new RuleLock(sources[0]), new RuleLock(sources[1]), new RuleLock(sources[2])];
  }, 60_000);
  afterAll(async () => {
    for (const source of sources ?? []) await source.destroy();
    await postgres?.stop();
  });

  /** A command that runs until it is ended. */
  function open(lock: RuleLock, name: string) {
    const [started, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const result = lock.run(name, async () => {
      started.resolve();
      await ended.promise;
      return 'done';
    });
    return { started: started.promise, end: ended.resolve, result };
  }

  it('runs one command of a name at a time across processes', async () => {
    let running = 0;
    let most = 0;
    const command = async () => {
      most = Math.max(most, (running += 1));
      await pause(5);
      running -= 1;
    };
    await Promise.all(Array.from({ length: 40 }, (_, at) => locks[at % 2]!.run('names', command)));
    expect(most).toBe(1);
  });

  it('runs commands of different names at the same time', async () => {
    const [one, two] = [open(locks[0], 'one'), open(locks[1], 'two')];
    await Promise.all([one.started, two.started]);
    one.end();
    two.end();
    await Promise.all([one.result, two.result]);
  });

  it('leaves connections for the running command when many commands wait', async () => {
    const command = () => sources[0].query<{ n: number }[]>('SELECT 1 AS n');
    const all = await Promise.all(Array.from({ length: 20 }, () => locks[0].run('names', command)));
    expect(all).toHaveLength(20);
  });

  it('frees the lock when a command is refused', async () => {
    await expect(locks[0].run('names', () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    await expect(locks[1].run('names', () => Promise.resolve(7))).resolves.toBe(7);
  });

  it('gives up when another process runs a command for too long', async () => {
    const held = open(locks[0], 'names');
    await held.started;
    const waiting = locks[1].run('names', () => Promise.resolve(7));
    await expect(waiting).rejects.toMatchObject({ driverError: { code: '57014' } });
    held.end();
    await expect(held.result).resolves.toBe('done');
    await expect(locks[1].run('names', () => Promise.resolve(7))).resolves.toBe(7);
  });

  it('frees a lock that the server grants after the process gave up', async () => {
    const held = open(locks[0], 'names');
    await held.started;
    await expect(locks[2].run('names', () => Promise.resolve(7))).rejects.toThrow('Query read timeout');
    held.end();
    await held.result;
    await pause(200);
    await expect(locks[1].run('names', () => Promise.resolve(7))).resolves.toBe(7);
    const [row] = await sources[2].query<{ isAlone: boolean }[]>(
      'SELECT transaction_timestamp() = statement_timestamp() AS "isAlone"',
    );
    expect(row).toEqual({ isAlone: true });
  });

  it('frees the lock when the connection of its process ends', async () => {
    const held = open(locks[0], 'names');
    await held.started;
    await sources[1].query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database d ON d.oid = database
       WHERE d.datname = current_database() AND locktype = 'advisory' AND classid = 7113023`,
    );
    await expect(locks[1].run('names', () => Promise.resolve(7))).resolves.toBe(7);
    held.end();
    await expect(held.result).resolves.toBe('done');
    await expect(locks[0].run('names', () => Promise.resolve(7))).resolves.toBe(7);
  });
});
