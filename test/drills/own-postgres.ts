import { spawn } from 'node:child_process';
import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { chooseOsUser, changeOwner, type OsUser, runProgram } from '../../src/postgres/embedded/new-cluster.js';
import { freePort, readPostmaster } from '../../src/postgres/embedded/cluster.js';
import { NotRun, until } from './drill.js';
import { family, signalAll } from './processes.js';

const DEBIAN = '/usr/lib/postgresql';

/** The folder of PostgreSQL's programs of this system, the newest; with pg_basebackup, which the embedded one lacks. */
function programs(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions
    .map((version) => path.join(DEBIAN, version, 'bin'))
    .find((bin) => existsSync(path.join(bin, 'pg_basebackup')));
  if (!found) throw new NotRun('no PostgreSQL with pg_basebackup is installed on this system');
  if (!existsSync('/proc/self/stat')) throw new NotRun('this system has no /proc to find the processes of PostgreSQL');
  return found;
}

/** One PostgreSQL of this system on this machine's loopback, in a folder of its own, without passwords. */
export class OwnPostgres {
  private constructor(
    readonly folder: string,
    readonly port: number,
    private readonly bin: string,
    private readonly account: OsUser,
  ) {}

  /** A new one. Throws NotRun when there are no programs for it. */
  static async create(folder: string, settings: Readonly<Record<string, string>> = {}): Promise<OwnPostgres> {
    const server = await OwnPostgres.at(folder);
    await server.run('initdb', [
      '-D',
      server.data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '--locale=C',
      '--encoding=UTF8',
      '-N',
    ]);
    server.configure(settings);
    return server;
  }

  /** A copy of a running one that follows it as its standby. */
  static async standbyOf(primary: OwnPostgres, folder: string): Promise<OwnPostgres> {
    const server = await OwnPostgres.at(folder);
    const from = `host=127.0.0.1 port=${primary.port} user=postgres application_name=standby`;
    await server.run('pg_basebackup', ['-d', from, '-D', server.data, '-R', '-X', 'stream', '-c', 'fast']);
    server.configure({});
    return server;
  }

  /** Opens an existing data folder. */
  static async at(folder: string): Promise<OwnPostgres> {
    const bin = programs();
    const account = chooseOsUser(path.join(bin, 'postgres'));
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    changeOwner(folder, account);
    return new OwnPostgres(folder, await freePort(), bin, account);
  }

  url(database = 'postgres', host = '127.0.0.1'): string {
    return `postgres://postgres@${host}:${this.port}/${database}`;
  }

  /** Later lines of the configuration win. */
  configure(settings: Readonly<Record<string, string>>): void {
    const own = { listen_addresses: '127.0.0.1', port: String(this.port), unix_socket_directories: '', ...settings };
    const lines = Object.entries(own).map(([name, value]) => `${name} = '${value}'\n`);
    appendFileSync(path.join(this.data, 'postgresql.conf'), lines.join(''));
  }

  async start(): Promise<void> {
    const log = openSync(path.join(this.folder, 'log'), 'a', 0o600);
    const [command = '', ...args] = [...this.account.prefix, path.join(this.bin, 'postgres'), '-D', this.data];
    const { uid, gid } = this.account;
    const child = spawn(command, args, { stdio: ['ignore', log, log], uid, gid, detached: true });
    closeSync(log);
    child.unref();
    let ended = false;
    child.once('exit', () => (ended = true));
    await until('a PostgreSQL', async () => ended || (await this.answers()), 90_000);
    if (ended)
      throw new Error(`PostgreSQL did not start: ${readFileSync(path.join(this.folder, 'log'), 'utf8').slice(-600)}`);
  }

  async query<Row extends object>(sql: string, database?: string): Promise<Row[]> {
    const client = new Client({ connectionString: this.url(database), connectionTimeoutMillis: 3_000 });
    client.on('error', () => undefined);
    await client.connect();
    return (await client.query<Row>(sql).finally(() => client.end())).rows;
  }

  /** Every process of it, with those of its sessions. */
  get processes(): number[] {
    const master = readPostmaster(this.data);
    return master ? family(master.pid) : [];
  }

  signal(signal: NodeJS.Signals): void {
    signalAll(this.processes, signal);
  }

  /** Ends it, however it is. */
  async stop(): Promise<void> {
    this.signal('SIGCONT');
    this.signal('SIGKILL');
    await until('the end of a PostgreSQL', async () => !(await this.answers()));
  }

  private get data(): string {
    return path.join(this.folder, 'data');
  }

  private answers(): Promise<boolean> {
    return this.query('SELECT 1').then(
      () => true,
      () => false,
    );
  }

  private async run(program: string, args: string[]): Promise<void> {
    const log = path.join(this.folder, `${program}.log`);
    const code = await runProgram(path.join(this.bin, program), args, this.account, log);
    if (code !== 0) throw new Error(`${program} ended with ${code}: ${readFileSync(log, 'utf8').slice(-600)}`);
  }
}
