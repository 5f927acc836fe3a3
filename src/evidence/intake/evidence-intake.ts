import type { FinishedUpload, IntakeResult } from './cleaned-file.js';
import { IntakeProcess, PROCESS_LIMITS, type ProcessLimits } from './intake-process.js';

/** Too many files are waiting; the same file may be handed in again. */
export class IntakeBusy extends Error {}

/** One file at a time leaves the other cores to the server. */
const MOST_WAITING = 32;

/** Cleans uploaded files one after the other, in a separate process with limits of pixels, time and memory. */
export class EvidenceIntake {
  private readonly process: IntakeProcess;
  private running: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(
    limits: ProcessLimits = PROCESS_LIMITS,
    private readonly mostWaiting = MOST_WAITING,
  ) {
    this.process = new IntakeProcess(limits);
  }

  /**
   * A cleaned file, or the reason of its refusal. Throws IntakeBusy at once when the queue is full, and IntakeFailed for a fault that is not
   * the file's.
   */
  async take(upload: FinishedUpload): Promise<IntakeResult> {
    if (this.waiting >= this.mostWaiting) throw new IntakeBusy('too many files are waiting');
    this.waiting += 1;
    const mine = this.running.then(() => this.process.clean(upload));
    this.running = mine.catch(() => undefined);
    return mine.finally(() => (this.waiting -= 1));
  }

  /** Ends the process; waiting files fail. */
  async close(): Promise<void> {
    this.process.close();
  }
}
