import { Worker } from 'node:worker_threads';

const POLL_MS = 100;

/** A thread of text needs no file of its own, and no compiler in the tests. */
const GUARD = `
const { workerData } = require('node:worker_threads');
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent || process.memoryUsage.rss() > workerData.memoryBytes) process.kill(process.pid, 'SIGKILL');
}, workerData.pollMs);
`;

/**
 * Ends this process when its parent has died or its memory exceeds the limit. A busy parser cannot delay it. The parent
 * reads the memory more often, but only on Linux.
 */
export function guardProcess(memoryBytes: number): void {
  new Worker(GUARD, {
    eval: true,
    workerData: { memoryBytes, pollMs: POLL_MS },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2, stackSizeMb: 1 },
  }).unref();
}
