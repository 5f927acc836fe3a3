import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Clock, SystemClock } from './clock.js';
import { BadSetting, type Environment } from './environment.js';

/** Marks a data folder as one of a demo: only there may the clock be told what time it is. */
export const DEMO_MARK = 'demo.json';
/** Holds the instant at which the demo's story stands; no file = the story has reached the present. */
export const DEMO_CLOCK_FILE = 'demo-clock.txt';

/** Shows the instant that the demo wrote down, so that a fictional season can have weeks behind it; later the true time. */
export class DemoClock extends Clock {
  constructor(private readonly file: string) {
    super();
  }

  override now(): Date {
    if (!statSync(this.file, { throwIfNoEntry: false })) return new Date();
    const told = new Date(readFileSync(this.file, 'utf8').trim());
    return Number.isNaN(told.getTime()) ? new Date() : told;
  }
}

/** The clock the settings ask for. Throws BadSetting when a demo clock is asked for outside a demo's own folder and database. */
export function clockOf(environment: Environment): Clock {
  if (environment.QORZHYN_DEMO_CLOCK !== 'on') return new SystemClock();
  const demo = statSync(path.join(environment.DATA_DIR, DEMO_MARK), { throwIfNoEntry: false });
  if (!demo || environment.DATABASE_URL || environment.EVENTSTORE_URL) {
    throw new BadSetting(
      'QORZHYN_DEMO_CLOCK works only in the folder of a demo with its embedded database; leave it out',
    );
  }
  return new DemoClock(path.join(environment.DATA_DIR, DEMO_CLOCK_FILE));
}
