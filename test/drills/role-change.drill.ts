import { io, type Socket } from 'socket.io-client';
import { PostgresSessions } from '../../src/accounts/sessions.repository.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type Drill, until } from './drill.js';
import { cookieOf, PASSWORD, type Person, personOf } from './login-session-checks.js';
import { withoutProtection } from './without-protection.js';

const CUT_MS = 5_000;
const WORKERS = 6;
const SOCKETS = 3;

interface Ending {
  /** The change leaves no link of the account good. */
  endsLinks: boolean;
  command: string;
  body?: object;
}

const endings: Readonly<Record<string, Ending>> = {
  'another role': { endsLinks: true, command: 'grant', body: { role: 'coordinator', collegeId: 'teniz' } },
  'more rights': { endsLinks: true, command: 'grant', body: { role: 'organiser' } },
  'no role': { endsLinks: true, command: 'revoke' },
  closing: { endsLinks: true, command: 'close' },
  'signed out by an organiser': { endsLinks: false, command: 'end-sessions' },
  'a new password': { endsLinks: false, command: 'invite-again' },
};

interface Found {
  /** Requests sent after the change was acknowledged. */
  late: number;
  /** Those of them that an ended session served. */
  served: number;
  sockets: number;
  /** Sockets open after `CUT_MS`. */
  open: number;
  slowestCutMs: number;
  links: number;
  /** Links and sessions that live after the change. */
  alive: number;
}

const organiser = (server: TestApp, path: string, body: object = {}) =>
  server.request('POST', path, { cookie: server.adminCookie, body });

function openSocket({ url }: TestApp, cookie: string): Socket {
  const options = { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { cookie } };
  return io(`${url}/live`, options);
}

/** Sends requests until `until` resolves; counts those that began after the change and were served. */
async function keepAsking(server: TestApp, cookie: string, state: { isOver: boolean; changed: boolean }, found: Found) {
  while (!state.isOver) {
    const isLate = state.changed;
    const { status } = await server.request('GET', '/api/actions', { cookie });
    if (!isLate) continue;
    found.late += 1;
    if (status === 200) found.served += 1;
  }
}

const isSomebody = async (server: TestApp, cookie: string) =>
  (await server.request('GET', '/api/session', { cookie })).body.viewer !== null;

/** Changes an account while its requests, sockets and links are under way. */
async function changeUnderWay(server: TestApp, person: Person, ending: Ending, found: Found): Promise<void> {
  const path = `/api/accounts/${person.accountId}`;
  const second = await server.request('POST', '/api/session', { body: { login: person.login, password: PASSWORD } });
  const cookies = [person.cookie, cookieOf(second.headers)];
  const sockets = Array.from({ length: SOCKETS }, (_, n) => openSocket(server, cookies[n % 2]!));
  const state = { isOver: false, changed: false };
  try {
    await until('the sockets', () => sockets.every(({ connected }) => connected));
    const { body: link } = await organiser(server, `${path}/invite-again`);
    const asking = Array.from({ length: WORKERS }, (_, n) => keepAsking(server, cookies[n % 2]!, state, found));
    const choice = { login: person.login, password: PASSWORD };
    const accept = () => server.request('POST', `/api/invitations/${link.token}/accept`, { body: choice });
    const [used, changed] =
      ending.command === 'invite-again'
        ? await accept().then((answer) => [null, answer] as const)
        : await Promise.all([
            ending.endsLinks ? accept() : null,
            organiser(server, `${path}/${ending.command}`, ending.body),
          ]);
    if (changed.status !== 200) throw new Error(`the change answered ${changed.status}`);
    state.changed = true;
    const started = Date.now();
    found.sockets += sockets.length;
    await until('the cuts', () => sockets.every(({ connected }) => !connected), CUT_MS).catch(() => undefined);
    found.slowestCutMs = Math.max(found.slowestCutMs, Date.now() - started);
    found.open += sockets.filter(({ connected }) => connected).length;
    await until('late requests', () => found.late >= WORKERS);
    state.isOver = true;
    await Promise.all(asking);
    for (const cookie of cookies) if (await isSomebody(server, cookie)) found.alive += 1;
    if (!used) return;
    found.links += 1;
    if (used.status === 200 && (await isSomebody(server, cookieOf(used.headers)))) found.alive += 1;
    if ((await accept()).status === 200) found.alive += 1;
  } finally {
    state.isOver = true;
    for (const socket of sockets) socket.disconnect();
  }
}

async function play(server: TestApp, prefix: string, rounds: number): Promise<Found> {
  const found: Found = { late: 0, served: 0, sockets: 0, open: 0, slowestCutMs: 0, links: 0, alive: 0 };
  for (let round = 0; round < rounds; round += 1)
    for (const [n, ending] of Object.values(endings).entries()) {
      const mine = { ...found, late: 0 };
      await changeUnderWay(server, await personOf(server, `${prefix}-${round}-${n}`), ending, mine);
      Object.assign(found, { ...mine, late: found.late + mine.late });
    }
  return found;
}

/** The product with viewers that are looked up once and never again. */
function remembering(): PostgresSessions['viewerOf'] {
  const careful = PostgresSessions.prototype.viewerOf;
  const remembered = new Map<string, ReturnType<PostgresSessions['viewerOf']>>();
  return function (this: PostgresSessions, session: string) {
    if (!remembered.has(session)) remembered.set(session, careful.call(this, session));
    return remembered.get(session)!;
  };
}

export const roleChange: Drill = {
  name: 'role-change',
  promise: 'a change of role, password or state ends every request right, socket and link of the account at once',
  target: `0 later requests served, all sockets cut within ${CUT_MS / 1000} s, 0 links and sessions alive`,
  quick: false,
  async run(_seed, smoke) {
    const server = await startTestApp();
    try {
      const found = await play(server, 'changed', smoke ? 1 : 8);
      const control = await withoutProtection(PostgresSessions.prototype, 'viewerOf', remembering(), () =>
        play(server, 'remembered', 1),
      );
      const { late, served, sockets, open, slowestCutMs, links, alive } = found;
      return {
        figure: `${Object.keys(endings).length} changes: ${served} of ${late} later requests served; ${open} of ${sockets} sockets open, slowest cut ${slowestCutMs} ms; ${links} links under way, ${alive} links and sessions alive`,
        holds: served === 0 && open === 0 && alive === 0 && late > 0 && links > 0,
        control: {
          kind: 'taken away',
          figure: `with viewers looked up once: ${control.served} of ${control.late} later requests served, ${control.alive} sessions alive`,
          fails: control.served > 0 && control.alive > 0,
        },
      };
    } finally {
      await server.close();
    }
  },
};
