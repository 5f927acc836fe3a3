import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

const LOOK_MS = 100;

/** Runs the work while no session of the database runs another one of the same name. Rejects when the signal comes before its turn. */
export async function withAdvisoryLock<T>(
  source: DataSource,
  name: string,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const session = source.createQueryRunner();
  const lock = async (what: string) => {
    const [row] = await session.manager.query<{ done: boolean }[]>(`SELECT ${what}(7113021, hashtext($1)) AS done`, [
      name,
    ]);
    return row?.done ?? false;
  };
  try {
    for (;;) {
      signal?.throwIfAborted();
      if (await lock('pg_try_advisory_lock')) break;
      await pause(LOOK_MS, undefined, { signal });
    }
    return await work().finally(() => lock('pg_advisory_unlock').catch(() => undefined));
  } finally {
    await session.release();
  }
}
