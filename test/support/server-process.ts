import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = path.join(__dirname, '..', '..');
const START_MS = 90_000;

export interface ServerProcess {
  url: string;
  /** At once and without a word, as a power cut would. */
  kill(): Promise<void>;
}

/** The server from source as a process of its own, on a free port; `env` names its database. */
export async function startServerProcess(env: Record<string, string>): Promise<ServerProcess> {
  const folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-server-'));
  const bare = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(QORZHYN_|DATABASE|EVENTSTORE|PORT$|HOST$|LOG_LEVEL)/.test(name)),
  );
  const hook = path.join(root, 'test/support/register-typescript.cjs');
  const child = spawn(process.execPath, ['-r', hook, path.join(root, 'src/main.ts')], {
    cwd: root,
    env: { ...bare, PORT: '0', DATA_DIR: folder, ...env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const note = path.join(folder, 'server.json');
  for (const end = Date.now() + START_MS; child.exitCode === null && Date.now() < end; await pause(50)) {
    if (existsSync(note)) return { url: (JSON.parse(readFileSync(note, 'utf8')) as { url: string }).url, kill };
  }
  await kill();
  throw new Error(`the server did not start: ${text.slice(-2_000)}`);
}
