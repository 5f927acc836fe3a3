import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { dayOf } from '../../events/day.js';
import { DEMO_CLOCK_FILE, DEMO_MARK } from '../../config/demo-clock.js';

const DAY_MS = 86_400_000;
const DEMO_PROGRAM = 'demo.js';
const WEEKS_BEHIND = 6;
const WEEKS_AHEAD = 5;

const storySchema = z.object({
  seed: z.int(),
  /** Password of every account of the demo. */
  password: z.string(),
  opensOn: z.string(),
  closesOn: z.string(),
  /** The next deed of each challenge; everything before it was acknowledged. */
  next: z.object({ amal: z.int(), green: z.int() }),
  /** The day of the story that is being played; null = the story has reached the present. */
  storyDay: z.string().nullable(),
});
export type Story = z.infer<typeof storySchema>;

/** The demo cannot go on; the message is one sentence with the remedy. */
export class DemoStopped extends Error {}

/** A folder that holds a demo and nothing else, and how far its story has come. */
export class DemoFolder {
  readonly path: string;
  readonly serverLog: string;
  private readonly mark: string;
  private readonly clock: string;
  private readonly lock: string;

  constructor(folder: string) {
    this.path = path.resolve(folder);
    this.mark = path.join(this.path, DEMO_MARK);
    this.clock = path.join(this.path, DEMO_CLOCK_FILE);
    this.lock = path.join(this.path, 'demo.pid');
    this.serverLog = path.join(this.path, 'server.log');
  }

  /** Takes the folder for this process; with `fresh` it is emptied first, but only when it holds a demo. Throws DemoStopped. */
  take(fresh: boolean): void {
    const foreign = existsSync(this.path) && readdirSync(this.path).length > 0 && !existsSync(this.mark);
    if (foreign)
      throw new DemoStopped(`${this.path} holds something else than a demo: choose another folder with DATA_DIR.`);
    const other = existsSync(this.lock) ? Number(readFileSync(this.lock, 'utf8')) : 0;
    if (other > 0 && other !== process.pid && playsDemo(other)) {
      throw new DemoStopped(
        `The demo in ${this.path} is already running (process ${other}): stop it with Ctrl-C, or open its pages.`,
      );
    }
    if (fresh) rmSync(this.path, { recursive: true, force: true });
    mkdirSync(this.path, { recursive: true });
    if (!existsSync(this.mark)) this.save(newStory());
    writeFileSync(this.lock, String(process.pid));
  }

  release(): void {
    rmSync(this.lock, { force: true });
  }

  story(): Story {
    const parsed = storySchema.safeParse(JSON.parse(readFileSync(this.mark, 'utf8')));
    if (!parsed.success)
      throw new DemoStopped(`${this.mark} is not what a demo wrote: start anew with npm run demo -- --fresh.`);
    return parsed.data;
  }

  save(story: Story): void {
    writeFileSync(`${this.mark}.new`, JSON.stringify(story), { mode: 0o600 });
    renameSync(`${this.mark}.new`, this.mark);
  }

  /** Tells the server of this folder what time it is in the story; null = the true time. */
  tellTime(instant: Date | null): void {
    if (!instant) return rmSync(this.clock, { force: true });
    writeFileSync(`${this.clock}.new`, instant.toISOString());
    renameSync(`${this.clock}.new`, this.clock);
  }
}

function newStory(): Story {
  const opensOn = dayOf(new Date(Date.now() - WEEKS_BEHIND * 7 * DAY_MS));
  return {
    seed: 2026,
    password: randomBytes(9).toString('base64url'),
    opensOn,
    closesOn: dayOf(new Date(Date.now() + WEEKS_AHEAD * 7 * DAY_MS)),
    next: { amal: 0, green: 0 },
    storyDay: opensOn,
  };
}

/** Whether a process works under this number; one that was killed and not yet buried by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return commandOf(pid) !== '';
}

/** The words a process was started with: '' = it has ended, null = this system does not tell. */
function commandOf(pid: number): string | null {
  if (process.platform !== 'linux') return null;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** A number is given to another process one day, after a power cut at once: only a demo holds the folder of a demo. */
function playsDemo(pid: number): boolean {
  return isAlive(pid) && (commandOf(pid) ?? DEMO_PROGRAM).includes(DEMO_PROGRAM);
}
