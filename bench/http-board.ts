import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { DemoClient } from '../src/cli/demo/demo-client.js';
import { dayOf } from '../src/events/day.js';
import { getFor, startBareServer } from './http-load.js';
import { byTurns, mustHold, type Bench } from './measure.js';
import { startServer } from './server-process.js';
import { speeds } from './append.js';

const ROWS = 770;
const SMOKE_ROWS = 30;
const AT_ONCE = 16;

const text = (kk: string) => ({ kk, ru: kk, en: kk });
const rules = {
  kinds: {
    A1: {
      base: 1,
      cap: 100,
      parts: [{ metric: 'beneficiaries', step: 1, weight: 1, max: null }],
      perDay: 1,
      seasonCap: null,
    },
  },
  lateAfterDays: 14,
  shareCap: { percent: 100, from: 0 },
  diversity: { points: 0, kinds: 0 },
  per100: { minimumStudents: 200 },
};

/** Gives the position of the last write, so that the board can be asked for as of then. */
export async function openBoard(url: string, token: string, rows: number): Promise<string> {
  const organiser = new DemoClient(url);
  await organiser.accept(token, 'organiser', 'bench bench bench', 'organiser');
  const today = dayOf(new Date());
  const ids = Array.from({ length: rows }, (_, index) => `college-${index}`);
  const register = async () => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
      const names = { names: text(`Колледж ${id}`), shortNames: text(id) };
      await organiser.call('POST', '/api/colleges', { id, ...names, district: 'aktau' });
      await organiser.call('POST', `/api/colleges/${id}/enrolments`, { students: 500, asOf: today, source: 'other' });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, register));
  const dates = { opensOn: today, closesOn: dayOf(new Date(Date.now() + 7 * 86_400_000)) };
  const titles = { titles: text('Амал'), season: text('2026') };
  await organiser.call('POST', '/api/challenges', { id: 'bench', track: 'amal', ...titles, ...dates });
  const note = { kk: 'Ереже', ru: 'Правила' };
  await organiser.call('POST', '/api/challenges/bench/rulebooks', { rules, retroactive: false, note });
  const { position } = await organiser.call<{ position: string }>('POST', '/api/challenges/bench/open', {});
  return position;
}

/** The public board, whole, from the built server with guards, limits, logs and metrics on. */
export const httpBoard: Bench = {
  name: 'http.board',
  metric: 'GET of a board of 770 rows, answers/s, 64 connections',
  anchor: 'node:http sending the same bytes ready',
  target: { atLeast: 0.7 },
  async run(ground) {
    const rows = ground.smoke ? SMOKE_ROWS : ROWS;
    const server = await startServer();
    try {
      const position = await openBoard(server.url, server.token, rows);
      const route = '/api/challenges/bench/standings';
      await fetch(`${server.url}${route}?atLeast=${position}`);
      const answer = await fetch(server.url + route, { headers: { 'accept-encoding': 'identity' } });
      const body = Buffer.from(await answer.arrayBuffer());
      const board = JSON.parse(body.toString()) as { rows: { collegeId: string }[] };
      const colleges = new Set(board.rows.map(({ collegeId }) => collegeId));
      mustHold(colleges.size === rows && board.rows.length === rows, `the board has ${board.rows.length} rows`);
      const etag = answer.headers.get('etag') ?? '';
      const again = await fetch(server.url + route, { headers: { 'if-none-match': etag } });
      mustHold(etag !== '' && again.status === 304, `a known board was answered with ${again.status}`);
      const file = path.join(ground.folder, 'board.json');
      writeFileSync(file, body);
      const bare = await startBareServer(file);
      try {
        const common = { path: route, seconds: ground.seconds, length: body.length };
        await getFor({ ...common, url: server.url, seconds: 1 });
        await getFor({ ...common, url: bare.url, seconds: 1 });
        const rounds = await byTurns(
          ground,
          () => getFor({ ...common, url: server.url }),
          () => getFor({ ...common, url: bare.url }),
        );
        return { rounds, figures: { ...speeds(rounds, 'answers/s'), bytes: body.length } };
      } finally {
        await bare.stop();
      }
    } finally {
      await server.stop();
    }
  },
};
