/** None, a standby with every acknowledged event, or one that may lack the last events. */
export type StandbyPromise = 'none' | 'synchronous' | 'asynchronous';

const ASKED = `SELECT current_setting('synchronous_standby_names') AS names, current_setting('synchronous_commit') AS waits,
  (SELECT count(*)::int FROM pg_stat_replication) AS attached`;

/** `isExpected` = the address names several hosts, though no standby may be attached now. */
export async function standbyPromise(
  query: (sql: string) => Promise<{ names: string; waits: string; attached: number }[]>,
  isExpected: boolean,
): Promise<StandbyPromise> {
  const [found] = await query(ASKED);
  const { names = '', waits = '', attached = 0 } = found ?? {};
  if (names !== '' && !['local', 'off'].includes(waits)) return 'synchronous';
  return isExpected || attached > 0 ? 'asynchronous' : 'none';
}

export const LOSSY_STANDBY =
  'A fail-over can lose acknowledged events: PostgreSQL does not wait for its standby. Set synchronous_standby_names there, and synchronous_commit to on.';
