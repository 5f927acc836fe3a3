import { readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';

export interface Postmaster {
  pid: number;
  port: number;
}

/** The content of postmaster.pid, which may be stale: only a probe shows whether the server runs. */
export function readPostmaster(data: string): Postmaster | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 0 && port > 0 ? { pid, port } : null;
  } catch {
    return null;
  }
}

/** `starting` = it answers, but still recovers. Signal 0 cannot tell: a zombie counts as alive. */
export async function probe(url: string): Promise<'up' | 'starting' | 'down'> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000, query_timeout: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return 'up';
  } catch (error) {
    return (error as { code?: string }).code === '57P03' ? 'starting' : 'down';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Removes a lock file whose pid belongs to another process or a zombie, as in containers. PostgreSQL would refuse to start.
 * Only where /proc proves that no process works in the data folder.
 */
export function dropStaleLock(data: string): void {
  const lock = readPostmaster(data);
  if (!lock || process.platform !== 'linux') return;
  const here = realpathSync(data);
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  if (!pids.includes(String(lock.pid)) || pids.some((pid) => cwdOf(pid) === here)) return;
  if (readPostmaster(data)?.pid === lock.pid) rmSync(join(data, 'postmaster.pid'), { force: true });
}

export async function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (wanted ? resolve(freePort()) : reject(error)));
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function cwdOf(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}
