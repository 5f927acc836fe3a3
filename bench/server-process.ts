import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const START_MS = 120_000;

export interface RunningServer {
  url: string;
  /** Token of the one-time link of the first organiser. */
  token: string;
  stop(): Promise<void>;
}

export interface ServerProgram {
  /** What node runs; the built server unless told. */
  program?: readonly string[];
  env?: Record<string, string>;
}

/** A server as a process of its own, empty, on a free port and in a folder that goes with it. What it says goes to a file there. */
export async function startServer({ program, env }: ServerProgram = {}): Promise<RunningServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-bench-'));
  const limits = { QORZHYN_WRITES_PER_MINUTE: '10000000', QORZHYN_READS_PER_MINUTE: '10000000' };
  const log = path.join(folder, 'server.log');
  const file = openSync(log, 'a');
  const child = spawn(process.execPath, program ?? [path.join(__dirname, '../dist/src/main.js')], {
    env: { ...process.env, PORT: '0', DATA_DIR: folder, DATABASE_URL: '', EVENTSTORE_URL: '', ...limits, ...env },
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const note = path.join(folder, 'server.json');
  for (const until = Date.now() + START_MS; Date.now() < until; await pause(100)) {
    const token = /\/invite\/([A-Za-z0-9_-]{43})/.exec(readFileSync(log, 'utf8'))?.[1];
    if (token && existsSync(note)) return { url: JSON.parse(readFileSync(note, 'utf8')).url, token, stop };
    if (child.exitCode !== null) break;
  }
  const said = readFileSync(log, 'utf8').slice(-2_000);
  await stop();
  throw new Error(`the server did not start: ${said}`);
}
