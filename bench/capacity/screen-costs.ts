import { CHALLENGE, openWorld } from '../../test/support/world.js';
import { load } from '../http-load.js';
import { LiveStage } from '../live-stage.js';
import type { Ground } from '../ground.js';
import { mustHold } from '../measure.js';
import { LOGGING, RestartableServer } from '../../test/support/server-process.js';
import type { Costs, Sizes } from './figures.js';

const CHANGES = 20;
/** The room may speak again by then. */
const REST_MS = 200;
const BOARD_ROWS = 30;

/** Memory and processor time of sockets that watch a board of the whole server, and of the board over HTTP. */
export async function screenCosts(
  ground: Ground,
  { sockets, seconds }: Sizes,
): Promise<Pick<Costs, 'socketKibibytes' | 'deliveryMicros' | 'boardMicros' | 'boardBytes' | 'boardRows'>> {
  return { ...(await socketCosts(ground, sockets)), ...(await boardCosts(seconds)) };
}

async function socketCosts(ground: Ground, sockets: number) {
  const stage = await LiveStage.start('ours', ground);
  try {
    // What the first sockets bring with them is the server's, not theirs.
    await stage.open(Math.ceil(sockets / 50));
    const before = await stage.server.call<number>('memory');
    await stage.open(sockets);
    const after = await stage.server.call<number>('memory');
    await stage.changes(3, REST_MS);
    await stage.rest(1_000);
    const { perDelivery } = await stage.changes(CHANGES, REST_MS);
    return { socketKibibytes: (after - before) / sockets / 1_024, deliveryMicros: perDelivery * 1_000 };
  } finally {
    await stage.stop();
  }
}

async function boardCosts(seconds: number) {
  const server = await RestartableServer.start(LOGGING);
  try {
    const { position } = await openWorld(server.url, server.token, { colleges: BOARD_ROWS });
    const path = `/api/challenges/${CHALLENGE}/standings`;
    const answer = await fetch(`${server.url}${path}?atLeast=${position}`, {
      headers: { 'accept-encoding': 'identity' },
    });
    const body = await answer.text();
    mustHold((JSON.parse(body) as { rows: unknown[] }).rows.length === BOARD_ROWS, 'the board is not whole');
    await load({ url: server.url, path, seconds: 1 });
    const before = await usedSeconds(server.url);
    const { done } = await load({ url: server.url, path, seconds });
    const used = (await usedSeconds(server.url)) - before;
    return { boardMicros: (used * 1_000_000) / done, boardBytes: Buffer.byteLength(body), boardRows: BOARD_ROWS };
  } finally {
    await server.remove();
  }
}

/** Processor seconds of a server since its start, as it says itself. */
async function usedSeconds(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)$/m.exec(text)?.[1]);
}
