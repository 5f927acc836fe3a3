import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface ServerLaunch {
  /** Arguments of node that run a server. */
  program: readonly string[];
  /** The whole environment, except DATA_DIR. */
  env: NodeJS.ProcessEnv;
  dataDir: string;
  /** Standard output and standard error are appended to it. */
  logFile: string;
}

/** A server as a child process. */
export class ServerProcess {
  /** Without a slash at the end; empty until the server listens. */
  url = '';
  /** The exit code; null = ended by a signal. */
  readonly exited: Promise<number | null>;
  private readonly child: ChildProcess;
  private readonly logStart: number;

  constructor(private readonly launch: ServerLaunch) {
    const { program, env, dataDir, logFile } = launch;
    const log = openSync(logFile, 'a');
    this.logStart = fstatSync(log).size;
    this.child = spawn(process.execPath, program, {
      env: { ...env, DATA_DIR: dataDir },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.exited = new Promise((resolve) => this.child.once('exit', resolve));
  }

  /** Everything this process has printed. */
  get output(): string {
    return readFileSync(this.launch.logFile).subarray(this.logStart).toString('utf8');
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Token of the printed link for the first organiser; null = not printed. */
  get firstOrganiserToken(): string | null {
    return /\/invite\/([A-Za-z0-9_-]{43})/.exec(this.output)?.[1] ?? null;
  }

  get lastLines(): string {
    return this.output.trimEnd().split('\n').slice(-8).join('\n');
  }

  /** False = the server ended, or did not listen within `limitMs`. */
  async listens(limitMs: number): Promise<boolean> {
    return this.waitFor(limitMs, () => {
      const file = serverFileOf(this.launch.dataDir);
      if (file?.pid === this.pid) this.url = file.url.replace(/\/$/, '');
      return this.url !== '';
    });
  }

  /** False = the server ended, or was not ready within `limitMs`. */
  async isReady(limitMs: number): Promise<boolean> {
    return this.waitFor(limitMs, async () => {
      const response = await fetch(`${this.url}/api/health/ready`).catch(() => null);
      return response?.ok === true;
    });
  }

  /** Sends a signal and waits; after `limitMs` sends SIGKILL. */
  async end(signal: NodeJS.Signals, limitMs = 60_000): Promise<number | null> {
    if (this.isRunning) this.child.kill(signal);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), limitMs);
    return this.exited.finally(() => clearTimeout(timer));
  }

  private async waitFor(limitMs: number, condition: () => boolean | Promise<boolean>): Promise<boolean> {
    for (const until = Date.now() + limitMs; this.isRunning && Date.now() < until; await pause(50))
      if (await condition()) return true;
    return false;
  }
}

/** The `server.json` of a running server; null = none. */
export function serverFileOf(dataDir: string): { pid: number; url: string } | null {
  try {
    return JSON.parse(readFileSync(path.join(dataDir, 'server.json'), 'utf8')) as { pid: number; url: string };
  } catch {
    return null;
  }
}
