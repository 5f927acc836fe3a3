import { setTimeout as pause } from 'node:timers/promises';
import { type Drill, random, until } from './drill.js';
import { Load } from './load.js';
import { cookieOf, openWorld } from '../support/world.js';
import { drillStore } from '../support/drill-store.js';
import { RestartableServer } from '../support/server-process.js';

const CLIENTS = 16;
const READY_MS = 5_000;

async function rounds(server: RestartableServer, count: number, draw: () => number) {
  const load = new Load(server, await cookieOf(server.url, 'organiser'), { again: true });
  const starts: number[] = [];
  load.start(CLIENTS);
  try {
    for (let round = 0; round < count; round += 1) {
      await killed(server, load, draw);
      starts.push(await server.start());
    }
    await load.stop();
    return { ...(await load.compare()), ready: starts.sort((a, b) => a - b)[Math.ceil(0.95 * starts.length) - 1]! };
  } finally {
    await load.stop();
    load.oracle.remove();
  }
}

async function killed(server: RestartableServer, load: Load, draw: () => number): Promise<void> {
  const before = load.acknowledged;
  await until('load', () => load.acknowledged >= before + CLIENTS);
  await pause(draw() * 2_500);
  await server.end('SIGKILL');
}

/** The same kill of a server that acknowledges before it stores; only acknowledged actions count. */
async function early(server: RestartableServer, draw: () => number) {
  await server.end('SIGTERM');
  await server.startWithout('early');
  const load = new Load(server, await cookieOf(server.url, 'organiser'));
  load.start(CLIENTS);
  try {
    await killed(server, load, draw);
    await load.stop();
    return await load.compare();
  } finally {
    await load.stop();
    load.oracle.remove();
  }
}

export const killApp: Drill = {
  name: 'kill-app',
  promise: 'acknowledged writes are stored once when the server is killed',
  target: `lost 0, doubled 0, ready again ≤ ${READY_MS / 1000} s p95`,
  quick: false,
  async run(seed, smoke) {
    const draw = random(seed);
    const server = await RestartableServer.start(await drillStore());
    try {
      await openWorld(server.url, server.token);
      const real = await rounds(server, smoke ? 1 : 20, draw);
      const { promised, lost } = await early(server, draw);
      return {
        figure: `${real.promised} acknowledged, lost ${real.lost}, doubled ${real.doubled}, ready p95 ${real.ready} ms`,
        holds: real.lost === 0 && real.doubled === 0 && (smoke || real.ready <= READY_MS),
        control: {
          kind: 'taken away',
          figure: `a server that answers before it stores: lost ${lost} of ${promised} acknowledged`,
          fails: lost > 0,
        },
      };
    } finally {
      await server.remove();
    }
  },
};
