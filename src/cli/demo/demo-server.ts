import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DemoError, isAlive, type DemoFolder } from './demo-folder.js';

const MAIN = path.join(__dirname, '../../main.js');
const START_MS = 120_000;
const STOP_MS = 20_000;

/** The server process of the demo, with its data in the demo's folder. */
export class DemoServer {
  url = '';
  /** Token of the one-time link for the first organiser; null = an organiser exists. */
  firstOrganiserToken: string | null = null;
  private tail = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: DemoFolder,
  ) {}

  /** Starts the server and waits until it is ready. Throws DemoStopped with the last lines of its log. */
  static async start(folder: DemoFolder, lan: boolean): Promise<DemoServer> {
    await stopOrphan(folder);
    const env = {
      ...process.env,
      DATA_DIR: folder.path,
      DATABASE_URL: '',
      EVENTSTORE_URL: '',
      PORT: process.env['PORT'] ?? String(await freePort(3000)),
      QORZHYN_DEMO_CLOCK: 'on',
      QORZHYN_SESSION_HOURS: '8760',
      QORZHYN_WRITES_PER_MINUTE: '100000',
      QORZHYN_READS_PER_MINUTE: '100000',
      QORZHYN_LOGIN_FAILURES: '1000',
    };
    const child = spawn(process.execPath, ['--enable-source-maps', MAIN, ...(lan ? ['--lan'] : [])], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const server = new DemoServer(child, folder);
    const log = createWriteStream(folder.serverLog, { flags: 'a' });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        log.write(chunk);
        server.tail = (server.tail + chunk.toString('utf8')).slice(-8_000);
        server.firstOrganiserToken =
          /\/invite\/([A-Za-z0-9_-]{43})/.exec(server.tail)?.[1] ?? server.firstOrganiserToken;
      });
    }
    await server.ready();
    return server;
  }

  get stopped(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  async stop(): Promise<void> {
    if (!this.stopped) this.child.kill('SIGTERM');
    for (const until = Date.now() + STOP_MS; !this.stopped && Date.now() < until;) await pause(50);
    if (!this.stopped) this.child.kill('SIGKILL');
  }

  private async ready(): Promise<void> {
    for (const until = Date.now() + START_MS; Date.now() < until; await pause(100)) {
      if (this.stopped)
        throw new DemoError(
          `${this.lastLines()}\nThe server of the demo did not start; its log is ${this.folder.serverLog}.`,
        );
      const file = serverJson(this.folder);
      if (!file || file.pid !== this.child.pid) continue;
      const response = await fetch(new URL('/api/health/ready', file.url)).catch(() => null);
      if (!response?.ok) continue;
      this.url = file.url.replace(/\/$/, '');
      return;
    }
    await this.stop();
    throw new DemoError(
      `${this.lastLines()}\nThe server of the demo was not ready after ${START_MS / 1000} s; its log is ${this.folder.serverLog}.`,
    );
  }

  private lastLines(): string {
    return this.tail.trimEnd().split('\n').slice(-8).join('\n');
  }
}

function serverJson(folder: DemoFolder): { pid: number; url: string } | null {
  try {
    return JSON.parse(readFileSync(path.join(folder.path, 'server.json'), 'utf8')) as { pid: number; url: string };
  } catch {
    return null;
  }
}

/** Stops the server that a killed demo has left running, if it responds at the address in its file. */
async function stopOrphan(folder: DemoFolder): Promise<void> {
  const file = path.join(folder.path, 'server.json');
  const server = existsSync(file) ? serverJson(folder) : null;
  if (server && isAlive(server.pid) && (await fetch(new URL('/api/health/live', server.url)).catch(() => null))) {
    process.kill(server.pid, 'SIGTERM');
    for (const until = Date.now() + STOP_MS; isAlive(server.pid) && Date.now() < until;) await pause(50);
  }
  rmSync(file, { force: true });
}

function freePort(wanted: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(0));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)));
  });
}
