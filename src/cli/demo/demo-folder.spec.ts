import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { DemoFolder, DemoStopped } from './demo-folder.js';

const IDLE = 'console.log(1); setInterval(() => undefined, 1000)';
const onLinux = process.platform === 'linux' ? it : it.skip;

/** A process that has said its first line. */
async function started(command: string, args: string[]): Promise<{ process: ChildProcess; said: string }> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, said: said.toString('utf8') };
}

async function end(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

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

  it('is refused while another demo plays in it, and free again when that one died', async () => {
    const folder = new DemoFolder(place);
    folder.take(false);
    const { process: other } = await started(process.execPath, ['-e', IDLE, 'demo.js']);
    writeFileSync(path.join(place, 'demo.pid'), String(other.pid));
    expect(() => new DemoFolder(place).take(false)).toThrow(DemoStopped);
    await end(other);
    expect(() => new DemoFolder(place).take(false)).not.toThrow();
  });

  onLinux('is free when the number of the demo that died belongs to another program by now', async () => {
    const folder = new DemoFolder(place);
    folder.take(false);
    const { process: other } = await started(process.execPath, ['-e', IDLE, 'editor.js']);
    writeFileSync(path.join(place, 'demo.pid'), String(other.pid));
    expect(() => new DemoFolder(place).take(false)).not.toThrow();
    await end(other);
  });

  onLinux('is free when the demo has ended and its parent has not noticed yet', async () => {
    const folder = new DemoFolder(place);
    folder.take(false);
    const parent = await started('sh', ['-c', 'sleep 0.3 & echo $!; exec tail -f /dev/null']);
    const ended = Number(parent.said);
    try {
      while (!readFileSync(`/proc/${ended}/stat`, 'utf8').includes(') Z ')) await setImmediate();
      writeFileSync(path.join(place, 'demo.pid'), String(ended));
      expect(() => process.kill(ended, 0)).not.toThrow();
      expect(() => new DemoFolder(place).take(false)).not.toThrow();
    } finally {
      await end(parent.process);
    }
  });
});
