import { profiled } from './bound.js';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { speeds } from './append.js';
import { claimOf, collegeOf, cookieOf, openWorld } from '../test/support/world.js';
import type { Ground } from './ground.js';
import { load, startBareServer } from './http-load.js';
import { byTurns, mustHold, type Bench, type Sampled } from './measure.js';
import { RpcProcess } from './rpc-process.js';
import { LOGGING, RestartableServer } from '../test/support/server-process.js';

const COLLEGES = 30;
const WARM_SECONDS = 1;

interface Side {
  url: string;
  headers: Record<string, string>;
}

const body = JSON.stringify(claimOf(collegeOf(1)));

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
