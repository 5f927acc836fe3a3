import { readdirSync, readFileSync } from 'node:fs';
import { Client } from 'pg';

const TICK_MS = 10;

/** The fields of /proc/<pid>/stat after the name, which may hold spaces. */
const statOf = (pid: number | string) => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
};

/** Pid of the postmaster that serves a database of this machine. */
export async function postmasterOf(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return Number(statOf(rows[0]!.pid)[1]);
  } finally {
    await client.end();
  }
}

/** Processor ms of a PostgreSQL since its start, with all its processes, those that have ended too. Needs /proc. */
export function databaseMs(postmaster: number): number {
  const sum = (fields: string[], indexes: number[]) => indexes.reduce((all, index) => all + Number(fields[index]), 0);
  let ticks = 0;
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const fields = statOf(name);
      if (Number(name) === postmaster) ticks += sum(fields, [11, 12, 13, 14]);
      else if (Number(fields[1]) === postmaster) ticks += sum(fields, [11, 12]);
    } catch {
      // It ended while the list was read.
    }
  }
  return ticks * TICK_MS;
}

export const ownMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** Runs work; gives the processor ms that this process and PostgreSQL used for it. */
export async function costOf(postmaster: number, work: () => Promise<unknown>) {
  const before = { own: ownMs(), database: databaseMs(postmaster) };
  await work();
  return { server: ownMs() - before.own, database: databaseMs(postmaster) - before.database };
}
