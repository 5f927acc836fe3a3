import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { getHeapCodeStatistics } from 'node:v8';

interface Question {
  id: number;
  op: string;
  body: unknown;
}

interface Answer {
  id: number;
  value?: unknown;
  error?: string;
}

/** A process beside this one that answers questions; its file calls `answerQuestions`. */
export class AskedProcess {
  private readonly waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  private readonly ended: Promise<void>;
  private last = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', ({ id, value, error }: Answer) => {
      const asked = this.waiting.get(id);
      this.waiting.delete(id);
      if (error === undefined) asked?.resolve(value);
      else asked?.reject(new Error(error));
    });
    this.ended = new Promise((resolve) =>
      child.once('exit', (code, signal) => {
        for (const { reject } of this.waiting.values())
          reject(new Error(`the process ended with ${signal ?? code} before it had answered`));
        resolve();
      }),
    );
  }

  /** Starts a TypeScript file of this folder; `gc()` exists in it. */
  static start(file: string, env: Record<string, string> = {}): AskedProcess {
    const register = path.join(__dirname, '../test/support/register-typescript.cjs');
    const child = fork(path.join(__dirname, file), [], {
      execArgv: ['--expose-gc', '-r', register],
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    return new AskedProcess(child);
  }

  get pid(): number {
    return this.child.pid!;
  }

  ask<Value = void>(op: string, body: unknown = {}): Promise<Value> {
    this.last += 1;
    const id = this.last;
    return new Promise<Value>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      if (!this.child.connected) reject(new Error('the process has ended'));
      else this.child.send({ id, op, body } satisfies Question);
    });
  }

  async stop(): Promise<void> {
    if (this.child.connected) this.child.disconnect();
    await this.ended;
  }
}

/** In the process that is asked: one function for each question. It ends with the process that asks. */
export function answerQuestions(answers: Record<string, (body: never) => unknown>): void {
  process.on('message', ({ id, op, body }: Question) => {
    const say = (answer: Answer) => process.send?.(answer);
    Promise.resolve()
      .then(() => answers[op]!(body as never))
      .then(
        (value) => say({ id, value }),
        (error: unknown) => say({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
  process.on('disconnect', () => process.exit(0));
}

async function collected(): Promise<void> {
  for (let n = 0; n < 3; n += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Answers about the process itself, for any file: `used` = processor ms since its start; after a collection `memory` = bytes of the resident
 * set, `held` = also bytes of objects and buffers, without the code that V8 compiles and throws away as it sees fit.
 */
export const ofItself = {
  used: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
  memory: async () => {
    await collected();
    return process.memoryUsage().rss;
  },
  held: async () => {
    await collected();
    const { heapUsed, external, rss } = process.memoryUsage();
    const { code_and_metadata_size: code, bytecode_and_metadata_size: bytecode } = getHeapCodeStatistics();
    return { held: heapUsed + external - code - bytecode, rss };
  },
};
