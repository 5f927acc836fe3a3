import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Cluster } from '../../src/postgres/embedded/cluster.js';
import { readPostmaster } from '../../src/postgres/embedded/postmaster.js';
import { until } from './drill.js';

const root = path.join(__dirname, '..', '..');
/** The runner has a fresh build; under jest the sources themselves are run. */
const built = process.env.DRILLS_OF_BUILD === 'yes';

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

/** A command of the product under way. */
export interface RunningCommand {
  child: ChildProcess;
  said(): string;
  ended: Promise<{ code: number | null; lastLine: string; out: string }>;
}

export function startCommand(file: string, args: readonly string[], env: Record<string, string>): RunningCommand {
  const child = spawn(process.execPath, [...program(file), ...args], { cwd: root, env: bare(env), timeout: 300_000 });
  let out = '';
  const hear = (chunk: Buffer) => void (out += chunk.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve)).then((code) => ({
    code,
    out,
    lastLine: out.trim().split('\n').at(-1) ?? '',
  }));
  return { child, said: () => out, ended };
}

/** A command of the product, to its end. */
export const runCommand = (file: string, args: readonly string[], env: Record<string, string>) =>
  startCommand(file, args, env).ended;

/** The server with a point at which it fails, or with a protection taken away. */
const FAILING = 'test/drills/failing-server.ts';
/** What that server says of a submission which it answered and which PostgreSQL then did not take. */
export const NOT_KEPT = 'answered and not stored';

export interface DrillServerOptions {
  /** Program that starts the server with something broken on purpose; absent = the product's own. */
  entry?: string;
  /** One more on a database that has its organiser already: it names no first link. */
  isFurther?: boolean;
  /** Do not wait until it is ready: as broken as it is, it may never be. */
  isBroken?: boolean;
}

/** The server as a process of its own, on a data folder of its own, to be killed and started again. */
export class DrillServer {
  url = '';
  /** Token of the one-time link of the first organiser. */
  token = '';
  private child: ChildProcess | null = null;
  private ended: Promise<number | null> = Promise.resolve(null);
  said = '';

  private constructor(
    readonly dataDir: string,
    readonly env: Record<string, string>,
    private readonly options: DrillServerOptions,
  ) {}

  static async start(
    env: Record<string, string> = {},
    dataDir?: string,
    options: DrillServerOptions = {},
  ): Promise<DrillServer> {
    const folder = dataDir ?? mkdtempSync(path.join(tmpdir(), 'qorzhyn-drill-'));
    const server = new DrillServer(folder, { ...env }, { ...options });
    await server.start().catch(async (error: Error) => {
      await server.remove();
      throw error;
    });
    return server;
  }

  /** Starts it again; gives the milliseconds until it answered as ready. */
  async start(): Promise<number> {
    const limits = { QORZHYN_WRITES_PER_MINUTE: '10000000', QORZHYN_READS_PER_MINUTE: '10000000' };
    const own = { PORT: '0', DATA_DIR: this.dataDir, LOG_LEVEL: 'warn', ...limits, ...this.env };
    const note = path.join(this.dataDir, 'server.json');
    rmSync(note, { force: true });
    const isOld = existsSync(path.join(this.dataDir, 'postgres-18'));
    const started = Date.now();
    const child = spawn(process.execPath, program(this.options.entry ?? 'src/main.ts'), {
      cwd: root,
      env: bare(own),
      stdio: 'pipe',
    });
    const from = this.said.length;
    const hear = (chunk: Buffer) => void (this.said += chunk.toString());
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    this.child = child;
    this.ended = new Promise((resolve) => child.once('exit', resolve));
    const lives = () => child.exitCode === null && child.signalCode === null;
    await until('the start', () => existsSync(note) || !lives(), 90_000);
    if (!lives()) throw new Error(`the server did not start: ${this.said.slice(from).slice(-1_000)}`);
    this.url = (JSON.parse(readFileSync(note, 'utf8')) as { url: string }).url;
    if (this.options.isBroken) return Date.now() - started;
    await until('readiness', async () => (await this.ready()) || !lives(), 90_000);
    const isFirst = this.token === '' && !isOld && !this.options.isFurther;
    if (isFirst) await until('the first link', () => this.heardToken(), 15_000);
    return Date.now() - started;
  }

  get pid(): number {
    return this.child!.pid!;
  }

  get lives(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Megabytes of memory in use. */
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

  /** Starts it again with one of its protections taken away: see failing-server.ts. It has to have ended. */
  startWithout(failAt: string): Promise<number> {
    this.env['FAIL_AT'] = failAt;
    this.options.entry = FAILING;
    return this.start();
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.lives) this.child!.kill(signal);
    return this.ended;
  }

  /** Pid of the embedded PostgreSQL of this folder; null = none. */
  get postmaster(): number | null {
    return readPostmaster(path.join(this.dataDir, 'postgres-18', 'data'))?.pid ?? null;
  }

  /** Ends everything that was started and removes the folder. */
  async remove(): Promise<void> {
    await this.end('SIGTERM');
    if (!this.env['DATABASE_URL'] && existsSync(path.join(this.dataDir, 'postgres-18')))
      await (await Cluster.open(this.dataDir)).stop();
    // What PostgreSQL was writing when it was told to stop may still appear.
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  private heardToken(): boolean {
    this.token = /\/invite\/([A-Za-z0-9_-]{43})/.exec(this.said)?.[1] ?? '';
    return this.token !== '' || !this.lives;
  }
}
