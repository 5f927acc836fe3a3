import { cleanFile } from './clean-file.js';
import type { FinishedUpload, IntakeResult } from './cleaned-file.js';
import { limitDecoders } from './clean-picture.js';
import { guardProcess } from './worker-guard.js';

/** The answer of the process to one upload. A fault is no refusal: the disk may be full. */
export type WorkerAnswer = { result: IntakeResult } | { fault: string };
export const READY = 'ready';

/** Cleans the uploads that its parent names, one after the other, and ends with it. */
function main(): void {
  guardProcess(Number(process.argv[2]));
  limitDecoders();
  process.on('disconnect', () => process.exit(0));
  process.on('message', (upload: FinishedUpload) => {
    void cleanFile(upload)
      .then<WorkerAnswer, WorkerAnswer>(
        (result) => ({ result }),
        (error: unknown) => ({ fault: (error as NodeJS.ErrnoException).code ?? String((error as Error).message) }),
      )
      .then((answer) => process.send!(answer));
  });
  process.send!(READY);
}

if (require.main === module) main();
