import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

interface Question {
  number: number;
  what: string;
  order: object;
}

interface Answer {
  number: number;
  result?: unknown;
  error?: string;
}

export interface PeerProcess {
  /** What the peer's program answers to an order. Rejects with its error. */
  ask<Result>(what: string, order?: object): Promise<Result>;
  /** Orders the peer to close and waits for its end. */
  close(): Promise<void>;
}

/** A program of this folder that drives another library, in a process of its own, so that neither disturbs the other. */
export function startPeer(file: string): PeerProcess {
  const register = path.join(__dirname, '../test/support/register-typescript.cjs');
  const child = fork(path.join(__dirname, file), {
    execArgv: ['-r', register],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let said = '';
  let number = 0;
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
  child.on('message', ({ number: which, result, error }: Answer) => {
    const asked = waiting.get(which);
    waiting.delete(which);
    if (error === undefined) asked?.resolve(result);
    else asked?.reject(new Error(`${file}: ${error}`));
  });
  const ended = once(child, 'exit').then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended: ${said}`));
    waiting.clear();
  });
  const ask = <Result>(what: string, order: object = {}) =>
    new Promise<Result>((resolve, reject) => {
      const question: Question = { number: (number += 1), what, order };
      waiting.set(question.number, { resolve: resolve as (result: unknown) => void, reject });
      child.send(question, (error) => error && reject(error));
    });
  return {
    ask,
    async close() {
      await ask('close').catch(() => undefined);
      if (child.connected) child.disconnect();
      child.kill();
      await ended;
    },
  };
}

/** The other end: each order has a function by its name. */
export function answerPeer(orders: Readonly<Record<string, (order: never) => unknown>>): void {
  process.on('message', async ({ number, what, order }: Question) => {
    let answer: Answer;
    try {
      answer = { number, result: await orders[what]!(order as never) };
    } catch (error) {
      answer = { number, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    process.send!(answer);
  });
}
