import * as fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { basename, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../reach-database.js';
import {
  changeOwner,
  chooseOsUser,
  type ClusterRole,
  EmbeddedPostgresError,
  initialise,
  locateBinaries,
  type OsUser,
  type Passwords,
  POSTGRES_MAJOR,
  type Program,
  runProgram,
} from './new-cluster.js';

const STOP_MS = 30_000;
/** Seconds until the first answer of a started server; one that answers "starting up" may recover for longer. */
const START_TIMEOUT_S = '60';
/** Limit of consecutive failed starts. A few are normal while an old server still exits. */
const MAX_STARTS = 20;
const LOG_LIMIT_BYTES = 5_000_000;

/** One PostgreSQL data folder with its server, passwords and log, all under `<dataDir>/postgres-18`. */
export class Cluster {
  private port = 0;

  private constructor(
    readonly folder: string,
    private readonly program: (name: Program) => string,
    private readonly user: OsUser,
    readonly passwords: Passwords,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  /** Creates the data folder when it is missing; `settings` are PostgreSQL parameters. */
  static async open(dataDir: string, settings: Readonly<Record<string, string>> = {}): Promise<Cluster> {
    const program = locateBinaries();
    const user = chooseOsUser(program('postgres'));
    const folder = resolve(dataDir, `postgres-${POSTGRES_MAJOR}`);
    if (!fs.existsSync(folder)) await initialise(folder, program, user);
    changeOwner(join(folder, 'data'), user);
    const passwords = JSON.parse(fs.readFileSync(join(folder, 'passwords.json'), 'utf8')) as Passwords;
    return new Cluster(folder, program, user, passwords, settings);
  }

  /** A connection URL; scram over loopback. */
  url(role: ClusterRole, database: string): string {
    return `postgres://${role}:${this.passwords[role]}@127.0.0.1:${this.port}/${database}`;
  }

  /** Finds the running server of this folder, or starts one on its last port, and returns when it answers. */
  async start(): Promise<'found' | 'started'> {
    const logged = fs.existsSync(this.logFile) ? fs.statSync(this.logFile).size : 0;
    let isStarted = false;
    for (let starts = 0; ;) {
      const state = await this.look();
      if (state === 'up') return isStarted ? 'started' : 'found';
      if (state === 'down') {
        if (starts++ === MAX_STARTS) throw this.failed(logged);
        isStarted = await this.launch();
      }
      await pause(state === 'starting' || isStarted ? 30 : 300);
    }
  }

  /** Stops the server: it ends sessions and keeps what was committed. */
  async stop(): Promise<void> {
    const data = join(this.folder, 'data');
    const stopping = readPostmaster(data);
    if (!stopping || (await this.look()) === 'down') return;
    await runProgram(this.program('pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-W'], this.user);
    // Another process may start the server again at once, so only the end of this postmaster counts.
    for (const until = Date.now() + STOP_MS; Date.now() < until; await pause(30)) {
      if (readPostmaster(data)?.pid !== stopping.pid) return;
    }
    throw new EmbeddedPostgresError('the embedded PostgreSQL did not stop within 30 s', 'stop it by hand');
  }

  private async look(): Promise<'up' | 'starting' | 'down'> {
    const found = readPostmaster(join(this.folder, 'data'));
    if (!found) return 'down';
    this.port = found.port;
    return probe(this.url('postgres', 'postgres'));
  }

  /** False when the server ended again, as while an old one still exits. One that recovers for long answers later. */
  private async launch(): Promise<boolean> {
    const data = join(this.folder, 'data');
    dropStaleLock(data);
    const options = {
      listen_addresses: '127.0.0.1',
      port: await freePort(this.port),
      unix_socket_directories: '',
      log_timezone: 'UTC',
      timezone: 'UTC',
      max_connections: 200,
      // Without the detail of an error, which names the values of a row.
      log_error_verbosity: 'terse',
      ...this.settings,
    };
    const flags = Object.entries(options).map(([name, value]) => `-c "${name}=${value}"`);
    if (fs.existsSync(this.logFile) && fs.statSync(this.logFile).size > LOG_LIMIT_BYTES)
      fs.renameSync(this.logFile, `${this.logFile}.1`);
    // pg_ctl gives its arguments to a shell, which would expand some characters of the path of the folder.
    const args = ['start', '-s', '-D', basename(data), '-w', '-t', START_TIMEOUT_S, '-o', flags.join(' ')];
    return (await runProgram(this.program('pg_ctl'), args, this.user, this.logFile, this.folder)) === 0;
  }

  private get logFile(): string {
    return join(this.folder, 'postgres.log');
  }

  private failed(logged: number): EmbeddedPostgresError {
    const text = fs.readFileSync(this.logFile).subarray(logged).toString('utf8').trimEnd();
    const lines = text.split('\n');
    const reason = lines.findLast((line) => /FATAL|PANIC|error/.test(line)) ?? lines.at(-1);
    return new EmbeddedPostgresError(
      `the embedded PostgreSQL does not answer${reason ? ` (${reason.trim()})` : ''}`,
      `read ${this.logFile}`,
    );
  }
}

/** The content of postmaster.pid, which may be stale: only a probe shows whether the server runs. */
export function readPostmaster(data: string): { pid: number; port: number } | null {
  try {
    const lines = fs.readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 0 && port > 0 ? { pid, port } : null;
  } catch {
    return null;
  }
}

/** `starting` = it answers, but still recovers. Signal 0 cannot tell: a zombie counts as alive. */
function probe(url: string): Promise<'up' | 'starting' | 'down'> {
  return ask(url, 'SELECT 1', 3_000).then(
    () => 'up',
    (error: { code?: string }) => (error.code === '57P03' ? 'starting' : 'down'),
  );
}

/**
 * Removes a lock file whose pid belongs to another process or a zombie, as in containers. PostgreSQL would refuse to start.
 * Only where /proc proves that no process works in the data folder.
 */
export function dropStaleLock(data: string): void {
  const lock = readPostmaster(data);
  if (!lock || process.platform !== 'linux') return;
  const here = fs.realpathSync(data);
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  if (!pids.includes(String(lock.pid)) || pids.some((pid) => cwdOf(pid) === here)) return;
  if (readPostmaster(data)?.pid === lock.pid) fs.rmSync(join(data, 'postmaster.pid'), { force: true });
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
    return fs.readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}
