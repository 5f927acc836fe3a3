import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { DemoFolder, DemoError } from './demo-folder.js';

const IDLE = 'console.log(1); setInterval(() => undefined, 1000)';
const onLinux = process.platform === 'linux' ? it : it.skip;

/** Waits for the first output of a process. */
async function started(command: string, args: string[]): Promise<{ process: ChildProcess; output: string }> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, output: output.toString('utf8') };
}

async function end(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('DemoFolder', () => {
  const base = mkdtempSync(path.join(os.tmpdir(), 'qorzhyn-demo-'));
  const place = path.join(base, 'demo');
  beforeEach(() => rmSync(place, { recursive: true, force: true }));
  afterAll(() => rmSync(base, { recursive: true }));

  it('resumes the saved progress', () => {
    const first = new DemoFolder(place);
    first.acquire(false);
    first.save({ ...first.progress(), next: { amal: 7, green: 5 } });
    first.release();
    const second = new DemoFolder(place);
    second.acquire(false);
    expect(second.progress().next).toEqual({ amal: 7, green: 5 });
  });

  it.each([
    [`${place}\r`, place],
    [` ${place} `, place],
    [undefined, path.resolve('data/demo')],
    ['', path.resolve('data/demo')],
    [' \r', path.resolve('data/demo')],
  ])('shares the folder of DATA_DIR=%j with its server', (named, expected) => {
    expect(new DemoFolder(named).path).toBe(expected);
  });

  it('deletes the previous season with `fresh`', () => {
    const folder = new DemoFolder(place);
    folder.acquire(false);
    folder.save({ ...folder.progress(), next: { amal: 7, green: 5 } });
    writeFileSync(path.join(place, 'rest'), '');
    folder.acquire(true);
    expect(folder.progress().next).toEqual({ amal: 0, green: 0 });
    expect(existsSync(path.join(place, 'rest'))).toBe(false);
  });

  it('refuses a folder of another program, even with `fresh`', () => {
    const folder = new DemoFolder(base);
    writeFileSync(path.join(base, 'thesis.docx'), 'years of work');
    expect(() => folder.acquire(true)).toThrow(DemoError);
    expect(existsSync(path.join(base, 'thesis.docx'))).toBe(true);
  });

  it('is locked while another demo runs and free after its death', async () => {
    const folder = new DemoFolder(place);
    folder.acquire(false);
    const { process: other } = await started(process.execPath, ['-e', IDLE, 'demo.js']);
    writeFileSync(path.join(place, 'demo.pid'), String(other.pid));
    expect(() => new DemoFolder(place).acquire(false)).toThrow(DemoError);
    await end(other);
    expect(() => new DemoFolder(place).acquire(false)).not.toThrow();
  });

  onLinux('is free when another program has the process id', async () => {
    const folder = new DemoFolder(place);
    folder.acquire(false);
    const { process: other } = await started(process.execPath, ['-e', IDLE, 'editor.js']);
    writeFileSync(path.join(place, 'demo.pid'), String(other.pid));
    expect(() => new DemoFolder(place).acquire(false)).not.toThrow();
    await end(other);
  });

  onLinux('is free when the demo is a zombie process', async () => {
    const folder = new DemoFolder(place);
    folder.acquire(false);
    const parent = await started('sh', ['-c', 'sleep 0.3 & echo $!; exec tail -f /dev/null']);
    const ended = Number(parent.output);
    try {
      while (!readFileSync(`/proc/${ended}/stat`, 'utf8').includes(') Z ')) await setImmediate();
      writeFileSync(path.join(place, 'demo.pid'), String(ended));
      expect(() => process.kill(ended, 0)).not.toThrow();
      expect(() => new DemoFolder(place).acquire(false)).not.toThrow();
    } finally {
      await end(parent.process);
    }
  });
});
