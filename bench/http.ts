import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { LOGGING, RestartableServer } from '../test/support/server-process.js';
import { CHALLENGE, claimOf, collegeOf, cookieOf, openWorld } from '../test/support/world.js';
import { speeds } from './append.js';
import type { Ground } from './context.js';
import { type Bench, byTurns, mustHold, percentile, profiled, rounded, type Sampled } from './measure.js';
import { RpcProcess } from './rpc-process.js';

export interface HttpLoad {
  url: string;
  method?: string;
  /** Each `{id}` here, in the headers and in the body is a new UUID for every request. */
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

const ROWS = 770;
const SMOKE_ROWS = 30;
/** The public board, whole, from the built server with guards, limits, logs and metrics on. */
export const httpBoard: Bench = {
  name: 'http.board',
  metric: 'GET of a board of 770 rows, answers/s, 64 connections',
  anchor: 'node:http sending the same bytes ready',
  target: { atLeast: 0.7 },
  bound: profiled(
    '2026-11-24',
    'while every line of the log was still written by itself, half of the processor time was node handing the 240 kB to the system, as for the anchor; the rest was the same for a small answer: Nest 5 %, the line of the log 8 %, metrics 2 %, headers and hooks of Fastify 10 %',
  ),
  async run(ground) {
    const small = await board(ground, SMOKE_ROWS);
    if (ground.smoke) return small;
    const { rounds, figures } = await board(ground, ROWS);
    const ratios = small.rounds.map(({ ours, anchor }) => ours / anchor);
    return { rounds, figures: { ...figures, [`ratio at ${SMOKE_ROWS} rows`]: rounded(percentile(ratios, 0.5)) } };
  },
};

async function board(ground: Ground, rows: number): Promise<Sampled> {
  const server = await RestartableServer.start(LOGGING);
  try {
    const { position } = await openWorld(server.url, server.token, { colleges: rows });
    const route = `/api/challenges/${CHALLENGE}/standings`;
    await fetch(`${server.url}${route}?atLeast=${position}`);
    const answer = await fetch(server.url + route, { headers: { 'accept-encoding': 'identity' } });
    const body = Buffer.from(await answer.arrayBuffer());
    const shown = (JSON.parse(body.toString()) as { rows: { collegeId: string }[] }).rows;
    const colleges = new Set(shown.map(({ collegeId }) => collegeId));
    mustHold(colleges.size === rows && shown.length === rows, `the board has ${shown.length} rows`);
    const etag = answer.headers.get('etag') ?? '';
    const again = await fetch(server.url + route, { headers: { 'if-none-match': etag } });
    mustHold(etag !== '' && again.status === 304, `a known board was answered with ${again.status}`);
    const file = path.join(ground.folder, 'board.json');
    writeFileSync(file, body);
    const bare = await startBareServer(file);
    try {
      const get = async (url: string, seconds = ground.seconds) =>
        (await load({ url, path: route, seconds, length: body.length })).perSecond;
      await get(server.url, 1);
      await get(bare.url, 1);
      const rounds = await byTurns(
        ground,
        () => get(server.url),
        () => get(bare.url),
      );
      return { rounds, figures: { ...speeds(rounds, 'answers/s'), bytes: body.length } };
    } finally {
      await bare.stop();
    }
  } finally {
    await server.remove();
  }
}

const COLLEGES = 30;
const WARM_SECONDS = 1;

interface Side {
  url: string;
  headers: Record<string, string>;
}

const body = JSON.stringify({
  ...claimOf(collegeOf(1)),
  claimed: { beneficiaries: { value: 7, precision: 'exact' } },
  partners: [],
});

const submit = async ({ url, headers }: Side, seconds: number) =>
  load({ url, method: 'PUT', path: '/api/actions/{id}', headers, body, seconds, status: 201 });

/** How many appends the server says it has stored. */
async function stored(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^qorzhyn_append_seconds_count\{outcome="stored"\} (\d+)/m.exec(text)?.[1] ?? 0);
}

