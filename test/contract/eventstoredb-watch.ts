import { setTimeout as sleep } from 'node:timers/promises';

export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

/** Waits until a condition holds. */
export async function until(condition: () => boolean, withinMs = 15_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`did not come true in ${withinMs} ms: ${condition.toString()}`);
    await sleep(5);
  }
}
