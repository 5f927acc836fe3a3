import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import path from 'node:path';
import type { FinishedUpload, IntakeResult } from './cleaned-file.js';
import { READY, type WorkerAnswer } from './intake-worker.js';
import { residentMemory } from './resident-memory.js';

export interface ProcessLimits {
  /** Time for one file. */
  fileMs: number;
  startMs: number;
  /** Resident memory at which the process is killed. Its growth within one interval must fit below 512 MB. */
  memoryBytes: number;
  /** Interval at which its memory is read. */
  pollMs: number;
  /** An idle process ends after this time. */
  idleMs: number;
  /** A process with so much memory after a file is replaced. */
  recycleBytes: number;
}

export const PROCESS_LIMITS: ProcessLimits = {
  fileMs: 20_000,
  startMs: 60_000,
  memoryBytes: 430_000_000,
  pollMs: 10,
  idleMs: 30_000,
  recycleBytes: 220_000_000,
};

const SOURCE = path.extname(__filename);
const WORKER = path.join(__dirname, `intake-worker${SOURCE}`);
/** Without a build, the process compiles the sources as the tests do. */
const COMPILER = SOURCE === '.ts' ? ['-r', path.join(__dirname, '../../../test/support/register-typescript.cjs')] : [];
const HEAP = ['--max-old-space-size=192', '--max-semi-space-size=8'];
/** Others go first: a photo may wait, a board may not. */
const NICE = 10;

/** The process could not be started, was ended, or met a fault that is not the file's. The upload may be tried again. */
export class IntakeFailed extends Error {}

const TOO_COMPLEX: IntakeResult = { refusal: { code: 'EVIDENCE_TOO_COMPLEX', params: {} } };

/** A process that cleans files one after the other. It is killed when a file takes too much time or memory, and started again for the next. */
export class IntakeProcess {
  private child: ChildProcess | null = null;
  private idle: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(private readonly limits: ProcessLimits = PROCESS_LIMITS) {}

  /** Throws IntakeFailed. */
  async clean(upload: FinishedUpload): Promise<IntakeResult> {
    this.requireOpen();
    clearTimeout(this.idle);
    const child = this.child ?? (await this.start());
    this.requireOpen();
    const answer = await this.answer(child, upload);
    if (answer === null) {
      this.requireOpen();
      return TOO_COMPLEX;
    }
    this.rest(child);
    if ('fault' in answer) throw new IntakeFailed(`the intake failed (${answer.fault})`);
    return answer.result;
  }

  close(): void {
    this.isClosed = true;
    this.end(this.child);
  }

  private requireOpen(): void {
    if (this.isClosed) throw new IntakeFailed('the intake is closed');
  }

  private async start(): Promise<ChildProcess> {
    const child = fork(WORKER, [String(this.limits.memoryBytes)], {
      execArgv: [...COMPILER, ...HEAP],
      // Settings of the server hold its secrets. One arena keeps freed memory together.
      env: { MALLOC_ARENA_MAX: '2', ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }) },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child = child;
    child.on('exit', () => this.forget(child));
    child.on('error', () => this.end(child));
    try {
      if (child.pid) setPriority(child.pid, NICE);
    } catch {
      // A system may forbid it.
    }
    if ((await this.nextMessage(child, this.limits.startMs)) === READY) return child;
    this.end(child);
    throw new IntakeFailed('the process of the intake does not start');
  }

  /** Null = the process died, or was killed at a limit. */
  private async answer(child: ChildProcess, upload: FinishedUpload): Promise<WorkerAnswer | null> {
    const watch = setInterval(() => {
      const memory = child.pid === undefined ? null : residentMemory(child.pid);
      if (memory !== null && memory > this.limits.memoryBytes) this.end(child);
    }, this.limits.pollMs);
    const answer = this.nextMessage(child, this.limits.fileMs);
    child.send(upload, (error) => error && this.end(child));
    try {
      return (await answer) as WorkerAnswer | null;
    } finally {
      clearInterval(watch);
    }
  }

  private async nextMessage(child: ChildProcess, limitMs: number): Promise<unknown> {
    child.ref();
    child.channel?.ref();
    const deadline = setTimeout(() => this.end(child), limitMs);
    const over = new AbortController();
    try {
      if (child.exitCode !== null || child.signalCode !== null) return null;
      const [message] = (await Promise.race([
        once(child, 'message', over),
        once(child, 'exit', over).then(() => [null]),
      ])) as unknown[];
      return message;
    } catch {
      return null;
    } finally {
      clearTimeout(deadline);
      over.abort();
    }
  }

  /** An idle process does not keep the server from ending. */
  private rest(child: ChildProcess): void {
    const memory = child.pid === undefined ? null : residentMemory(child.pid);
    if (this.isClosed || (memory !== null && memory > this.limits.recycleBytes)) return this.end(child);
    child.unref();
    child.channel?.unref();
    this.idle = setTimeout(() => this.end(child), this.limits.idleMs).unref();
  }

  private end(child: ChildProcess | null): void {
    if (!child) return;
    this.forget(child);
    child.kill('SIGKILL');
  }

  private forget(child: ChildProcess): void {
    if (this.child !== child) return;
    this.child = null;
    clearTimeout(this.idle);
  }
}
