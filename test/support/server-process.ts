import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ServerProcess } from '../../src/cli/demo/server-process.js';
import { Cluster, readPostmaster } from '../../src/postgres/embedded/cluster.js';

const root = path.join(__dirname, '..', '..');
const START_MS = 90_000;
/** Bench and drills run a fresh build; jest runs the sources. */
const built = process.env.USE_BUILD === 'yes';

function program(file: string): string[] {
  if (built && file.startsWith('src/'))
    return ['--enable-source-maps', path.join(root, 'dist', file.replace(/\.ts$/, '.js'))];
  return ['-r', path.join(root, 'test/support/register-typescript.cjs'), path.join(root, file)];
}

/** The environment without settings of the product. */
function bare(env: Record<string, string>): NodeJS.ProcessEnv {
  const own = /^(QORZHYN_|DATABASE|EVENTSTORE|PORT$|HOST$|LOG_LEVEL|METRICS|PUBLIC_URL|TRUST_PROXY)/;
  const rest = Object.entries(process.env).filter(([name]) => !own.test(name));
  return { ...Object.fromEntries(rest), ...env };
}

/** A running command of the product. */
export interface RunningCommand {
  child: ChildProcess;
  output(): string;
  ended: Promise<{ code: number | null; lastLine: string; out: string }>;
}

export function startCommand(file: string, args: readonly string[], env: Record<string, string>): RunningCommand {
  const child = spawn(process.execPath, [...program(file), ...args], { cwd: root, env: bare(env), timeout: 300_000 });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (out += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve)).then((code) => ({
    code,
    out,
    lastLine: out.trim().split('\n').at(-1) ?? '',
  }));
  return { child, output: () => out, ended };
}

export const runCommand = (file: string, args: readonly string[], env: Record<string, string>) =>
  startCommand(file, args, env).ended;

/** Starts the server with an injected fault or without one of its protections. */
const FAILING = 'test/drills/failing-server.ts';
/** Printed by that server for a submission that it acknowledged and PostgreSQL then refused. */
export const NOT_STORED = 'acknowledged and not stored';

/** Bench rows measure a server that logs each request, as it does in use. */
export const LOGGING = { LOG_LEVEL: 'info' };

export interface ServerOptions {
  /** A program that starts the server with a fault; absent = the product's own. */
  entry?: string;
  /** Another process on a database that has its organiser: it prints no link. */
  isFurther?: boolean;
  /** A faulty server may never be ready: do not wait for it. */
  isBroken?: boolean;
}

/** A server process with a data folder of its own, which can be killed and started again. */
export class RestartableServer {
  /** Token of the link for the first organiser. */
  token = '';
  private process: ServerProcess | null = null;
  /** Outside the data folder, whose disk a drill may fill. */
  private readonly logs = mkdtempSync(path.join(tmpdir(), 'qorzhyn-log-'));

  private constructor(
    readonly dataDir: string,
    readonly env: Record<string, string>,
    private readonly options: ServerOptions,
  ) {}

  static async start(
    env: Record<string, string> = {},
    dataDir?: string,
    options: ServerOptions = {},
  ): Promise<RestartableServer> {
    const folder = dataDir ?? mkdtempSync(path.join(tmpdir(), 'qorzhyn-test-'));
    const server = new RestartableServer(folder, { ...env }, { ...options });
    await server.start().catch(async (error: Error) => {
      await server.remove();
      throw error;
    });
    return server;
  }

  /** Starts it again. Returns the milliseconds until it is ready. */
  async start(): Promise<number> {
    const limits = {
      QORZHYN_WRITES_PER_MINUTE: '10000000',
      QORZHYN_READS_PER_MINUTE: '10000000',
      QORZHYN_SOCKETS_PER_ADDRESS: '10000000',
    };
    const env = bare({ PORT: '0', LOG_LEVEL: 'warn', ...limits, ...this.env });
    rmSync(path.join(this.dataDir, 'server.json'), { force: true });
    const isFirst = this.token === '' && !existsSync(path.join(this.dataDir, 'postgres-18')) && !this.options.isFurther;
    const started = Date.now();
    const server = new ServerProcess({
      program: program(this.options.entry ?? 'src/main.ts'),
      env,
      dataDir: this.dataDir,
      logFile: this.logFile,
    });
    this.process = server;
    if (!(await server.listens(START_MS))) throw new Error(`the server did not start: ${server.lastLines}`);
    if (this.options.isBroken) return Date.now() - started;
    if (!(await server.isReady(START_MS)) && server.isRunning) throw new Error(`not ready: ${server.lastLines}`);
    for (const until = Date.now() + 15_000; isFirst && server.isRunning && this.token === ''; await pause(20)) {
      this.token = server.firstOrganiserToken ?? '';
      if (Date.now() > until) throw new Error(`no link for the first organiser: ${server.lastLines}`);
    }
    return Date.now() - started;
  }

  get url(): string {
    return this.process?.url ?? '';
  }

  get pid(): number {
    return this.process!.pid;
  }

  get isRunning(): boolean {
    return this.process?.isRunning ?? false;
  }

  /** Everything printed by all runs. */
  get output(): string {
    return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8') : '';
  }

  private get logFile(): string {
    return path.join(this.logs, 'server.log');
  }

  /** Resident memory, megabytes. */
  get memory(): number {
    const pages = readFileSync(`/proc/${this.pid}/statm`, 'utf8').split(' ')[1];
    return (Number(pages) * 4096) / 1_048_576;
  }

  async ready(): Promise<boolean> {
    return fetch(`${this.url}/api/health/ready`).then(
      ({ status }) => status === 200,
      () => false,
    );
  }

  /** Starts an ended server without one of its protections: see failing-server.ts. */
  startWithout(failAt: string): Promise<number> {
    this.env['FAIL_AT'] = failAt;
    this.options.entry = FAILING;
    return this.start();
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    return (await this.process?.end(signal)) ?? null;
  }

  /** Process id of the embedded PostgreSQL in this folder; null = none. */
  get postmaster(): number | null {
    return readPostmaster(path.join(this.dataDir, 'postgres-18', 'data'))?.pid ?? null;
  }

  /** The database of the embedded PostgreSQL, which is started when it does not run. */
  async databaseUrl(): Promise<string> {
    const cluster = await Cluster.open(this.dataDir);
    await cluster.start();
    return cluster.url('qorzhyn_app', 'qorzhyn');
  }

  /** Ends everything that was started and removes the folder. */
  async remove(): Promise<void> {
    await this.end('SIGTERM');
    if (!this.env['DATABASE_URL'] && existsSync(path.join(this.dataDir, 'postgres-18')))
      await (await Cluster.open(this.dataDir)).stop();
    rmSync(this.logs, { recursive: true, force: true });
    // PostgreSQL may still write files for a moment after its stop.
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
