import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { promisify } from 'node:util';
import { mustHold } from './measure.js';

export interface HttpLoad {
  url: string;
  path: string;
  headers?: Record<string, string>;
  seconds: number;
  /** Bytes that every body must have. */
  length: number;
}

/** Answers per second to 64 keep-alive connections of another process; every one must be a 200 of the right length. */
export async function getFor({ url, path: route, headers = {}, seconds, length }: HttpLoad): Promise<number> {
  const order = { port: Number(new URL(url).port), path: route, headers, connections: 64, seconds };
  const client = path.join(__dirname, 'http-client.cjs');
  const { stdout } = await promisify(execFile)(process.execPath, [client, JSON.stringify(order)]);
  const { perSecond, statuses, lengths, done } = JSON.parse(stdout) as {
    perSecond: number;
    statuses: Record<string, number>;
    lengths: Record<string, number>;
    done: number;
  };
  mustHold(done > 0 && statuses['200'] === done, `not every answer was a 200: ${JSON.stringify(statuses)}`);
  mustHold(lengths[length] === done, `not every body had ${length} bytes: ${JSON.stringify(lengths)}`);
  return perSecond;
}

/** node:http that sends the bytes of `file`, as a process of its own. */
export async function startBareServer(file: string): Promise<{ url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [path.join(__dirname, 'bare-server.cjs'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: `http://127.0.0.1:${Number(port.toString())}`,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
