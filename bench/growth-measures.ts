import { processorMs } from './board-steps.js';

export interface Measure {
  unit: 'ms' | 'µs' | 'MB' | 'KiB' | '%';
  value: number;
  /** It is less than `value`, which is the least that can be told. */
  below?: true;
}

/** What was measured at one size, by what it is. */
export type Measures = Record<string, Measure>;

/** MB of the heap that live, after collections: what was let go is swept up before anything is compared with it. */
export async function livingMb(): Promise<number> {
  for (let n = 0; n < 3; n += 1) {
    (globalThis as { gc?: () => void }).gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed / 1_048_576;
}

/** Runs work: its processor time, its time, and how much more lives after it; less than zero when it let go of what was there before. */
export async function measured<T>(work: () => Promise<T>) {
  const heap = await livingMb();
  const [start, spent] = [performance.now(), processorMs()];
  const result = await work();
  const [ms, used] = [performance.now() - start, processorMs() - spent];
  return { result, ms, processorMs: used, heapMb: (await livingMb()) - heap };
}

/** Compiled code and what connections hold come and go by less than this while something else is measured. */
const TOLD_MB = 1;

/** Memory that work holds after it. */
export const toldMemory = (megabytes: number): Measure =>
  megabytes >= TOLD_MB ? { unit: 'MB', value: megabytes } : { unit: 'MB', value: TOLD_MB, below: true };
