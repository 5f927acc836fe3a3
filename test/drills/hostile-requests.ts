import { io } from 'socket.io-client';
import { accessTable } from '../api/access-table.js';
import type { TestApp } from '../support/app.js';
import { rawRequest } from './raw-request.js';

export interface Found {
  tried: number;
  faults: string[];
}

const STRANGER = 'stranger.example';
const SQL = [
  "' OR '1'='1",
  "'; DROP TABLE accounts; --",
  '1; SELECT pg_sleep(3)',
  "' UNION SELECT login, password_hash FROM accounts --",
  'id DESC; DELETE FROM sessions',
  '(SELECT password_hash FROM accounts LIMIT 1)',
  '$$; SELECT 1; $$',
  '\\',
  "E'\\x27'",
  '-1',
  '1e9',
];
const LISTS = ['/api/actions', '/api/audit', '/api/accounts', '/api/colleges', '/api/challenges'];
const FIELDS = [
  'sort',
  'orderBy',
  'order',
  'limit',
  'offset',
  'kind',
  'status',
  'type',
  'collegeId',
  'district',
  'role',
];

/** SQL in every parameter of every list: a refusal or the same list, never an error, delay or change. */
export async function sqlInQueries(server: TestApp): Promise<Found> {
  const faults: string[] = [];
  let tried = 0;
  const ask = (path: string) => server.request('GET', path, { cookie: server.adminCookie });
  for (const list of LISTS) {
    const before = JSON.stringify((await ask(list)).body);
    for (const field of FIELDS) {
      for (const sql of SQL) {
        tried += 1;
        const started = performance.now();
        const { status, body } = await ask(`${list}?${field}=${encodeURIComponent(sql)}`);
        const slept = sql.includes('sleep') && performance.now() - started > 2_900;
        const told = JSON.stringify(body);
        const odd = status !== 400 && !(status === 200 && (told === before || !/sort|order/i.test(field)));
        if (odd || slept || /password_hash|argon2|syntax/i.test(told))
          faults.push(`${list}?${field}=${sql}: ${status}`);
      }
    }
    if (JSON.stringify((await ask(list)).body) !== before) faults.push(`${list} changed`);
  }
  return { tried, faults };
}

/** Pages of strangers may not write, by any of the ways a browser knows, and may not open a socket. */
export async function foreignOrigins(server: TestApp): Promise<Found & { ownStatus: number }> {
  const { host, port } = new URL(server.url);
  const origins = [
    `http://${STRANGER}`,
    'null',
    'file://',
    `https://${host}`,
    `http://127.0.0.1.${STRANGER}:${port}`,
    `http://${host}.${STRANGER}`,
    `http://${host}@${STRANGER}`,
    `http://127.0.0.1:${Number(port) + 1}`,
  ];
  const faults: string[] = [];
  let tried = 0;
  const events = (await server.events()).length;
  const send = (path: string, method: string, headers: Record<string, string>, body = '{}') => {
    tried += 1;
    return server.request(method, path, { cookie: server.adminCookie, body, headers });
  };
  for (const route of Object.keys(accessTable).filter((name) => !name.startsWith('GET'))) {
    const [method = '', path = ''] = route.split(' ');
    const at = path.replaceAll(/:\w+/g, 'none');
    for (const origin of origins) {
      const { body } = await send(at, method, { origin });
      if (body?.code !== 'FOREIGN_ORIGIN') faults.push(`${route} from ${origin}: ${body?.code}`);
    }
    for (const site of ['cross-site', 'same-site']) {
      const { body } = await send(at, method, { 'sec-fetch-site': site });
      if (body?.code !== 'FOREIGN_ORIGIN') faults.push(`${route} ${site}: ${body?.code}`);
    }
  }
  // Content types that a form can send cross-site without a preflight.
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const { status } = await send('/api/invitations', 'POST', { 'content-type': type }, '{"role":"organiser"}');
    if (status < 400 || status >= 500) faults.push(`${type}: ${status}`);
  }
  for (const origin of origins) {
    tried += 1;
    if (await opensSocket(server.url, origin)) faults.push(`socket from ${origin}`);
  }
  if ((await server.events()).length !== events) faults.push('an event came of it');
  const own = await send('/api/invitations', 'POST', { origin: server.url }, '{"role":"auditor"}');
  if (!(await opensSocket(server.url, server.url))) faults.push('no socket for our own page');
  return { tried, faults, ownStatus: own.status };
}

async function opensSocket(url: string, origin: string): Promise<boolean> {
  const socket = io(`${url}/live`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { origin },
  });
  try {
    return await new Promise<boolean>((resolve) => {
      socket.on('connect', () => resolve(true));
      socket.on('connect_error', () => resolve(false));
    });
  } finally {
    socket.disconnect();
  }
}

/** No answer sends a browser elsewhere or names a host that the request made up. */
export async function foreignHosts(server: TestApp): Promise<Found> {
  const faults: string[] = [];
  let tried = 0;
  const look = async (path: string, method: string, headers: Record<string, string>, body?: string) => {
    tried += 1;
    const sent = { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const answer = await rawRequest(server.url, path, { method, headers: sent, body });
    const { location } = answer.headers;
    const goesAway = typeof location === 'string' && !/^\/(?![/\\])/.test(location);
    if (goesAway) faults.push(`${method} ${path}: to ${location}`);
    if (JSON.stringify([answer.headers, answer.body]).includes(STRANGER) && !path.includes(STRANGER))
      faults.push(`${method} ${path}: names the stranger`);
    return answer;
  };
  const names = ['host', 'x-forwarded-host', 'x-forwarded-server', 'x-original-url', 'x-rewrite-url', 'forwarded'];
  for (const path of [
    '/',
    '/invite/done',
    '/api/openapi.json',
    '/api/docs',
    '/api/nowhere',
    '/screen/amal',
    '/nowhere',
  ]) {
    for (const name of names)
      await look(path, 'GET', { accept: 'text/html', [name]: name === 'forwarded' ? `host=${STRANGER}` : STRANGER });
  }
  for (const name of names) {
    const headers = { cookie: server.adminCookie, [name]: STRANGER };
    const { body, status } = await look('/api/invitations', 'POST', headers, '{"role":"screen"}');
    if (status !== 201) {
      faults.push(`an invitation under ${name}: ${status}`);
      continue;
    }
    const { token } = JSON.parse(body) as { token: string };
    const used = await look(`/invite/${token}?lang=//${STRANGER}&next=http://${STRANGER}`, 'POST', {
      [name]: STRANGER,
    });
    if (used.status !== 303 || String(used.headers.location).includes(STRANGER))
      faults.push(`a link used under ${name}: ${used.status} ${used.headers.location}`);
  }
  for (const path of [
    `//${STRANGER}`,
    `//${STRANGER}/%2e%2e`,
    `/\\${STRANGER}`,
    `/%5c${STRANGER}`,
    `/?next=//${STRANGER}`,
  ])
    await look(path, 'GET', { accept: 'text/html' });
  return { tried, faults };
}
