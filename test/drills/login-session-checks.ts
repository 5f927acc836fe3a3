import { io } from 'socket.io-client';
import type { TestApp } from '../support/app.js';
import { until } from './drill.js';

export const PASSWORD = 'бес батыр 2026';

export const cookieOf = (headers: Headers) => headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';

export interface Person {
  accountId: string;
  login: string;
  cookie: string;
}

/** Somebody with a login and a password of their own. */
export async function personOf(server: TestApp, login: string, role = 'auditor'): Promise<Person> {
  const invited = await server.request('POST', '/api/invitations', { cookie: server.adminCookie, body: { role } });
  const body = { login, password: PASSWORD };
  const accepted = await server.request('POST', `/api/invitations/${invited.body.token}/accept`, { body });
  if (accepted.status !== 200) throw new Error(`${login} was not let in: ${accepted.status}`);
  return { accountId: invited.body.accountId, login, cookie: cookieOf(accepted.headers) };
}

const asOrganiser = (server: TestApp, path: string, body: object = {}) =>
  server.request('POST', path, { cookie: server.adminCookie, body });

/** Everything that must end a session, or what it may, at once. */
const endings: Readonly<Record<string, (server: TestApp, person: Person) => Promise<unknown>>> = {
  'sign-out': (server, { cookie }) => server.request('DELETE', '/api/session', { cookie }),
  'another role': (server, { accountId }) =>
    asOrganiser(server, `/api/accounts/${accountId}/grant`, { role: 'coordinator', collegeId: 'teniz' }),
  'no role': (server, { accountId }) => asOrganiser(server, `/api/accounts/${accountId}/revoke`),
  closing: (server, { accountId }) => asOrganiser(server, `/api/accounts/${accountId}/close`),
  'a new password': async (server, { accountId, login }) => {
    const { body } = await asOrganiser(server, `/api/accounts/${accountId}/invite-again`);
    const choice = { login, password: 'тағы бір құпия' };
    return server.request('POST', `/api/invitations/${body.token}/accept`, { body: choice });
  },
};

async function openSocket({ url }: TestApp, cookie: string) {
  const socket = io(`${url}/live`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { cookie },
  });
  let open = false;
  socket.on('connect', () => (open = true));
  socket.on('disconnect', () => (open = false));
  await until('the socket', () => open);
  return { isOpen: () => open, end: () => socket.disconnect() };
}

/** Endings after which the very next request is still served, or an open socket still open after `limitMs`. */
export async function lateEndings(server: TestApp, prefix: string, limitMs: number): Promise<string[]> {
  const late: string[] = [];
  for (const [n, [name, end]] of Object.entries(endings).entries()) {
    const person = await personOf(server, `${prefix}-${n}`);
    const socket = await openSocket(server, person.cookie);
    try {
      const may = async () => (await server.request('GET', '/api/accounts', { cookie: person.cookie })).status === 200;
      if (!(await may())) throw new Error('an auditor may not read accounts');
      await end(server, person);
      if (await may()) late.push(`${name}: still served`);
      await until('the cut', () => !socket.isOpen(), limitMs).catch(() => late.push(`${name}: socket open`));
    } finally {
      socket.end();
    }
  }
  return late;
}

/** Faults of a sign-in over a session that another person has fixed. */
export async function fixations(server: TestApp, { login }: Person): Promise<string[]> {
  const wrong: string[] = [];
  const attacker = await personOf(server, `${login}-attacker`);
  const made = `qorzhyn_session=${'B'.repeat(43)}`;
  for (const planted of [made, attacker.cookie]) {
    const answer = await server.request('POST', '/api/session', {
      cookie: planted,
      body: { login, password: PASSWORD },
    });
    const given = cookieOf(answer.headers);
    if (answer.status !== 200 || given === '' || given === planted) wrong.push('kept the session it came with');
    if (!/HttpOnly; SameSite=Lax/.test(answer.headers.getSetCookie()[0] ?? '')) wrong.push('a cookie for scripts');
    const { body } = await server.request('GET', '/api/session', { cookie: planted });
    if (body.viewer !== null) wrong.push('the planted session lives');
  }
  return wrong;
}
