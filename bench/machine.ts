import { cpus, loadavg } from 'node:os';
import { ask, type Ground } from './ground.js';
import { rounded } from './measure.js';
import { versionOf } from './programs.js';

export type Machine = Record<string, string | number>;

/** What the figures depend on. The load is that of the minute before the run. */
export async function describeMachine(ground: Ground): Promise<Machine> {
  const { adminUrl } = await ground.database();
  const [server] = await ask<Record<string, string>>(
    adminUrl,
    `SELECT current_setting('server_version') AS "PostgreSQL", current_setting('fsync') AS fsync,
       current_setting('synchronous_commit') AS synchronous_commit, current_setting('full_page_writes') AS full_page_writes`,
  );
  const programs = ['pgbench', 'psql', 'redis-server'].map((name) => [name, versionOf(name) ?? 'absent'] as const);
  return {
    Node: process.version,
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? '',
    'load before': rounded(loadavg()[0] ?? 0),
    ...server,
    ...Object.fromEntries(programs),
  };
}
