import { DataSource } from 'typeorm';
import { dayOf, daysAfter } from '../src/events/day.js';
import { World, ApiClient } from '../src/cli/demo/world.js';
import { LOGGING, RestartableServer } from '../test/support/server-process.js';
import { PASSWORD } from '../test/support/world.js';
import { openStore } from './append.js';
import { type Bench, type BenchContext, median, mustHold, rounded, type Sampled } from './harness.js';
import { collegeOf } from './history.js';
import { PortalSeason } from './portal-season.js';

const SIZE = { colleges: 14, actions: 10_000, evidence: 5 };
const SMOKE_SIZE = { colleges: 3, actions: 60, evidence: 5 };
const OWN = collegeOf(1);
const REQUESTS = 20;
const SEASON_DAYS = 55;

interface Answered {
  text: string;
  milliseconds: number;
}

/** A server with a whole season, and the session of one college's coordinator. */
async function withSeason<T>(context: BenchContext, work: (get: (path: string) => Promise<Answered>) => Promise<T>) {
  const { appUrl, adminUrl } = await context.database();
  const server = await RestartableServer.start({ ...LOGGING, DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl });
  try {
    const first = new ApiClient(server.url);
    await first.accept(server.token, 'organiser', PASSWORD, 'organiser');
    const today = dayOf(new Date());
    const size = context.smoke ? SMOKE_SIZE : SIZE;
    const season = new PortalSeason({ ...size, opensOn: daysAfter(today, -SEASON_DAYS), today });
    const store = await openStore({ appUrl, adminUrl });
    const database = await new DataSource({ type: 'postgres', url: adminUrl }).initialize();
    const head = await season
      .tell(store, database)
      .then(() => store.head())
      .finally(() => Promise.all([store.close(), database.destroy()]));
    const { cookie } = await new World(server.url, first, PASSWORD).person('coordinator', 'coordinator', OWN);
    const get = async (path: string) => {
      const start = performance.now();
      const answer = await fetch(`${server.url}${path}`, { headers: { cookie } });
      const text = await answer.text();
      mustHold(answer.status === 200, `GET ${path} answered ${answer.status}: ${text.slice(0, 200)}`);
      return { text, milliseconds: performance.now() - start };
    };
    await caughtUp(server.url, cookie, head!);
    return await work(get);
  } finally {
    await server.remove();
  }
}

async function caughtUp(url: string, cookie: string, position: string): Promise<void> {
  for (;;) {
    const { status } = await fetch(`${url}/api/home?atLeast=${position}`, { headers: { cookie } });
    if (status === 200) return;
    mustHold(status === 503, `the server answered ${status} while it read the season`);
  }
}

/** One request at a time, as a phone asks; the limit in milliseconds is the anchor. */
async function against(limit: number, { rounds }: BenchContext, get: () => Promise<Answered>): Promise<Sampled> {
  const all: Sampled['rounds'][number][] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round += 1) {
    const times: number[] = [];
    for (let nth = 0; nth < REQUESTS; nth += 1) {
      const { milliseconds, text } = await get();
      times.push(milliseconds);
      bytes = Buffer.byteLength(text);
    }
    all.push({ ours: median(times), anchor: limit });
  }
  return {
    rounds: all,
    figures: { 'median ms': rounded(median(all.map(({ ours }) => ours))), 'limit ms': limit, bytes },
  };
}

/** The first page of a coordinator in a season of 10,000 actions with 50,000 pieces of evidence. */
export const portalHome: Bench = {
  name: 'portal.home',
  metric: 'GET /api/home, ms, median of one request at a time, 10,000 actions with 50,000 pieces of evidence',
  anchor: 'a second',
  target: { atMost: 1 },
  run: (context) =>
    withSeason(context, async (get) => {
      const { challenges, decided } = JSON.parse((await get('/api/home')).text) as {
        challenges: { place: object | null }[];
        decided: object[];
      };
      mustHold(challenges.length === 2 && challenges.every(({ place }) => place !== null), 'a place is missing');
      mustHold(decided.length === 10, `${decided.length} of 10 decisions`);
      return against(1_000, context, () => get('/api/home'));
    }),
};

/** The list of a phone, with a search of words. */
export const portalActions: Bench = {
  name: 'portal.actions',
  metric: 'GET /api/action-summaries, ms, median of lists and searches, 10,000 actions with 50,000 pieces of evidence',
  anchor: '300 ms',
  target: { atMost: 1 },
  run: (context) =>
    withSeason(context, async (get) => {
      const paths = ['', '?status=approved,rejected&sort=-done', `?q=${encodeURIComponent('Құрық')}`].map(
        (query) => `/api/action-summaries${query}`,
      );
      for (const path of paths) {
        const { items, total } = JSON.parse((await get(path)).text) as {
          items: { collegeId: string }[];
          total: number;
        };
        mustHold(total > 0 && items.length > 0, `${path} found nothing`);
        mustHold(
          items.every(({ collegeId }) => collegeId === OWN),
          `${path} shows another college`,
        );
      }
      let nth = 0;
      return against(300, context, () => get(paths[(nth += 1) % paths.length]!));
    }),
};
