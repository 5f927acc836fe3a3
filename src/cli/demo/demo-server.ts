import { existsSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readEnvironment } from '../../config/environment.js';
import { POSTGRES_MAJOR } from '../../postgres/embedded/new-cluster.js';
import { quietLog } from '../open-read-models.js';
import { DemoError, isAlive, type DemoFolder } from './demo-folder.js';
import { serverFileOf, ServerProcess } from './server-process.js';

const MAIN = path.join(__dirname, '../../main.js');
const START_MS = 120_000;
export const STOP_MS = 20_000;

/** Starts the server in the demo's folder and waits until it is ready. Throws DemoError with the last lines of its log. */
export async function startDemoServer(folder: DemoFolder, lan: boolean): Promise<ServerProcess> {
  await stopOrphan(folder);
  const server = new ServerProcess({
    program: ['--enable-source-maps', MAIN, ...(lan ? ['--lan'] : [])],
    dataDir: folder.path,
    env: {
      ...process.env,
      DATABASE_URL: '',
      PORT: process.env['PORT'] ?? String(await freePort(3000)),
      QORZHYN_DEMO_CLOCK: 'on',
      QORZHYN_SESSION_HOURS: '8760',
      QORZHYN_WRITES_PER_MINUTE: '100000',
      QORZHYN_READS_PER_MINUTE: '100000',
      QORZHYN_LOGIN_FAILURES: '1000',
    },
    logFile: folder.serverLog,
  });
  if ((await server.listens(START_MS)) && (await server.isReady(START_MS))) return server;
  const reason = server.isRunning ? `was not ready after ${START_MS / 1000} s` : 'did not start';
  await server.end('SIGTERM', STOP_MS);
  throw new DemoError(`${server.lastLines}\nThe server of the demo ${reason}; its log is ${folder.serverLog}.`);
}

/** A new season needs an empty history, and `--fresh` cannot empty an EventStoreDB. Throws DemoError. */
export async function requireEmptyHistory(folder: DemoFolder, url: string | undefined): Promise<void> {
  const { EVENTSTORE_URL } = readEnvironment({ EVENTSTORE_URL: url });
  if (!EVENTSTORE_URL || existsSync(path.join(folder.path, `postgres-${POSTGRES_MAJOR}`))) return;
  const { openEventStoreDb } = await import('../../event-store/eventstoredb/eventstoredb-event-store.js');
  const store = await openEventStoreDb({ url: EVENTSTORE_URL, log: quietLog });
  try {
    if ((await store.head()) === null) return;
    throw new DemoError(
      'The EventStoreDB of EVENTSTORE_URL holds a history already: name an empty one, or leave EVENTSTORE_URL out.',
    );
  } finally {
    await store.close();
  }
}

/** Stops a server that a killed demo left behind: it answers under the address in the demo's own folder. */
async function stopOrphan(folder: DemoFolder): Promise<void> {
  const file = serverFileOf(folder.path);
  if (file && isAlive(file.pid) && (await fetch(new URL('/api/health/live', file.url)).catch(() => null))) {
    process.kill(file.pid, 'SIGTERM');
    for (const until = Date.now() + STOP_MS; isAlive(file.pid) && Date.now() < until;) await pause(50);
  }
  rmSync(path.join(folder.path, 'server.json'), { force: true });
}

function freePort(wanted: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(0));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)));
  });
}
