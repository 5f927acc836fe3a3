import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Reason, UnreadableTable } from './cell.js';
import type { Table } from './read-table.js';
import { LIMITS } from './sheet-limits.js';
import type { TableShape } from './text-table.js';

type Answer = { table: Table } | { reasons: Reason[] };

/** One file at a time leaves the other cores to the server. */
const MOST_WAITING = 8;
const LIMIT_MS = 10_000;
const MEMORY = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8, codeRangeSizeMb: 16, stackSizeMb: 2 };

const SOURCE = path.extname(__filename);
const WORKER = path.join(__dirname, `table-worker${SOURCE}`);
/** Without a build, the thread compiles the sources as the tests do. */
const EXEC = SOURCE === '.ts' ? ['-r', path.join(__dirname, '../../test/support/register-typescript.cjs')] : [];

/** Too many files are waiting; the same file may be handed in again. */
export class TableReaderBusy extends Error {}

/** Reads tables that others hand in, each in a thread of its own with little memory and time. */
export class TableReader {
  private running: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** `memory` and `limitMs` replace the limits of a thread. */
  constructor(
    private readonly memory = MEMORY,
    private readonly limitMs = LIMIT_MS,
  ) {}

  /** The bytes move to the thread and are empty afterwards. Throws UnreadableTable, or TableReaderBusy at once. */
  async read(bytes: Uint8Array<ArrayBuffer>, shape: TableShape): Promise<Table> {
    if (this.waiting >= MOST_WAITING) throw new TableReaderBusy('too many tables are waiting');
    this.waiting += 1;
    const mine = this.running.then(() => this.inThread(bytes, shape));
    this.running = mine.catch(() => undefined);
    return mine.finally(() => (this.waiting -= 1));
  }

  private async inThread(bytes: Uint8Array<ArrayBuffer>, shape: TableShape): Promise<Table> {
    const worker = new Worker(WORKER, {
      workerData: { bytes, shape },
      transferList: [bytes.buffer],
      resourceLimits: this.memory,
      execArgv: EXEC,
      env: {},
    });
    const timer = setTimeout(() => void worker.terminate(), this.limitMs);
    try {
      const answer = await new Promise<Answer>((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', (error: NodeJS.ErrnoException) =>
          reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : error),
        );
        worker.once('exit', () => reject(tooMuch()));
      });
      if ('table' in answer) return answer.table;
      throw new UnreadableTable(answer.reasons);
    } finally {
      clearTimeout(timer);
      await worker.terminate();
    }
  }
}

const tooMuch = () => UnreadableTable.because('FILE_TOO_COMPLEX');

/** Threads of this process. */
export const tableReader = new TableReader();

/** Reads a workbook or a CSV file in a thread. Throws UnreadableTable. */
export async function readTable(file: string, shape: TableShape): Promise<Table> {
  return tableReader.read(await fileBytes(file), shape);
}

/** Opens without waiting, because a pipe may have no writer. */
async function fileBytes(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const missing = (): never => {
    throw UnreadableTable.because('FILE_MISSING', file);
  };
  await using handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch(missing);
  const found = await handle.stat();
  if (!found.isFile()) missing();
  if (found.size > LIMITS.bytes) throw UnreadableTable.because('FILE_TOO_LARGE');
  const bytes = new Uint8Array(found.size);
  let length = 0;
  while (length < bytes.length) {
    const { bytesRead } = await handle.read(bytes, length).catch(missing);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}
