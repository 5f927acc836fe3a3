import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type Drill, NotRun, until } from './drill.js';
import { Load } from './load.js';
import { CHALLENGE, cookieOf, openWorld } from '../support/world.js';
import { family, signalAll } from './processes.js';
import { RestartableServer } from '../support/server-process.js';

const CLIENTS = 16;
const ANSWER_MS = 5_000;
const GROWTH_MB = 100;

/** The same hang of a server that waits for PostgreSQL for ever, a little longer than an answer may take. */
async function patiently(server: RestartableServer) {
  await server.end('SIGTERM');
  await server.startWithout('patient');
  const load = new Load(server, await cookieOf(server.url, 'organiser'));
  let stopped: number[] = [];
  load.start(CLIENTS);
  try {
    await until('load', () => load.acknowledged >= 4 * CLIENTS);
    stopped = family(server.postmaster!);
    signalAll(stopped, 'SIGSTOP');
    await pause(ANSWER_MS + 1_000);
  } finally {
    signalAll(stopped, 'SIGCONT');
    await load.stop();
    load.oracle.remove();
  }
  return load.slowest;
}

/** Metric of a part of the server: 1 = it works. */
async function partUp(url: string, part: string): Promise<string | undefined> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return new RegExp(`^qorzhyn_part_up\\{part="${part}"\\} (.*)$`, 'm').exec(text)?.[1];
}

export const hungDatabase: Drill = {
  name: 'hung-database',
  promise: 'while PostgreSQL hangs, every request gets a response, boards are served and no acknowledged write is lost',
  target: `every answer ≤ ${ANSWER_MS / 1000} s, 200 or 503; board served; memory +< ${GROWTH_MB} MB; lost 0; the metrics show it`,
  quick: false,
  async run(_seed, smoke) {
    if (!existsSync('/proc/self/stat'))
      throw new NotRun('this system has no /proc to find the processes of PostgreSQL');
    const server = await RestartableServer.start();
    let stopped: number[] = [];
    try {
      await openWorld(server.url, server.token);
      const load = new Load(server, await cookieOf(server.url, 'organiser'));
      const board = () =>
        fetch(`${server.url}/api/challenges/${CHALLENGE}/standings`, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
          ({ status }) => status,
          () => 0,
        );
      load.start(CLIENTS);
      await until('load', () => load.acknowledged >= 4 * CLIENTS);
      await board();
      const memory = server.memory;
      stopped = family(server.postmaster!);
      signalAll(stopped, 'SIGSTOP');
      const boards: number[] = [];
      const hang = smoke ? 8_000 : 55_000;
      for (const over = Date.now() + hang; Date.now() < over; await pause(500)) boards.push(await board());
      const told = await partUp(server.url, 'database');
      const grown = server.memory - memory;
      signalAll(stopped, 'SIGCONT');
      stopped = [];
      const before = load.acknowledged;
      await until('new answers', () => load.acknowledged >= before + CLIENTS);
      await until('the end of the alarm', async () => (await partUp(server.url, 'database')) === '1');
      await load.stop();
      const { promised, lost } = await load.compare();
      load.oracle.remove();
      const other = [...load.statuses.keys()].filter((status) => ![200, 201, 503].includes(status));
      const slowest = await patiently(server);
      const served = boards.filter((status) => status === 200).length;
      return {
        figure: `slowest ${Math.round(load.slowest)} ms, without an answer ${load.unanswered}, other answers ${other.join() || 'none'}, board ${served} of ${boards.length}, memory +${Math.round(grown)} MB, lost ${lost} of ${promised}, ${told === '0' ? 'shown' : 'NOT shown'} by the metrics`,
        holds:
          load.slowest <= ANSWER_MS &&
          load.unanswered + other.length + lost === 0 &&
          served === boards.length &&
          grown < GROWTH_MB &&
          told === '0',
        control: {
          kind: 'taken away',
          figure: `without limits on queries: slowest answer ${Math.round(slowest)} ms`,
          fails: slowest > ANSWER_MS,
        },
      };
    } finally {
      signalAll(stopped, 'SIGCONT');
      await server.remove();
    }
  },
};
