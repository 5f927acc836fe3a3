import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Drill } from './drill.js';
import type { Row } from './run.js';

const LANES = 2;

/** Runs drills side by side, each lane in a process of its own. Returns their rows in the order of the drills. */
export async function runInLanes(drills: readonly Drill[], seed: number): Promise<Row[]> {
  const running = new Set<ChildProcess>();
  const endAll = () => running.forEach((child) => child.kill());
  process.on('exit', endAll);
  const lanes = Array.from({ length: Math.min(LANES, drills.length) }, (_, lane) =>
    drills.filter((_drill, index) => index % LANES === lane),
  );
  const rows = (await Promise.all(lanes.map((lane) => runLane(lane, seed, running)))).flat();
  process.off('exit', endAll);
  return drills.map(({ name }) => rows.find((row) => row.name === name)!);
}

async function runLane(drills: readonly Drill[], seed: number, running: Set<ChildProcess>): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-lane-'));
  const file = path.join(folder, 'rows.json');
  const names = drills.map(({ name }) => name);
  const args = [path.join(__dirname, 'drills.cjs'), ...names, '--smoke', '--seed', `${seed}`, '--json', file];
  const child = spawn(process.execPath, [...process.execArgv, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  running.add(child);
  const code = await new Promise((resolve) => child.once('close', resolve));
  running.delete(child);
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { rows: Row[] }).rows;
  } catch {
    const error = `its process ended with ${String(code)} before it had a result`;
    return drills.map(({ name, promise, target }) => ({ name, promise, target, seed, seconds: 0, error }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
