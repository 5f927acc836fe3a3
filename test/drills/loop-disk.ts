import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NotRun } from './drill.js';

const SIZE_MB = 1_536;
const SETTLED_WITHIN = 10;

function command(program: string, ...args: string[]): string | null {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? null : (stderr ?? error?.message ?? '').trim() || `${program} ended with ${status}`;
}

/**
 * A file system in a file. A copy of that file is the disk after a power cut: unwritten data is lost.
 * Throws NotRun without the right to mount.
 */
export class LoopDisk {
  private constructor(
    private readonly work: string,
    private readonly image: string,
    readonly folder: string,
  ) {}

  static make(): LoopDisk {
    const work = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'qorzhyn-power-'));
    const image = path.join(work, 'disk');
    writeFileSync(image, '');
    truncateSync(image, SIZE_MB * 1_048_576);
    const fault = command('mkfs.ext4', '-q', '-F', image) ?? mount(image, `${image}-mounted`);
    if (fault === null) return new LoopDisk(work, image, `${image}-mounted`);
    rmSync(work, { recursive: true, force: true });
    throw new NotRun(`a disk of its own cannot be mounted here: ${fault}`);
  }

  /** The disk after a power cut at this moment. Only the kernel may write meanwhile. */
  cut(name: string): LoopDisk {
    const copy = path.join(this.work, name);
    for (let attempt = 0; ; attempt += 1) {
      const fault = command('cp', '--sparse=always', this.image, copy);
      if (fault) throw new Error(fault);
      // The kernel may have written while it was copied: such a disk there never was.
      if (command('cmp', '-s', this.image, copy) === null) break;
      if (attempt === SETTLED_WITHIN) throw new Error('the disk did not come to rest');
    }
    const fault = mount(copy, `${copy}-mounted`);
    if (fault) throw new Error(fault);
    return new LoopDisk(this.work, copy, `${copy}-mounted`);
  }

  unmount(): void {
    command('umount', this.folder);
    rmSync(this.image, { force: true });
  }

  /** The first disk takes its folder with it. */
  remove(): void {
    this.unmount();
    rmSync(this.work, { recursive: true, force: true });
  }
}

function mount(image: string, folder: string): string | null {
  mkdirSync(folder, { recursive: true });
  return command('mount', '-o', 'loop', image, folder);
}
