import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SystemClock } from './clock.js';
import { clockOf, DEMO_CLOCK_FILE, DEMO_MARK, DemoClock } from './clock.js';
import { BadSetting, readEnvironment } from './environment.js';

describe('clockOf', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qorzhyn-clock-'));
  const settings = (more: Record<string, string> = {}) =>
    readEnvironment({ DATA_DIR: folder, QORZHYN_DEMO_CLOCK: 'on', ...more });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(() => writeFileSync(path.join(folder, DEMO_MARK), '{}'));

  it('is the system clock unless QORZHYN_DEMO_CLOCK is on', () => {
    expect(clockOf(readEnvironment({ DATA_DIR: folder }))).toBeInstanceOf(SystemClock);
  });

  it('shows the time of the simulation, and the real time afterwards', () => {
    const clock = clockOf(settings());
    writeFileSync(path.join(folder, DEMO_CLOCK_FILE), '2026-10-12T06:00:00.000Z\n');
    expect(clock.now().toISOString()).toBe('2026-10-12T06:00:00.000Z');
    rmSync(path.join(folder, DEMO_CLOCK_FILE));
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1000);
  });

  it('refuses a demo clock outside the folder of a demo', () => {
    rmSync(path.join(folder, DEMO_MARK));
    expect(() => clockOf(settings())).toThrow(BadSetting);
  });

  it('refuses a demo clock with another database, not with an EventStoreDB', () => {
    expect(() => clockOf(settings({ DATABASE_URL: 'postgres://db.example/q' }))).toThrow(BadSetting);
    expect(clockOf(settings({ EVENTSTORE_URL: 'esdb://store.example:2113' }))).toBeInstanceOf(DemoClock);
  });
});
