import type { FinishedUpload, IntakeResult } from './cleaned-file.js';

/** Too many files are waiting; the same file may be handed in again. */
export class IntakeBusy extends Error {}

/** Cleans uploaded files, each in a separate process with limits of pixels, time and memory. */
export abstract class EvidenceIntake {
  /** A cleaned file, or the reason of its refusal. Throws IntakeBusy at once when the queue is full. */
  abstract take(upload: FinishedUpload): Promise<IntakeResult>;

  /** Ends the processes. */
  abstract close(): Promise<void>;
}
