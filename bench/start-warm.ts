import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from './ground.js';
import { longHistory, usualSize } from './long-history.js';
import { byTurns, median, mustHold, rounded, type Bench } from './measure.js';

const LOOK_MS = 10;
/** The very first start folds everything and writes every document. */
const FIRST_START_MS = 1_800_000;

/** Starts the built server, asks a question when it is ready, and ends it. Milliseconds from the start of the process to ready. */
async function readyTime({ appUrl, adminUrl }: Database, ask: (url: string) => Promise<void>): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-bench-'));
  const note = path.join(folder, 'server.json');
  const settings = {
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: appUrl,
    DATABASE_ADMIN_URL: adminUrl,
    EVENTSTORE_URL: '',
  };
  const start = performance.now();
  const child = spawn(process.execPath, [path.join(__dirname, '../dist/src/main.js')], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-5_000));
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    for (const until = Date.now() + FIRST_START_MS; Date.now() < until; await pause(LOOK_MS)) {
      mustHold(child.exitCode === null, `the server ended: ${said}`);
      if (!existsSync(note)) continue;
      const { url } = JSON.parse(readFileSync(note, 'utf8')) as { url: string };
      if (!(await fetch(`${url}/api/health/ready`)).ok) continue;
      const ready = performance.now() - start;
      await ask(url);
      return ready;
    }
    throw new Error(`the server was not ready in time: ${said}`);
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A server that comes back to a long history, its snapshots kept by the one before. */
export const startWarm: Bench = {
  name: 'start.warm',
  metric: 'start of the built server to ready, with a long history and its snapshots',
  anchor: 'the same with an empty database',
  target: { atMost: 1.5 },
  async run(ground) {
    const history = await longHistory(ground, usualSize(ground));
    const empty = await ground.database();
    const last = history.challenges.at(-1)!;
    const asksBoard = async (url: string) => {
      const answer = await fetch(`${url}/api/challenges/${last}/standings`);
      const { rows } = (await answer.json()) as { rows: unknown[] };
      mustHold(answer.status === 200 && rows.length === history.colleges, `${last} has ${rows?.length} colleges`);
      const half = await fetch(`${url}/api/challenges/${last}/standings?position=${history.events - 10}`);
      mustHold(half.status === 200, `the past of ${last} answers ${half.status}`);
    };
    const asksNothing = () => Promise.resolve();
    const firstMs = await readyTime(history, asksBoard);
    await readyTime(empty, asksNothing);
    const rounds = await byTurns(
      ground,
      () => readyTime(history, asksBoard),
      () => readyTime(empty, asksNothing),
    );
    const figures = {
      'ready ms': rounded(median(rounds.map(({ ours }) => ours))),
      'ready ms, empty': rounded(median(rounds.map(({ anchor }) => anchor))),
      'the first start, s': rounded(firstMs / 1_000),
      events: history.events,
    };
    return { rounds, figures };
  },
};
