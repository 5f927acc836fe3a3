import { profiled } from './bound.js';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CHALLENGE, openWorld } from '../test/support/world.js';
import { load, startBareServer } from './http-load.js';
import type { Ground } from './ground.js';
import { byTurns, mustHold, percentile, rounded, type Bench, type Sampled } from './measure.js';
import { LOGGING, RestartableServer } from '../test/support/server-process.js';
import { speeds } from './append.js';

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
