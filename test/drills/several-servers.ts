import { startTestPostgres, type TestPostgres } from '../support/postgres.js';
import { Client } from 'pg';
import { until } from './drill.js';
import { storedTimes } from '../support/drill-store.js';
import { openWorld, type TestWorld } from '../support/world.js';
import { RestartableServer, type ServerOptions, runCommand } from '../support/server-process.js';

/** Several servers on one PostgreSQL of their own, with a challenge that runs. */
export class SeveralServers {
  private constructor(
    private readonly postgres: TestPostgres,
    readonly settings: Record<string, string>,
    readonly servers: RestartableServer[],
    readonly stage: TestWorld,
  ) {}

  static async start(count: number, env: Record<string, string> = {}, options: ServerOptions = {}) {
    const postgres = await startTestPostgres();
    const servers: RestartableServer[] = [];
    try {
      const { appUrl, adminUrl } = await postgres.createDatabase();
      const settings = { ...env, DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl };
      const first = await RestartableServer.start(settings, undefined, options);
      servers.push(first);
      const staged = await openWorld(first.url, first.token);
      const further = { ...options, isFurther: true };
      const others = Array.from({ length: count - 1 }, () => RestartableServer.start(settings, undefined, further));
      for (const other of await Promise.allSettled(others)) if (other.status === 'fulfilled') servers.push(other.value);
      await Promise.all(others);
      return new SeveralServers(postgres, settings, servers, staged);
    } catch (error) {
      await Promise.all(servers.map((server) => server.remove()));
      await postgres.stop();
      throw error;
    }
  }

  /** The one that projects, of those that answer; null = none does. */
  async projecting(among: readonly RestartableServer[] = this.servers): Promise<RestartableServer | null> {
    for (const server of among) {
      const state = await stateOf(server);
      if (state?.projects) return server;
    }
    return null;
  }

  /** Waits until another one of the servers projects; ms since the call. */
  async takeover(from: RestartableServer): Promise<number> {
    const others = this.servers.filter((server) => server !== from);
    return until('another that projects', async () => (await this.projecting(others)) !== null, 30_000);
  }

  async query<Row extends object>(sql: string, given: unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.settings['DATABASE_URL'] });
    await client.connect();
    try {
      return (await client.query<Row>(sql, given)).rows;
    } finally {
      await client.end();
    }
  }

  /** Number of submissions and approvals of each action, by `<type> <stream>`. */
  decisions(): Promise<Map<string, number>> {
    return storedTimes(this.settings, this.settings['DATABASE_URL']!, ['ActionSubmitted', 'ActionApproved']);
  }

  /** Whether every read model equals a fold of the history; the last line says what does not. */
  async verify(): Promise<{ agrees: boolean; lastLine: string }> {
    const { code, lastLine } = await runCommand('src/cli/verify.ts', [], this.settings);
    return { agrees: code === 0, lastLine };
  }

  async remove(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.remove()));
    await this.postgres.stop();
  }
}

/** The projection state in a server's readiness; null = no response. */
export async function stateOf({ url }: RestartableServer): Promise<{ state: string; projects: boolean } | null> {
  try {
    const answer = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(1_000) });
    return ((await answer.json()) as { parts: { projections: { state: string; projects: boolean } } }).parts
      .projections;
  } catch {
    return null;
  }
}
