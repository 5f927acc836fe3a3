/* oxlint-disable unicorn/require-post-message-target-origin -- a thread has no origin */
import { parentPort, workerData } from 'node:worker_threads';
import { UnreadableTable } from './cell.js';
import { tableOf } from './read-table.js';
import type { TableShape } from './text-table.js';

/** Reads one table and answers with one message. */
const { bytes, shape } = workerData as { bytes: Uint8Array<ArrayBuffer>; shape: TableShape };
void tableOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), shape).then(
  (table) => parentPort!.postMessage({ table }),
  (error: unknown) => {
    if (!(error instanceof UnreadableTable)) throw error;
    parentPort!.postMessage({ reasons: error.reasons });
  },
);
