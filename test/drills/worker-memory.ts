import { readFileSync } from 'node:fs';

const textOf = (file: string) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** The most memory that a process had at any time, in bytes; 0 = it has ended. */
export const peakOf = (pid: number): number =>
  Number(/^VmHWM:\s+(\d+) kB/m.exec(textOf(`/proc/${pid}/status`))?.[1] ?? 0) * 1_024;

/** Watches the processes that a server starts for the intake. */
export class WorkerMemory {
  readonly pids = new Set<number>();
  peak = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly server: number) {
    this.timer = setInterval(() => this.measure(), 5);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private measure(): void {
    for (const child of textOf(`/proc/${this.server}/task/${this.server}/children`).split(' ')) {
      const pid = Number(child);
      if (pid === 0 || !(this.pids.has(pid) || textOf(`/proc/${pid}/cmdline`).includes('intake-worker'))) continue;
      this.pids.add(pid);
      this.peak = Math.max(this.peak, peakOf(pid));
    }
  }
}
