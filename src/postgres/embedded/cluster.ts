import { spawn } from 'node:child_process';
import { appendFileSync, closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chooseOsUser, changeOwner, type OsUser } from './os-user.js';
import { locateBinaries, POSTGRES_MAJOR, type Program } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-error.js';
import { initialise, runProgram, type ClusterRole, type Passwords } from './new-cluster.js';
import { dropStaleLock, freePort, probe, readPostmaster } from './postmaster.js';

const STOP_MS = 30_000;

/** Time limit for the first answer of a started server; one that answers "starting up" may recover for longer. */
const START_TIMEOUT_MS = 60_000;
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
    private readonly passwords: Passwords,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  /** Creates the data folder when it is missing; `settings` are PostgreSQL parameters. */
  static async open(dataDir: string, settings: Readonly<Record<string, string>> = {}): Promise<Cluster> {
    const program = await locateBinaries();
    const user = chooseOsUser(program('postgres'));
    const folder = resolve(dataDir, `postgres-${POSTGRES_MAJOR}`);
    if (!existsSync(folder)) await initialise(folder, program, user);
    changeOwner(join(folder, 'data'), user);
    const passwords = JSON.parse(readFileSync(join(folder, 'passwords.json'), 'utf8')) as Passwords;
    return new Cluster(folder, program, user, passwords, settings);
  }

  /** A connection URL; scram over loopback. */
  url(role: ClusterRole, database: string): string {
    return `postgres://${role}:${this.passwords[role]}@127.0.0.1:${this.port}/${database}`;
  }

  password(role: ClusterRole): string {
    return this.passwords[role];
  }

  /** Finds the running server of this folder, or starts one on its last port, and returns when it answers. */
  async start(): Promise<'found' | 'started'> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    let child: { exited: boolean } | null = null;
    let starts = 0;
    const logged = existsSync(this.logFile) ? statSync(this.logFile).size : 0;
    for (;;) {
      const state = await this.look();
      if (state === 'up') return child ? 'started' : 'found';
      if (state === 'down') {
        if (Date.now() > deadline || (child?.exited && starts === MAX_STARTS)) throw this.failed(logged);
        if (child?.exited) await pause(300);
        if (!child || child.exited) {
          child = await this.spawn();
          starts++;
        }
      }
      await pause(30);
    }
  }

  /** Stops the server: it ends sessions and keeps what was committed. */
  async stop(): Promise<void> {
    const data = join(this.folder, 'data');
    const stopping = readPostmaster(data);
    if (!stopping || (await this.look()) === 'down') return;
    await this.run('pg_ctl', ['stop', '-D', data, '-m', 'fast', '-W']);
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

  private async spawn(): Promise<{ exited: boolean }> {
    const data = join(this.folder, 'data');
    dropStaleLock(data);
    const port = await freePort(this.port);
    const options = {
      listen_addresses: '127.0.0.1',
      port: String(port),
      unix_socket_directories: '',
      log_timezone: 'UTC',
      timezone: 'UTC',
      max_connections: '200',
      ...this.settings,
    };
    const log = this.openLog();
    const [command = '', ...args] = [...this.user.prefix, this.program('postgres'), '-D', data];
    const { uid, gid } = this.user;
    const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(command, [...args, ...flags], {
      detached: true,
      stdio: ['ignore', log, log],
      uid,
      gid,
      windowsHide: true,
    });
    closeSync(log);
    const state = { exited: false };
    child.once('exit', () => (state.exited = true));
    child.once('error', (error) => {
      appendFileSync(this.logFile, `error: ${error.message}\n`);
      state.exited = true;
    });
    child.unref();
    return state;
  }

  private run(name: Program, args: string[]): Promise<number | null> {
    return runProgram(this.program(name), args, this.user);
  }

  private get logFile(): string {
    return join(this.folder, 'postgres.log');
  }

  private openLog(): number {
    if (existsSync(this.logFile) && statSync(this.logFile).size > LOG_LIMIT_BYTES)
      renameSync(this.logFile, `${this.logFile}.1`);
    return openSync(this.logFile, 'a', 0o600);
  }

  private failed(logged: number): EmbeddedPostgresError {
    const text = readFileSync(this.logFile).subarray(logged).toString('utf8').trimEnd();
    const lines = text.split('\n');
    const reason = lines.findLast((line) => /FATAL|PANIC|error/.test(line)) ?? lines.at(-1);
    return new EmbeddedPostgresError(
      `the embedded PostgreSQL does not answer${reason ? ` (${reason.trim()})` : ''}`,
      `read ${this.logFile}`,
    );
  }
}
