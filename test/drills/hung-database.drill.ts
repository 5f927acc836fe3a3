import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { Cluster } from '../../src/embedded/cluster.js';
import { type Drill, NotRun, until } from './drill.js';
import { Load } from './load.js';
import { CHALLENGE, cookieOf, stage } from './people.js';
import { family, signalAll } from './processes.js';
import { DrillServer } from './server.js';

const CLIENTS = 16;
/** Five seconds are promised; one more for a machine that is busy with the drill itself. */
const ANSWER_MS = 6_000;
const GROWTH_MB = 100;

/** A query that nobody bounds, as it stands at the end of the hang. */
async function unbounded(dataDir: string): Promise<{ answered(): boolean; end(): Promise<void> }> {
  const cluster = await Cluster.open(dataDir);
  await cluster.start();
  const client = new Client({ connectionString: cluster.url('qorzhyn_app', 'qorzhyn') });
  await client.connect();
  let answered = false;
  const ask = () =>
    void client.query('SELECT 1').then(
      () => (answered = true),
      () => undefined,
    );
  return { answered: () => (ask(), answered), end: () => client.end() };
}

/** What the metrics say of a part of the server: 1 = it works. */
async function partUp(url: string, part: string): Promise<string | undefined> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return new RegExp(`^qorzhyn_part_up\\{part="${part}"\\} (.*)$`, 'm').exec(text)?.[1];
}

export const hungDatabase: Drill = {
  name: 'hung-database',
  promise: 'while PostgreSQL hangs everybody is answered, screens keep their board, and nothing acknowledged is lost',
  target: `every answer ≤ ${ANSWER_MS / 1000} s, 200 or 503; board served; memory +< ${GROWTH_MB} MB; lost 0; the metrics tell of it`,
  quick: false,
  async run(_seed, smoke) {
    if (!existsSync('/proc/self/stat'))
      throw new NotRun('this system has no /proc to find the processes of PostgreSQL');
    const server = await DrillServer.start();
    let stopped: number[] = [];
    try {
      await stage(server.url, server.token);
      const load = new Load(server, await cookieOf(server.url, 'organiser'));
      const board = () =>
        fetch(`${server.url}/api/challenges/${CHALLENGE}/standings`, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
          ({ status }) => status,
          () => 0,
        );
      load.start(CLIENTS);
      await until('load', () => load.acknowledged >= 4 * CLIENTS);
      await board();
      const loose = await unbounded(server.dataDir);
      const memory = server.memory;
      stopped = family(server.postmaster!);
      signalAll(stopped, 'SIGSTOP');
      loose.answered();
      const boards: number[] = [];
      const hang = smoke ? 8_000 : 55_000;
      for (const over = Date.now() + hang; Date.now() < over; await pause(500)) boards.push(await board());
      const told = await partUp(server.url, 'database');
      const grown = server.memory - memory;
      const control = loose.answered();
      signalAll(stopped, 'SIGCONT');
      stopped = [];
      const before = load.acknowledged;
      await until('new answers', () => load.acknowledged >= before + CLIENTS);
      await until('the end of the alarm', async () => (await partUp(server.url, 'database')) === '1');
      await load.stop();
      await loose.end();
      const { promised, lost } = await load.compare();
      load.oracle.remove();
      const other = [...load.statuses.keys()].filter((status) => ![200, 201, 503].includes(status));
      const served = boards.filter((status) => status === 200).length;
      return {
        figure: `slowest ${Math.round(load.slowest)} ms, without an answer ${load.unanswered}, other answers ${other.join() || 'none'}, board ${served} of ${boards.length}, memory +${Math.round(grown)} MB, lost ${lost} of ${promised}, alarm ${told === '0' ? 'raised' : 'not raised'}`,
        holds:
          load.slowest <= ANSWER_MS &&
          load.unanswered + other.length + lost === 0 &&
          served === boards.length &&
          grown < GROWTH_MB &&
          told === '0',
        control: {
          figure: `an unbounded query: ${control ? 'answered' : `no answer in ${hang / 1000} s`}`,
          fails: !control,
        },
      };
    } finally {
      signalAll(stopped, 'SIGCONT');
      await server.remove();
    }
  },
};