async function mustRefuse({ url, headers }: Side): Promise<void> {
  const ask = async (with_: Record<string, string>, said: string) => {
    const asked = { method: 'PUT', headers: { 'content-type': 'application/json', ...with_ }, body: said };
    return (await fetch(`${url}/api/actions/refused`, asked)).status;
  };
  const [stranger, wrong] = [await ask({}, body), await ask(headers, '{"kind": 7}')];
  mustHold(stranger === 401, `one who is not signed in was answered with ${stranger}`);
  mustHold(wrong === 400, `a body of the wrong shape was answered with ${wrong}`);
}

/** By the profile of the server under this load. */
const BOUND = profiled(
  '2026-11-24',
  'no single station: writing the answer is a fifth of the processor time, deciding with the check of the event a sixth, collecting garbage, the shapes and the stations of Nest 5 to 8 % each; the same server answers a GET through the same guards in a quarter of the time',
);

/** Ours over the store that answers at once, against another server of the same route. */
async function against(
  ground: Ground,
  openOther: (server: RestartableServer) => Promise<Side & { stop(): Promise<void> }>,
): Promise<Sampled> {
  const { appUrl, adminUrl } = await ground.database();
  const server = await RestartableServer.start(
    { ...LOGGING, DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl },
    undefined,
    {
      entry: 'bench/stubbed-server.ts',
    },
  );
  try {
    const { organiser } = await openWorld(server.url, server.token, { colleges: COLLEGES });
    const ours = { url: server.url, headers: { cookie: organiser.cookie } };
    await mustRefuse(ours);
    const other = await openOther(server);
    try {
      const before = await stored(ours.url);
      let done = 0;
      const mine = async (seconds: number) => {
        const loaded = await submit(ours, seconds);
        done += loaded.done;
        return loaded.perSecond;
      };
      const theirs = async (seconds: number) => (await submit(other, seconds)).perSecond;
      await mine(WARM_SECONDS);
      await theirs(WARM_SECONDS);
      const rounds = await byTurns(
        ground,
        () => mine(ground.seconds),
        () => theirs(ground.seconds),
      );
      const appended = (await stored(ours.url)) - before;
      // The last request of a connection may be stored and not be counted as answered, never the other way round.
      mustHold(appended >= done, `${done} submissions were acknowledged, ${appended} appended`);
      return { rounds, figures: speeds(rounds, 'submissions/s') };
    } finally {
      await other.stop();
    }
  } finally {
    await server.remove();
  }
}

/** Validated and authenticated, through the guards, over a store that answers at once. */
export const httpSubmit: Bench = {
  name: 'http.submit',
  metric: 'PUT of an action, submissions/s, 64 connections, the store answers at once',
  anchor: 'node:http reading the same bodies and answering with the same bytes',
  target: { atLeast: 0.35 },
  bound: BOUND,
  run: (ground) =>
    against(ground, async ({ url }) => {
      const headers = { cookie: await cookieOf(url, 'organiser'), 'content-type': 'application/json' };
      const answer = await fetch(`${url}/api/actions/first`, { method: 'PUT', headers, body });
      mustHold(answer.status === 201, `a submission was answered with ${answer.status}`);
      const file = path.join(ground.folder, 'submitted.json');
      writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
      return { ...(await startBareServer(file, 201)), headers: {} };
    }),
};

export const httpSubmitPeer: Bench = {
  name: 'http.submit.peer',
  metric: 'PUT of an action, submissions/s, 64 connections, the store answers at once',
  anchor: 'Nest on Express with its ValidationPipe and a guard of sessions, the same route',
  target: { atLeast: 3 },
  bound: BOUND,
  run: (ground) =>
    against(ground, async () => {
      const peer = RpcProcess.start('express-peer.ts');
      const { url, cookie } = await peer.call<{ url: string; cookie: string }>('open');
      const side = { url, headers: { cookie } };
      await mustRefuse(side);
      return { ...side, stop: () => peer.stop() };
    }),
};
