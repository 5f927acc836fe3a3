import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SystemClock } from './clock.js';
import { clockOf, DEMO_CLOCK_FILE, DEMO_MARK } from './demo-clock.js';
import { BadSetting, readEnvironment } from './environment.js';

describe('the clock of a demo', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qorzhyn-clock-'));
  const settings = (more: Record<string, string> = {}) =>
    readEnvironment({ DATA_DIR: folder, QORZHYN_DEMO_CLOCK: 'on', ...more });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(() => writeFileSync(path.join(folder, DEMO_MARK), '{}'));

  it('is the true time unless asked for', () => {
    expect(clockOf(readEnvironment({ DATA_DIR: folder }))).toBeInstanceOf(SystemClock);
  });

  it('shows the instant of the story, and the true time once the story has reached the present', () => {
    const clock = clockOf(settings());
    writeFileSync(path.join(folder, DEMO_CLOCK_FILE), '2026-10-12T06:00:00.000Z\n');
    expect(clock.now().toISOString()).toBe('2026-10-12T06:00:00.000Z');
    rmSync(path.join(folder, DEMO_CLOCK_FILE));
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1000);
  });

  it('is refused in a folder that is not a demo', () => {
    rmSync(path.join(folder, DEMO_MARK));
    expect(() => clockOf(settings())).toThrow(BadSetting);
  });

  it('is refused with a database or event store of somebody else', () => {
    expect(() => clockOf(settings({ DATABASE_URL: 'postgres://db.example/q' }))).toThrow(BadSetting);
    expect(() => clockOf(settings({ EVENTSTORE_URL: 'esdb://store.example:2113' }))).toThrow(BadSetting);
  });
});
