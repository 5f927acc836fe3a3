import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { BadSetting, type Environment } from './environment.js';

/** The time, injected so that tests can stand still and jump. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}

/** Marks a data folder as one of a demo, where alone the clock may be set. */
export const DEMO_MARK = 'demo.json';
/** Holds the time of the simulation; absent = it has reached the present. */
export const DEMO_CLOCK_FILE = 'demo-clock.txt';

/** The time that the demo wrote, so that a new season has weeks behind it; later the real time. */
export class DemoClock extends Clock {
  constructor(private readonly file: string) {
    super();
  }

  override now(): Date {
    if (!statSync(this.file, { throwIfNoEntry: false })) return new Date();
    const written = new Date(readFileSync(this.file, 'utf8').trim());
    return Number.isNaN(written.getTime()) ? new Date() : written;
  }
}

/** The clock of the settings. Throws BadSetting for a demo clock outside the folder and embedded database of a demo. */
export function clockOf(environment: Environment): Clock {
  if (environment.QORZHYN_DEMO_CLOCK !== 'on') return new SystemClock();
  const demo = statSync(path.join(environment.DATA_DIR, DEMO_MARK), { throwIfNoEntry: false });
  if (!demo || environment.DATABASE_URL) {
    throw new BadSetting(
      'QORZHYN_DEMO_CLOCK works only in the folder of a demo with its embedded database; leave it out',
    );
  }
  return new DemoClock(path.join(environment.DATA_DIR, DEMO_CLOCK_FILE));
}
