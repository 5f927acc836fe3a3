import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { promisify } from 'node:util';
import { mustHold } from './measure.js';

export interface HttpLoad {
  url: string;
  method?: string;
  /** Each `{id}` here, in the headers and in the body is a new UUID for every request. */
  path: string;
  headers?: Record<string, string>;
  body?: string;
  /** How long to ask; without it `count` says how often. */
  seconds?: number;
  /** `{n}` in path and body counts from `first` for so many requests, and `{m}` is its remainder by `modulo`. */
  count?: number;
  first?: number;
  modulo?: number;
  /** What every answer must be; 200 unless told. */
  status?: number;
  /** Bytes that every body must have; absent = any. */
  length?: number;
}

export interface Loaded {
  perSecond: number;
  /** Answers in all; every one was right. */
  done: number;
}

/** Answers per second to 64 keep-alive connections of another process; every one must be of the right status and length. */
export async function load({ url, status = 200, length, ...order }: HttpLoad): Promise<Loaded> {
  const asked = { headers: {}, ...order, port: Number(new URL(url).port), connections: 64 };
  const client = path.join(__dirname, 'http-client.cjs');
  const { stdout } = await promisify(execFile)(process.execPath, [client, JSON.stringify(asked)]);
  const { perSecond, statuses, lengths, done } = JSON.parse(stdout) as Loaded & {
    statuses: Record<string, number>;
    lengths: Record<string, number>;
  };
  mustHold(done > 0 && statuses[status] === done, `not every answer was a ${status}: ${JSON.stringify(statuses)}`);
  if (length !== undefined)
    mustHold(lengths[length] === done, `not every body had ${length} bytes: ${JSON.stringify(lengths)}`);
  return { perSecond, done };
}

/** node:http that reads what comes and sends the bytes of `file` with a status, as a process of its own. */
export async function startBareServer(file: string, status = 200): Promise<{ url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [path.join(__dirname, 'bare-server.cjs'), file, String(status)], {
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
