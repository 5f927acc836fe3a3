import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { LOGGING, RestartableServer } from '../test/support/server-process.js';
import { CHALLENGE, openWorld } from '../test/support/world.js';
import {
  type Bench,
  byTurns,
  type BenchContext,
  mustHold,
  percentile,
  rounded,
  type Sampled,
  speeds,
} from './harness.js';
import { RpcProcess } from './rpc-process.js';

export interface HttpLoad {
  url: string;
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
  /** How long to ask; without it `count` says how often. */
  seconds?: number;
  /** `{n}` in path and body counts up from `first`; `{m}` is `{n}` modulo `modulo`. */
  count?: number;
  first?: number;
  modulo?: number;
  /** Expected status of every response; 200 by default. */
  status?: number;
  /** Bytes that every body must have; absent = any. */
  length?: number;
}

export interface Loaded {
  perSecond: number;
  /** Number of responses; every one was right. */
  done: number;
}

interface Responses extends Loaded {
  /** Number of responses by status and by length of the body. */
  statuses: Record<string, number>;
  lengths: Record<string, number>;
}

const CONNECTIONS = 64;
let client: RpcProcess | null = null;

/** Answers per second to 64 keep-alive connections of another process; every one must be of the right status and length. */
export async function load({ status = 200, length, ...order }: HttpLoad): Promise<Loaded> {
  client ??= RpcProcess.start('http.ts');
  const { perSecond, statuses, lengths, done } = await client.call<Responses>('request', order);
  mustHold(done > 0 && statuses[status] === done, `not every answer was a ${status}: ${JSON.stringify(statuses)}`);
  if (order.count !== undefined) mustHold(done === order.count, `${done} of ${order.count} requests were answered`);
  if (length !== undefined)
    mustHold(lengths[length] === done, `not every body had ${length} bytes: ${JSON.stringify(lengths)}`);
  return { perSecond, done };
}

/** A closed loop of keep-alive connections. */
function request({ url, method = 'GET', path, headers, body, ...order }: HttpLoad): Promise<Responses> {
  const { seconds = 0, first = 0, count, modulo = 1 } = order;
  const port = Number(new URL(url).port);
  const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(([name, value]) => `${name}: ${value}`);
  const isSame = !/\{[nm]\}/.test(`${path}${body ?? ''}`);
  const statuses: Record<string, number> = {};
  const lengths: Record<string, number> = {};
  const start = performance.now();
  const isOver = () => (count === undefined ? performance.now() - start >= seconds * 1_000 : asked >= count);
  let asked = 0;
  let done = 0;

  function written(n: number): Buffer {
    const filled = (text: string) => text.replaceAll('{n}', String(n)).replaceAll('{m}', String(n % modulo));
    const text = body === undefined ? '' : filled(body);
    const ofBody = [`content-type: application/json`, `content-length: ${Buffer.byteLength(text)}`];
    const head = [`${method} ${filled(path)} HTTP/1.1`, ...lines, ...(body === undefined ? [] : ofBody)];
    return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`);
  }
  const same = written(0);
  const next = () => {
    asked += 1;
    return isSame ? same : written(first + asked - 1);
  };

  const connection = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      let head = '';
      let left = -1;
      socket.setNoDelay(true);
      socket.on('connect', () => socket.write(next()));
      socket.on('data', (chunk) => {
        let at = 0;
        while (at < chunk.length) {
          if (left < 0) {
            head += chunk.toString('latin1', at);
            const end = head.indexOf('\r\n\r\n');
            if (end < 0) return;
            at = chunk.length - (head.length - end - 4);
            left = Number(/content-length: (\d+)/i.exec(head.slice(0, end))?.[1] ?? 0);
            const status = head.slice(9, 12);
            statuses[status] = (statuses[status] ?? 0) + 1;
            lengths[left] = (lengths[left] ?? 0) + 1;
            head = '';
          }
          const taken = Math.min(left, chunk.length - at);
          left -= taken;
          at += taken;
          if (left > 0) return;
          left = -1;
          done += 1;
          if (isOver()) return void socket.destroy();
          socket.write(next());
        }
      });
      socket.on('error', reject);
      socket.on('close', () => resolve());
    });
  const connections = Array.from({ length: Math.min(CONNECTIONS, count ?? CONNECTIONS) }, connection);
  return Promise.all(connections).then(() => {
    const perSecond = done / ((performance.now() - start) / 1_000);
    return { perSecond, statuses, lengths, done };
  });
}

/** The limit of HTTP on Node: node:http parses requests and answers with ready bytes. */
async function serve({ text }: { text: string }): Promise<string> {
  const bytes = Buffer.from(text);
  const head = { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length, etag: '"bench"' };
  const server = createServer((_request, response) => void response.writeHead(200, head).end(bytes));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export const rpc = { request, serve };

const ROWS = 770;
const SMOKE_ROWS = 30;

/** The public board, whole, from the built server with guards, limits, logs and metrics on. */
export const httpBoard: Bench = {
  name: 'http.board',
  metric: 'GET of a board of 770 rows, answers/s, 64 connections',
  anchor: 'node:http sending the same bytes ready',
  target: { atLeast: 0.5 },
  async run(context) {
    const small = await board(context, SMOKE_ROWS);
    if (context.smoke) return small;
    const { rounds, figures } = await board(context, ROWS);
    const ratios = small.rounds.map(({ ours, anchor }) => ours / anchor);
    return { rounds, figures: { ...figures, [`ratio at ${SMOKE_ROWS} rows`]: rounded(percentile(ratios, 0.5)) } };
  },
};

async function board(context: BenchContext, rows: number): Promise<Sampled> {
  const server = await RestartableServer.start(LOGGING);
  const anchor = RpcProcess.start('http.ts');
  try {
    const { position } = await openWorld(server.url, server.token, { colleges: rows });
    const path = `/api/challenges/${CHALLENGE}/standings`;
    await fetch(`${server.url}${path}?atLeast=${position}`);
    const answer = await fetch(server.url + path, { headers: { 'accept-encoding': 'identity' } });
    const text = await answer.text();
    const shown = (JSON.parse(text) as { rows: { collegeId: string }[] }).rows;
    const colleges = new Set(shown.map(({ collegeId }) => collegeId));
    mustHold(colleges.size === rows && shown.length === rows, `the board has ${shown.length} rows`);
    const etag = answer.headers.get('etag') ?? '';
    const again = await fetch(server.url + path, { headers: { 'if-none-match': etag } });
    mustHold(etag !== '' && again.status === 304, `a known board was answered with ${again.status}`);
    const length = Buffer.byteLength(text);
    const bareUrl = await anchor.call<string>('serve', { text });
    const get = async (url: string, seconds = context.seconds) =>
      (await load({ url, path, seconds, length })).perSecond;
    await get(server.url, 1);
    await get(bareUrl, 1);
    const rounds = await byTurns(
      context,
      () => get(server.url),
      () => get(bareUrl),
    );
    return { rounds, figures: { ...speeds(rounds, 'answers/s'), bytes: length } };
  } finally {
    await anchor.stop();
    await server.remove();
  }
}
