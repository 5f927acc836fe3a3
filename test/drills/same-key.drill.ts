import { randomUUID } from 'node:crypto';
import { drillStore, storedTimes } from '../support/drill-store.js';
import type { Drill } from './drill.js';
import { cookieOf, openWorld, PASSWORD } from '../support/world.js';
import { RestartableServer } from '../support/server-process.js';

const TIMES = 100;

type Invite = (cookie: string, key?: string, role?: string) => Promise<string>;

/** Answers of a server as `<status> <body>`. */
const inviteOf =
  (server: RestartableServer): Invite =>
  async (cookie, key, role = 'auditor') => {
    const headers = { 'content-type': 'application/json', cookie, ...(key ? { 'idempotency-key': key } : {}) };
    const body = JSON.stringify({ role });
    const answer = await fetch(`${server.url}/api/invitations`, { method: 'POST', headers, body });
    return `${answer.status} ${await answer.text()}`;
  };

/** Sends the same write many times at once. */
async function atOnce(server: RestartableServer, cookie: string, invite: Invite) {
  const count = async () => (await storedTimes(server.env, await server.databaseUrl(), ['AccountInvited'])).size;
  const many = async (key?: string) => {
    const before = await count();
    const answers = await Promise.all(Array.from({ length: TIMES }, () => invite(cookie, key)));
    return { events: (await count()) - before, different: new Set(answers).size };
  };
  const key = randomUUID();
  const { events, different } = await many(key);
  const otherBody = (await invite(cookie, key, 'organiser')).slice(0, 3);
  return { events, different, otherBody, without: (await many()).events };
}

/** Repeats writes after the server was killed and started again, and uses the key of one account under another. */
async function afterRestart(server: RestartableServer, cookies: readonly [string, string], invite: Invite) {
  const key = randomUUID();
  const [first, bare] = [await invite(cookies[0], key), await invite(cookies[0])];
  await server.end('SIGKILL');
  await server.start();
  const [again, bareAgain] = [await invite(cookies[0], key), await invite(cookies[0])];
  const [theirs, theirsAgain] = [await invite(cookies[1], key), await invite(cookies[1], key)];
  return {
    isSame: again === first && first.startsWith('201'),
    isTheirOwn: theirs.startsWith('201') && theirs !== first && theirsAgain === theirs,
    isNewWithout: bareAgain.startsWith('201') && bareAgain !== bare,
  };
}

async function measure() {
  const server = await RestartableServer.start(await drillStore());
  try {
    const { organiser } = await openWorld(server.url, server.token);
    const second = await organiser.call<{ token: string }>('POST', '/api/invitations', { role: 'organiser' });
    await accept(server.url, second.token);
    const cookies = [await cookieOf(server.url, 'organiser'), await cookieOf(server.url, 'second')] as const;
    const invite = inviteOf(server);
    return { ...(await atOnce(server, cookies[0], invite)), ...(await afterRestart(server, cookies, invite)) };
  } finally {
    await server.remove();
  }
}

async function accept(url: string, token: string): Promise<void> {
  const body = JSON.stringify({ login: 'second', password: PASSWORD, name: 'second' });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api/invitations/${token}/accept`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`the second organiser was not let in: ${answer.status} ${await answer.text()}`);
}

export const sameKey: Drill = {
  name: 'same-key',
  promise:
    'a write sent a hundred times under one key happens once, also across a restart; each account has its own keys',
  target:
    '1 event, 1 response; another body 422; after kill -9 the first response; another account gets its own response',
  quick: true,
  async run() {
    const { events, different, otherBody, without, isSame, isTheirOwn, isNewWithout } = await measure();
    return {
      figure: `${TIMES} requests: ${events} event, ${different} answer; another body ${otherBody}; after kill -9 ${isSame ? 'the first answer' : 'ANOTHER ANSWER'}; under another account ${isTheirOwn ? 'its own' : 'NOT its own'}`,
      holds: events === 1 && different === 1 && otherBody === '422' && isSame && isTheirOwn,
      control: {
        kind: 'not used',
        figure: `without a key: ${without} events, after kill -9 ${isNewWithout ? 'another answer' : 'the same answer'}`,
        fails: without === TIMES && isNewWithout,
      },
    };
  },
};
