import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { Cluster } from './cluster.js';

export interface EmbeddedPostgresOptions {
  dataDir: string;
  log: Record<'log' | 'warn', (message: string) => void>;
  /** Further PostgreSQL parameters. */
  settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** The role of the server, which reads and appends as the migrations allow. */
  appUrl: string;
  /** Owns the database and runs the migrations. */
  adminUrl: string;
  /** Owns the PostgreSQL server; in the same database. */
  superUrl: string;
  /** Creates another database of the same two roles; `template` = a database without sessions to copy. */
  createDatabase(name: string, template?: string): Promise<{ appUrl: string; adminUrl: string }>;
  /** Stops the server, unless another process still uses it. */
  stop(): Promise<void>;
}

const DATABASE = 'qorzhyn';
const USERS_LOCK = 7_113_001;
const SETUP_LOCK = 7_113_002;

/**
 * Starts the PostgreSQL server of `dataDir`, or finds the one that already runs, and keeps it running until `stop`.
 * Errors: EmbeddedPostgresError, one sentence with the remedy.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = await Cluster.open(options.dataDir, options.settings);
  const watch = new ServerWatch(cluster, options.log);
  await watch.start();
  const createDatabase = async (name: string, template = 'template1') => {
    await setUp(cluster, name, template);
    return { appUrl: cluster.url('qorzhyn_app', name), adminUrl: cluster.url('qorzhyn_admin', name) };
  };
  const urls = await createDatabase(DATABASE);
  return { ...urls, superUrl: cluster.url('postgres', DATABASE), createDatabase, stop: () => watch.stop() };
}

/** Holds a session with a shared lock. Its end shows that the server died; its lock shows that it is used. */
class ServerWatch {
  private session: Client | null = null;
  private reviving: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly cluster: Cluster,
    private readonly log: EmbeddedPostgresOptions['log'],
  ) {}

  async start(): Promise<void> {
    for (;;) {
      const how = await this.cluster.start();
      if (await this.hold()) return this.log.log(`embedded PostgreSQL ${how} in ${this.cluster.folder}`);
    }
  }

  async stop(): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    await this.reviving;
    const session = this.session;
    const answer = await session
      ?.query<{ last: boolean }>(
        `SELECT pg_advisory_unlock_shared(${USERS_LOCK}), pg_try_advisory_lock(${USERS_LOCK}) AS last`,
      )
      .catch(() => null);
    if (answer?.rows[0]?.last ?? true) await this.cluster.stop();
    await session?.end().catch(() => undefined);
  }

  /** False when the server has stopped meanwhile, for example because its last user stopped it. */
  private async hold(): Promise<boolean> {
    const session = new Client({
      connectionString: this.cluster.url('postgres', 'postgres'),
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    session.on('error', () => undefined);
    try {
      await session.connect();
      const { rows } = await session.query<{ held: boolean }>(
        `SELECT pg_try_advisory_lock_shared(${USERS_LOCK}) AS held`,
      );
      if (!rows[0]?.held) throw new Error('the server is being stopped');
    } catch {
      await session.end().catch(() => undefined);
      await pause(100);
      return false;
    }
    session.once('end', () => (this.reviving = this.revive()));
    this.session = session;
    return true;
  }

  private async revive(): Promise<void> {
    this.session = null;
    while (!this.stopping && !this.session) {
      this.log.warn('restarting the embedded PostgreSQL after it stopped');
      await this.start().catch(async (error: Error) => {
        this.log.warn(error.message);
        await pause(1_000);
      });
    }
  }
}

async function setUp(cluster: Cluster, name: string, template: string): Promise<void> {
  const client = new Client({ connectionString: cluster.url('postgres', 'postgres') });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [SETUP_LOCK]);
    for (const role of ['qorzhyn_admin', 'qorzhyn_app'] as const) {
      const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      if (!rowCount) await client.query(`CREATE ROLE ${role} LOGIN PASSWORD '${cluster.passwords[role]}'`);
    }
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await client.query(`CREATE DATABASE "${name}" OWNER qorzhyn_admin TEMPLATE "${template}"`);
    await client.query(`REVOKE ALL ON DATABASE "${name}" FROM PUBLIC`);
    await client.query(`GRANT CONNECT, TEMPORARY ON DATABASE "${name}" TO qorzhyn_app`);
  } finally {
    await client.end();
  }
}
