import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chooseAccount, handOver, type Account } from './account.js';
import { locateBinaries, POSTGRES_MAJOR, type Program } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-error.js';
import { dropStaleLock, freePort, probe, readPostmaster } from './postmaster.js';

export type ClusterRole = 'postgres' | 'qorzhyn_admin' | 'qorzhyn_app';
type Passwords = Record<ClusterRole, string>;

/** How long a server may be silent after it was started; one that answers "starting up" may recover for as long as it needs. */
const START_TIMEOUT_MS = 60_000;
const LOG_LIMIT_BYTES = 5_000_000;

/** One PostgreSQL data folder with its server, passwords and log, all under `<dataDir>/postgres-18`. */
export class Cluster {
  private port = 0;

  private constructor(
    readonly folder: string,
    private readonly program: (name: Program) => string,
    private readonly account: Account,
    private readonly passwords: Passwords,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  /** Makes the data folder when there is none; `settings` are PostgreSQL parameters. */
  static async open(dataDir: string, settings: Readonly<Record<string, string>> = {}): Promise<Cluster> {
    const program = await locateBinaries();
    const account = chooseAccount(program('postgres'));
    const folder = resolve(dataDir, `postgres-${POSTGRES_MAJOR}`);
    if (!existsSync(folder)) await initialise(folder, program, account);
    handOver(join(folder, 'data'), account);
    const passwords = JSON.parse(readFileSync(join(folder, 'passwords.json'), 'utf8')) as Passwords;
    return new Cluster(folder, program, account, passwords, settings);
  }

  /** A connection URL; scram over loopback. */
  url(role: ClusterRole, database: string): string {
    return `postgres://${role}:${this.passwords[role]}@127.0.0.1:${this.port}/${database}`;
  }

  password(role: ClusterRole): string {
    return this.passwords[role];
  }

  /** Finds the live server of this folder, or starts one on the port it had before, and returns when it answers. */
  async start(): Promise<'found' | 'started'> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    let child: { exited: boolean } | null = null;
    for (;;) {
      const state = await this.look();
      if (state === 'up') return child ? 'started' : 'found';
      if (state === 'down') {
        if (Date.now() > deadline) throw this.failed();
        if (child?.exited) await pause(300);
        if (!child || child.exited) child = await this.spawn();
      }
      await pause(30);
    }
  }

  /** Stops the server: sessions are cut, what was committed is kept. */
  async stop(): Promise<void> {
    if ((await this.look()) === 'down') return;
    const code = await this.run('pg_ctl', ['stop', '-D', join(this.folder, 'data'), '-m', 'fast', '-w', '-t', '30']);
    if (code !== 0 && (await this.look()) !== 'down')
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
    const [command = '', ...args] = [...this.account.prefix, this.program('postgres'), '-D', data];
    const { uid, gid } = this.account;
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
    child.once('error', () => (state.exited = true));
    child.unref();
    return state;
  }

  private run(name: Program, args: string[]): Promise<number | null> {
    return runProgram(this.program(name), args, this.account);
  }

  private get logFile(): string {
    return join(this.folder, 'postgres.log');
  }

  private openLog(): number {
    if (existsSync(this.logFile) && statSync(this.logFile).size > LOG_LIMIT_BYTES)
      renameSync(this.logFile, `${this.logFile}.1`);
    return openSync(this.logFile, 'a', 0o600);
  }

  private failed(): EmbeddedPostgresError {
    const lines = readFileSync(this.logFile, 'utf8').trimEnd().split('\n');
    const reason = lines.findLast((line) => /FATAL|PANIC|error/.test(line)) ?? lines.at(-1) ?? '';
    return new EmbeddedPostgresError(
      `the embedded PostgreSQL does not answer (${reason.trim()})`,
      `read ${this.logFile}`,
    );
  }
}

/** Made beside its place and moved there whole, so a half-made folder is never used and two starts do not mix. */
async function initialise(folder: string, program: (name: Program) => string, account: Account): Promise<void> {
  const parent = resolve(folder, '..');
  mkdirSync(parent, { recursive: true });
  removeLeftovers(parent);
  const draft = `${folder}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  const data = join(draft, 'data');
  mkdirSync(data, { recursive: true });
  handOver(draft, account);
  const secret = () => randomBytes(24).toString('hex');
  const passwords: Passwords = { postgres: secret(), qorzhyn_admin: secret(), qorzhyn_app: secret() };
  const first = join(draft, 'first-password');
  writeFileSync(first, passwords.postgres, { mode: 0o600 });
  handOver(first, account);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${first}`, '--data-checksums'];
  const code = await runProgram(
    program('initdb'),
    ['-D', data, ...locale, ...access],
    account,
    join(draft, 'initdb.log'),
  );
  if (code !== 0)
    throw new EmbeddedPostgresError(`the data folder ${folder} could not be made`, `read ${join(draft, 'initdb.log')}`);
  rmSync(first);
  writeFileSync(join(draft, 'passwords.json'), JSON.stringify(passwords), { mode: 0o600 });
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
}

function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(`postgres-${POSTGRES_MAJOR}.new-`))) {
    const path = join(parent, name);
    if (Date.now() - statSync(path).mtimeMs > 600_000) rmSync(path, { recursive: true, force: true });
  }
}

function runProgram(path: string, args: readonly string[], account: Account, logFile?: string): Promise<number | null> {
  const [command = '', ...rest] = [...account.prefix, path, ...args];
  const log = logFile ? openSync(logFile, 'a', 0o600) : 'ignore';
  return new Promise((done, fail) => {
    const child = spawn(command, rest, {
      stdio: ['ignore', log, log],
      uid: account.uid,
      gid: account.gid,
      windowsHide: true,
    });
    child.once('error', (error) => fail(new EmbeddedPostgresError(`${path} cannot be run (${error.message})`)));
    child.once('exit', (code) => done(code));
  }).finally(() => typeof log === 'number' && closeSync(log)) as Promise<number | null>;
}
