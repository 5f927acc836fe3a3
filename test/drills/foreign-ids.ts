import { io } from 'socket.io-client';
import { routesOf } from '../../src/http/http-pipeline.js';
import type { Answer, TestApp } from '../support/app.js';
import { accessTable } from '../api/access-table.js';
import type { Cast } from '../support/played-season.js';
import type { Identity } from './identities.js';

export interface Sweep {
  asked: number;
  leaks: string[];
  /** Texts that a permitted reader does see: the sweep is not blind. */
  seenByOwner: number;
}

const HERE = '/api/challenges/green-2026';
const SECRET = {
  id: 'undecided-7c1f',
  place: 'Canary bay',
  description: 'Canary action',
  link: 'https://canary.example/1',
};
const canary = new RegExp(`canary|${SECRET.id}`, 'i');

const claim = {
  kind: 'G4',
  doneOn: '2026-09-04',
  claimed: { trees: { value: 7, precision: 'exact' } },
  links: [SECRET.link],
  place: SECRET.place,
  description: SECRET.description,
};

/** Bodies that the action's own college could send, where a command needs one. */
const bodies: Readonly<Record<string, object>> = {
  revise: claim,
  evidence: { url: 'https://example.kz/x' },
  'evidence/:evidenceId/take-down': { reason: 'faces' },
};

/** Every command on an action that a coordinator may give. */
const commands = Object.entries(accessTable).flatMap(([route, allowed]) => {
  const [, what] = /^POST \/api\/actions\/:id\/(.+)$/.exec(route) ?? [];
  return what !== undefined && allowed.includes('coordinator') ? [what] : [];
});

const told = ({ status, body }: Answer, id: string) =>
  `${status} ${JSON.stringify(body)}`.replaceAll(id, 'ID').replace(/"correlationId":"[^"]*"/, '');

async function board(url: string, cookie: string | undefined): Promise<string> {
  const socket = io(`${url}/live`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: cookie ? { cookie } : {},
  });
  try {
    const ask = (challengeId: string) =>
      socket.timeout(5_000).emitWithAck('standings:watch', { challengeId, board: 'total' }) as Promise<unknown>;
    return JSON.stringify([await ask('green-2026'), await ask('teniz'), await ask(SECRET.id)]).replaceAll(
      `"challengeId":"${SECRET.id}"`,
      '',
    );
  } finally {
    socket.disconnect();
  }
}

/** Requests with ids of another college, on every route: responses must equal those for unknown ids. */
export async function leaksOf(server: TestApp, cast: Cast, identities: readonly Identity[]): Promise<Sweep> {
  const ask = (method: string, path: string, cookie?: string, body?: object) =>
    server.request(method, path, { cookie, ...(body ? { body } : {}) });
  const sent = await ask('PUT', `/api/actions/${SECRET.id}`, cast.teniz, { challengeId: 'green-2026', ...claim });
  if (sent.status !== 201) throw new Error(`the action was not taken: ${told(sent, SECRET.id)}`);
  const at = `atLeast=${sent.body.position}`;
  const leaks: string[] = [];
  let asked = 0;

  const events = (await server.events('action-')).length;
  const same = async (method: string, path: (id: string) => string, body?: object) => {
    asked += 1;
    const real = told(await ask(method, path(SECRET.id), cast.dala, body), SECRET.id);
    const none = told(await ask(method, path('never-was-7c1f'), cast.dala, body), 'never-was-7c1f');
    if (real !== none) leaks.push(`${method} ${path('ID')}: ${real.slice(0, 80)} but ${none.slice(0, 80)}`);
  };
  await same('GET', (id) => `/api/actions/${id}?${at}`);
  for (const what of commands) {
    const command = what.replace(':evidenceId', '00000000-0000-4000-8000-000000000000');
    await same('POST', (id) => `/api/actions/${id}/${command}`, bodies[what] ?? {});
  }
  if ((await server.events('action-')).length !== events) leaks.push('an event by a stranger');

  const colleges = ['teniz', 'nowhere'].map(async (id) =>
    [
      await ask('GET', `/api/actions?collegeId=${id}`, cast.dala),
      await ask('GET', `/api/colleges/${id}/journal`, cast.dala),
    ].map((answer) => told(answer, id)),
  );
  const [theirs, nobodys] = await Promise.all(colleges);
  asked += 2;
  if (theirs!.join() !== nobodys!.join()) leaks.push(`lists: ${theirs!.join().slice(0, 120)}`);

  const paths = routesOf(server.app)
    .filter(({ method, path }) => method === 'GET' && !path.startsWith('/api/docs') && path !== '/assets/:file')
    .map(({ path }) =>
      path
        .replace(':collegeId', 'teniz')
        .replace(':track', 'green')
        .replace(/:token/, 'none')
        .replace(':id', path.includes('actions') ? SECRET.id : path.includes('colleges/:id') ? 'teniz' : 'green-2026'),
    );
  let seenByOwner = 0;
  for (const { name, is, cookie } of identities) {
    const mayRead = name !== 'coordinator of another college' && !['anonymous', 'screen'].includes(is);
    const texts = [`socket ${await board(server.url, cookie)}`];
    for (const path of [...paths, `/api/actions?limit=100&${at}`, `${HERE}/standings?league=A`]) {
      asked += 1;
      const { body, headers } = await ask('GET', path, cookie);
      texts.push(`${path} ${JSON.stringify([body, ...headers])}`);
    }
    const found = texts.filter((text) => canary.test(text.slice(text.indexOf(' '))));
    if (mayRead) seenByOwner += found.length;
    else leaks.push(...found.map((text) => `${name}: ${text.slice(0, 80)}`));
  }
  return { asked, leaks, seenByOwner };
}
