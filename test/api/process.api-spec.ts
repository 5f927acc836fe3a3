import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';

const root = path.join(__dirname, '..', '..');
const hook = path.join(root, 'test/support/register-typescript.cjs');

const children: ChildProcess[] = [];

interface Run {
  child: ChildProcess;
  out: () => string;
  /** The last line of what went wrong. The log comes through another pipe, so its lines may arrive later. */
  fault: () => string | undefined;
  ended: Promise<number | null>;
}

/** The server as a process of its own, from source. */
function start(env: Record<string, string>, args: string[] = []): Run {
  const bare = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(QORZHYN_|DATABASE|EVENTSTORE|PORT$|HOST$|LOG_LEVEL)/.test(name)),
  );
  const child = spawn(process.execPath, ['-r', hook, path.join(root, 'src/main.ts'), ...args], {
    cwd: root,
    env: { ...bare, ...env },
  });
  children.push(child);
  let text = '';
  let faults = '';
  child.stdout.on('data', (chunk) => (text += String(chunk)));
  child.stderr.on('data', (chunk) => {
    text += String(chunk);
    faults += String(chunk);
  });
  return {
    child,
    out: () => text,
    fault: () => faults.trimEnd().split('\n').at(-1),
    ended: new Promise((done) => child.once('close', done)),
  };
}

async function until<Value>(run: Run, found: () => Value | null | Promise<Value | null>): Promise<Value> {
  for (;;) {
    const value = await found();
    if (value !== null) return value;
    if (run.child.exitCode !== null) throw new Error(run.out());
    await pause(50);
  }
}

let postgres: TestPostgres;
let dataDir: string;
beforeAll(async () => {
  postgres = await startTestPostgres();
  dataDir = mkdtempSync(path.join(tmpdir(), 'qorzhyn-process-'));
}, 120_000);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test.each([
  [{ QORZHYN_SPEED: '9' }, [], 'QORZHYN_SPEED'],
  [{ PORT: 'eighty' }, [], 'PORT'],
  [{ PUBLIC_URL: 'https://college.example.kz/qorzhyn/' }, [], 'PUBLIC_URL'],
  [{ EVENTSTORE_URL: 'esdb://ops:Secret-9@h1:2113?tsl=false' }, [], 'EVENTSTORE_URL'],
  [{}, ['--fast'], '--fast'],
] as const)(
  'refuses to start with %j %j and names the cause last',
  async (env, args, name) => {
    const run = start({ DATA_DIR: dataDir, ...env } as Record<string, string>, [...args]);
    expect(await run.ended).toBe(2);
    expect(run.fault()).toContain(name);
    expect(run.out()).not.toContain('Secret-9');
  },
  60_000,
);

test('names a missing database and the remedy', async () => {
  const run = start({ DATA_DIR: dataDir, DATABASE_URL: 'postgres://nobody:secret-word@127.0.0.1:1/none' });
  expect(await run.ended).toBe(2);
  expect(run.fault()).toMatch(/^DATABASE_URL cannot be used, .* 127\.0\.0\.1:1\): start PostgreSQL/);
  expect(run.out()).not.toContain('secret-word');
}, 60_000);

test.each(['is not there', 'hangs'])(
  'waits for a history that %s, and can be stopped meanwhile',
  async (how) => {
    const silent = createServer().listen(0, '127.0.0.1').unref();
    await once(silent, 'listening');
    const port = how === 'hangs' ? (silent.address() as AddressInfo).port : 1;
    const { appUrl, adminUrl } = await postgres.createDatabase();
    const folder = path.join(dataDir, `waiting-${port}`);
    const run = start({
      PORT: '0',
      DATA_DIR: folder,
      DATABASE_URL: appUrl,
      DATABASE_ADMIN_URL: adminUrl,
      EVENTSTORE_URL: `esdb://127.0.0.1:${port}?tls=false`,
      LOG_LEVEL: 'silent',
    });
    await until(run, () => (run.out().includes('The history does not answer') ? true : null));
    const { url } = JSON.parse(readFileSync(path.join(folder, 'server.json'), 'utf8')) as { url: string };
    expect((await fetch(`${url}/api/health/live`)).status).toBe(200);
    expect((await fetch(`${url}/api/health/ready`)).status).toBe(503);
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    silent.close();
  },
  60_000,
);

test('names a taken port with the remedy and leaves nothing behind', async () => {
  const { appUrl, adminUrl } = await postgres.createDatabase();
  const taken = createServer().listen(0, '127.0.0.1').unref();
  await once(taken, 'listening');
  const PORT = String((taken.address() as AddressInfo).port);
  const run = start({ PORT, DATA_DIR: dataDir, DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl });
  expect(await run.ended).toBe(2);
  expect(run.fault()).toMatch(new RegExp(`Port ${PORT} .* is in use: .* set PORT`));
  expect(existsSync(path.join(dataDir, 'server.json'))).toBe(false);
  taken.close();
}, 60_000);

test('--help prints the settings and starts nothing', async () => {
  const run = start({ DATA_DIR: path.join(dataDir, 'never') }, ['--help']);
  expect(await run.ended).toBe(0);
  expect(run.out()).toMatch(/PORT +3000/);
  expect(existsSync(path.join(dataDir, 'never'))).toBe(false);
}, 60_000);

test('server.json names the address while the server runs', async () => {
  const { appUrl, adminUrl } = await postgres.createDatabase();
  const note = path.join(dataDir, 'server.json');
  const spawnedAt = Date.now();
  const run = start({
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: appUrl,
    DATABASE_ADMIN_URL: adminUrl,
    LOG_LEVEL: 'warn',
  });
  const link = await until(run, () => /First organiser, once: (\S+)/.exec(run.out())?.[1] ?? null);
  const { pid, url, startedAt } = JSON.parse(readFileSync(note, 'utf8')) as Record<string, string>;
  expect([pid, new URL(link).origin]).toEqual([run.child.pid, url]);
  expect(Math.abs(Date.parse(startedAt ?? '') - spawnedAt)).toBeLessThan(2_000);
  await until(run, async () => ((await fetch(`${url}/api/health/ready`)).status === 200 ? true : null));
  expect((await fetch(link)).status).toBe(200);
  const asked = Date.now();
  run.child.kill('SIGTERM');
  expect(await run.ended).toBe(0);
  expect(Date.now() - asked).toBeLessThan(10_000);
  expect(existsSync(note)).toBe(false);
}, 120_000);
