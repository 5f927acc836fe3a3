import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { dayOf } from '../../events/day.js';
import { DEMO_CLOCK_FILE, DEMO_MARK } from '../../config/clock.js';

const WEEK_MS = 7 * 86_400_000;
const DEMO_PROGRAM = 'demo.js';
const WEEKS_BEHIND = 6;
const WEEKS_AHEAD = 5;

const progressSchema = z.object({
  seed: z.int(),
  /** Password of every account of the demo. */
  password: z.string(),
  opensOn: z.string(),
  closesOn: z.string(),
  /** The number of the next action of each challenge. */
  next: z.object({ amal: z.int(), green: z.int() }),
  /** The simulated day; null = the simulation has reached the present. */
  storyDay: z.string().nullable(),
});
export type DemoProgress = z.infer<typeof progressSchema>;

/** The demo cannot continue; the message is one sentence with the remedy. */
export class DemoError extends Error {}

/** The folder of one demo, with the progress of its simulation. */
export class DemoFolder {
  readonly path: string;
  readonly serverLog: string;
  private readonly progressFile: string;
  private readonly clockFile: string;
  private readonly lock: string;

  constructor(named: string | undefined) {
    this.path = path.resolve(named?.trim() || './data/demo');
    this.progressFile = path.join(this.path, DEMO_MARK);
    this.clockFile = path.join(this.path, DEMO_CLOCK_FILE);
    this.lock = path.join(this.path, 'demo.pid');
    this.serverLog = path.join(this.path, 'server.log');
  }

  /** Locks the folder for this process. `fresh` empties a folder that holds a demo. Throws DemoError. */
  acquire(fresh: boolean): void {
    const foreign = existsSync(this.path) && readdirSync(this.path).length > 0 && !existsSync(this.progressFile);
    if (foreign)
      throw new DemoError(`${this.path} holds something other than a demo: choose another folder with DATA_DIR.`);
    const other = existsSync(this.lock) ? Number(readFileSync(this.lock, 'utf8')) : 0;
    if (other > 0 && other !== process.pid && isDemo(other)) {
      throw new DemoError(
        `The demo in ${this.path} is already running (process ${other}): stop it with Ctrl-C, or open its pages.`,
      );
    }
    if (fresh) rmSync(this.path, { recursive: true, force: true });
    mkdirSync(this.path, { recursive: true });
    if (!existsSync(this.progressFile)) this.save(newProgress());
    writeFileSync(this.lock, String(process.pid));
  }

  release(): void {
    rmSync(this.lock, { force: true });
  }

  progress(): DemoProgress {
    const parsed = progressSchema.safeParse(JSON.parse(readFileSync(this.progressFile, 'utf8')));
    if (!parsed.success)
      throw new DemoError(
        `${this.progressFile} is not a file of a demo: start a new one with npm run demo -- --fresh.`,
      );
    return parsed.data;
  }

  save(progress: DemoProgress): void {
    replaceFile(this.progressFile, JSON.stringify(progress));
  }

  /** Sets the simulated time of the server in this folder; null = the real time. */
  setClock(instant: Date | null): void {
    if (!instant) return rmSync(this.clockFile, { force: true });
    replaceFile(this.clockFile, instant.toISOString());
  }
}

function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function newProgress(): DemoProgress {
  const dayIn = (weeks: number) => dayOf(new Date(Date.now() + weeks * WEEK_MS));
  const password = randomBytes(9).toString('base64url');
  const [opensOn, closesOn] = [dayIn(-WEEKS_BEHIND), dayIn(WEEKS_AHEAD)];
  return { seed: 2026, password, opensOn, closesOn, next: { amal: 0, green: 0 }, storyDay: opensOn };
}

/** False for a zombie: a process that has ended and whose parent has not collected it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return commandOf(pid) !== '';
}

/** The command line of a process: '' = it has ended, null = unknown on this system. */
function commandOf(pid: number): string | null {
  if (process.platform !== 'linux') return null;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Checks the command line, because the system may have given the process id to another program. */
function isDemo(pid: number): boolean {
  return isAlive(pid) && (commandOf(pid) ?? DEMO_PROGRAM).includes(DEMO_PROGRAM);
}
