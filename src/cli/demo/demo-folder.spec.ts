import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DemoFolder, DemoStopped } from './demo-folder.js';

describe('the folder of a demo', () => {
  const base = mkdtempSync(path.join(os.tmpdir(), 'qorzhyn-demo-'));
  const place = path.join(base, 'demo');
  beforeEach(() => rmSync(place, { recursive: true, force: true }));
  afterAll(() => rmSync(base, { recursive: true }));

  it('goes on where the story was left', () => {
    const first = new DemoFolder(place);
    first.take(false);
    first.save({ ...first.story(), next: { amal: 7, green: 5 } });
    first.release();
    const second = new DemoFolder(place);
    second.take(false);
    expect(second.story().next).toEqual({ amal: 7, green: 5 });
  });

  it('begins anew when asked to', () => {
    const folder = new DemoFolder(place);
    folder.take(false);
    folder.save({ ...folder.story(), next: { amal: 7, green: 5 } });
    writeFileSync(path.join(place, 'rest'), '');
    folder.take(true);
    expect(folder.story().next).toEqual({ amal: 0, green: 0 });
    expect(existsSync(path.join(place, 'rest'))).toBe(false);
  });

  it('never touches a folder that is not a demo, not even anew', () => {
    const folder = new DemoFolder(base);
    writeFileSync(path.join(base, 'thesis.docx'), 'years of work');
    expect(() => folder.take(true)).toThrow(DemoStopped);
    expect(existsSync(path.join(base, 'thesis.docx'))).toBe(true);
  });

  it('is refused while another demo plays in it, and free again when that one died', () => {
    const folder = new DemoFolder(place);
    folder.take(false);
    writeFileSync(path.join(place, 'demo.pid'), String(process.ppid));
    expect(() => new DemoFolder(place).take(false)).toThrow(DemoStopped);
    writeFileSync(path.join(place, 'demo.pid'), '999999999');
    expect(() => new DemoFolder(place).take(false)).not.toThrow();
  });
});
