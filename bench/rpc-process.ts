import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { getHeapCodeStatistics } from 'node:v8';

interface RpcRequest {
  id: number;
  op: string;
  body: unknown;
}

interface RpcResponse {
  id: number;
  value?: unknown;
  error?: string;
}

/** The export `rpc` of a file that runs as a process. */
export type RpcMethods = Record<string, (body: never) => unknown>;

/** A process beside this one that runs the methods of a file. */
export class RpcProcess {
  private readonly waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  private readonly ended: Promise<void>;
  private last = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', ({ id, value, error }: RpcResponse) => {
      const asked = this.waiting.get(id);
      this.waiting.delete(id);
      if (error === undefined) asked?.resolve(value);
      else asked?.reject(new Error(error));
    });
    this.ended = new Promise((resolve) =>
      child.once('exit', (code, signal) => {
        for (const { reject } of this.waiting.values())
          reject(new Error(`the process ended with ${signal ?? code} before it responded`));
        resolve();
      }),
    );
  }

  /** Starts a TypeScript file of this folder that exports `rpc`, with `gc()`. */
  static start(file: string, execArgv: readonly string[] = []): RpcProcess {
    const register = path.join(__dirname, '../test/support/register-typescript.cjs');
    const child = fork(__filename, [path.join(__dirname, file)], {
      execArgv: ['--expose-gc', ...execArgv, '-r', register],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    return new RpcProcess(child);
  }

  get pid(): number {
    return this.child.pid!;
  }

  call<Value = void>(op: string, body: unknown = {}): Promise<Value> {
    this.last += 1;
    const id = this.last;
    return new Promise<Value>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      if (!this.child.connected) reject(new Error('the process has ended'));
      else this.child.send({ id, op, body } satisfies RpcRequest);
    });
  }

  /** Calls `close`, if there is one, and waits for the end. */
  async stop(): Promise<void> {
    await this.call('close').catch(() => undefined);
    if (this.child.connected) this.child.disconnect();
    await this.ended;
  }
}

/** In the child: serves these methods and ends with the parent. */
function serve(methods: RpcMethods): void {
  process.on('message', ({ id, op, body }: RpcRequest) => {
    const respond = (answer: RpcResponse) => process.send?.(answer);
    Promise.resolve()
      .then(() => methods[op]!(body as never))
      .then(
        (value) => respond({ id, value }),
        (error: unknown) =>
          respond({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
  process.on('disconnect', () => process.exit(0));
}

/** Processor time of this process, all its threads, in milliseconds. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

async function collected(): Promise<void> {
  for (let n = 0; n < 3; n += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Methods about the process itself. `used`: processor ms since its start. `memory`: resident bytes after a collection. `held`: also bytes
 * of heap and buffers, without compiled code, which V8 discards at will.
 */
export const processStats = {
  used: processorMs,
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

/** Milliseconds since the epoch with fractions; comparable between processes of one machine. */
export const instant = () => performance.timeOrigin + performance.now();

if (require.main === module) serve((require(process.argv[2]!) as { rpc: RpcMethods }).rpc);
