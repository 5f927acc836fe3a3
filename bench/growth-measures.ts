import { processorMs } from './board-steps.js';

export interface Measure {
  unit: 'ms' | 'µs' | 'MB' | 'KiB' | '%';
  value: number;
}

/** What was measured at one size, by what it is. */
export type Measures = Record<string, Measure>;

/** Runs work: its processor time, its time, and how much the heap has grown when the rest is swept up. */
export async function measured<T>(work: () => Promise<T>) {
  const sweep = () => {
    (globalThis as { gc?: () => void }).gc?.();
    return process.memoryUsage().heapUsed / 1_048_576;
  };
  const [heap, start, spent] = [sweep(), performance.now(), processorMs()];
  const result = await work();
  const [ms, used] = [performance.now() - start, processorMs() - spent];
  return { result, ms, processorMs: used, heapMb: Math.max(0, sweep() - heap) };
}

/** The program of one point: the order comes from the process that asks, the measures go to it. */
export function tellParent<Order>(measure: (order: Order) => Promise<Measures>): void {
  process.once('message', (order: Order) => {
    measure(order).then(
      (measures) => process.send!({ measures }, () => process.exit(0)),
      (error: Error) => process.send!({ error: error.stack ?? error.message }, () => process.exit(1)),
    );
  });
}
