import { type Drill, until } from './drill.js';
import { Load } from './load.js';
import { cookieOf, openWorld } from '../support/world.js';
import { drillStore } from '../support/drill-store.js';
import { RestartableServer } from '../support/server-process.js';

const CLIENTS = 16;
const STOP_MS = 10_000;

async function stop(server: RestartableServer) {
  const load = new Load(server, await cookieOf(server.url, 'organiser'));
  load.start(CLIENTS);
  try {
    await until('load', () => load.acknowledged >= 4 * CLIENTS);
    const asked = Date.now();
    const code = await server.end('SIGTERM');
    const ms = Date.now() - asked;
    await load.stop();
    return { code, ms, ...(await load.compare()) };
  } finally {
    await load.stop();
    load.oracle.remove();
  }
}

export const cleanStop: Drill = {
  name: 'clean-stop',
  promise: 'a server that is stopped under load ends by itself and loses no acknowledged write',
  target: `exit 0 in ≤ ${STOP_MS / 1000} s, lost 0`,
  quick: false,
  async run() {
    const server = await RestartableServer.start(await drillStore());
    try {
      await openWorld(server.url, server.token);
      const { code, ms, promised, lost } = await stop(server);
      await server.startWithout('early');
      const early = await stop(server);
      await server.startWithout('no-drain');
      const undrained = await stop(server);
      return {
        figure: `exit ${code} after ${ms} ms, lost ${lost} of ${promised}`,
        holds: code === 0 && ms <= STOP_MS && lost === 0 && promised > 0,
        control: {
          kind: 'taken away',
          figure: `connections left open: exit ${undrained.code} after ${undrained.ms} ms; a server that answers before it stores: lost ${early.lost} of ${early.promised}`,
          fails: (undrained.code !== 0 || undrained.ms > STOP_MS) && early.lost > 0,
        },
      };
    } finally {
      await server.remove();
    }
  },
};
