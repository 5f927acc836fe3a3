import { Agent } from 'node:http';
import { AccessGuard } from '../../src/http/access.js';
import { routesOf } from '../../src/http/http-pipeline.js';
import { accessTable } from '../api/access-table.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { playSeason } from '../support/played-season.js';
import { type Drill, random } from './drill.js';
import { identitiesOf, type Identity } from './identities.js';
import { rawRequest } from './raw-request.js';
import { withoutProtection } from './without-protection.js';
import { leaksOf, type Sweep } from './foreign-ids.js';

interface Cell {
  route: string;
  method: string;
  path: string;
  who: Identity;
  open: boolean;
}

/** Other ways to write an address. */
const spellings: readonly ((path: string) => string)[] = [
  (path) => `${path}/`,
  (path) => `/${path}`,
  (path) => path.replaceAll('/', '//'),
  (path) => path.toUpperCase(),
  (path) => path.replace('/api', '/%61pi'),
  (path) => `/%2e${path}`,
  (path) => `/x/%2e%2e${path}`,
  (path) => `/x/..${path}`,
  (path) => `${path}/.`,
  (path) => `${path};a=1`,
  (path) => `${path}%2f`,
  (path) => `${path}%20`,
  (path) => `${path}?/api/session`,
  (path) => `${path}#`,
  (path) => path.replaceAll('/', '\\').replace('\\', '/'),
  (path) => `http://127.0.0.1${path}`,
];

/** Routes that end the session they are called with. */
const SIGN_OUTS = ['DELETE /api/sessions', 'DELETE /api/session', 'POST /sign-out'];

const cellsOf = (identities: readonly Identity[]): Cell[] =>
  identities.flatMap((who) =>
    Object.entries(accessTable)
      // The last ones end the session of their caller.
      .sort(([a], [b]) => SIGN_OUTS.indexOf(a) - SIGN_OUTS.indexOf(b))
      .map(([route, allowed]) => {
        const [method = '', path = ''] = route.split(' ');
        return { route, method, path: path.replaceAll(/:\w+/g, 'none'), who, open: allowed.includes(who.is) };
      }),
  );

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

async function doorSays(server: TestApp, { who }: Cell, method: string, path: string) {
  const { status, body, headers } = await rawRequest(server.url, path, {
    method,
    agent,
    headers: { 'content-type': 'application/json', ...(who.cookie ? { cookie: who.cookie } : {}) },
    ...(['POST', 'PUT'].includes(method) ? { body: '{}' } : {}),
  });
  const code = /"code":"(SIGN_IN_REQUIRED|ROLE_NOT_ALLOWED)"/.exec(body)?.[1];
  return { status, said: code ?? 'open', cors: headers['access-control-allow-origin'] !== undefined };
}

const refusalOf = ({ who }: Cell) => (who.is === 'anonymous' ? 'SIGN_IN_REQUIRED' : 'ROLE_NOT_ALLOWED');

/** Cells in which the server does not say what the table says. */
async function wrongCells(server: TestApp, cells: readonly Cell[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const cell of cells) {
    const { said, status } = await doorSays(server, cell, cell.method, cell.path);
    const expected = cell.open ? 'open' : refusalOf(cell);
    if (said !== expected || (status >= 500 && status !== 503))
      wrong.push(`${cell.route} as ${cell.who.name}: ${said}`);
  }
  return wrong;
}

/** Closed cells that another method or another spelling opens; open ones that it makes fall over. */
async function waysAround(server: TestApp, cells: readonly Cell[]): Promise<string[]> {
  const ways: string[] = [];
  for (const cell of cells) {
    const tries = [
      ...spellings.map((spell) => [cell.method, spell(cell.path)] as const),
      ...(cell.method === 'GET' ? ['HEAD', 'OPTIONS'] : ['OPTIONS']).map((method) => [method, cell.path] as const),
    ];
    for (const [method, path] of tries) {
      const { status, cors } = await doorSays(server, cell, method, path);
      const through = !cell.open && ![308, 400, 401, 403, 404, 405].includes(status);
      if (through || cors || (status >= 500 && status !== 503))
        ways.push(`${method} ${path} as ${cell.who.name}: ${status}`);
    }
  }
  return ways;
}

/** Routes without a row, and rows without a route. */
const unlisted = (routes: readonly string[]) => {
  const rows = Object.keys(accessTable);
  return [...routes.filter((route) => !rows.includes(route)), ...rows.filter((row) => !routes.includes(row))];
};

const tell = (found: readonly string[]) => (found.length > 0 ? ` (${found.slice(0, 3).join('; ')})` : '');

export const authorisationMatrix: Drill = {
  name: 'authorisation-matrix',
  promise: 'every account may do exactly what the access table allows, whatever it asks for and whatever ids it knows',
  target: '0 wrong cells; 0 bypasses; 0 routes without a row; 0 texts of another college disclosed',
  quick: true,
  async run(seed, smoke) {
    const clock = new TestClock(new Date('2026-09-05T06:00:00.000Z'));
    const server = await startTestApp({ clock });
    try {
      const draw = random(seed);
      const cast = await playSeason(server);
      const identities = await identitiesOf(server, clock, cast);
      const routes = routesOf(server.app)
        .filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS')
        .map(({ method, path }) => `${method} ${path}`);
      const missing = unlisted([...new Set(routes)]);
      const sweep: Sweep = await leaksOf(server, cast, identities);
      const cells = cellsOf(identities);
      // Everybody may sign out, and the session ends with it: sign-out is not guarded.
      const guarded = cells.filter(({ route }) => !SIGN_OUTS.includes(route));
      const around = await waysAround(server, smoke ? guarded.filter(() => draw() < 0.1) : guarded);
      const wrong = await wrongCells(server, cells);
      const nobody = cells.filter(({ who }) => who.name === 'nobody');
      const unguarded = await withoutProtection(
        AccessGuard.prototype,
        'canActivate',
        () => true,
        () => wrongCells(server, nobody),
      );
      const forgotten = unlisted([...routes, 'GET /api/forgotten']).length - missing.length;
      return {
        figure:
          `${routes.length} routes × ${identities.length} people: ${wrong.length} wrong cells${tell(wrong)}, ` +
          `${around.length} bypasses${tell(around)}, ${missing.length} without a row${tell(missing)}; ` +
          `${sweep.asked} requests with ids of another college: ${sweep.leaks.length} leaks${tell(sweep.leaks)}`,
        holds: wrong.length + around.length + missing.length + sweep.leaks.length === 0 && sweep.seenByOwner > 0,
        control: {
          kind: 'taken away',
          figure: `without the guard ${unguarded.length} wrong cells, a new route ${forgotten} missed; its owner sees ${sweep.seenByOwner} of the words`,
          fails: unguarded.length > 0 && forgotten === 1 && sweep.seenByOwner > 0,
        },
      };
    } finally {
      await server.close();
    }
  },
};
