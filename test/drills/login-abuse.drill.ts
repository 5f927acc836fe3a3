import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { PostgresSessions } from '../../src/accounts/sessions.repository.js';
import { SignIn } from '../../src/accounts/sign-in/sign-in.js';
import { AccountRows } from '../../src/accounts/accounts.repository.js';
import { RateLimits } from '../../src/http/rate-limits.js';
import { Problem } from '../../src/http/problem.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';
import { type Drill, NotRun } from './drill.js';
import { fixations, lateEndings, PASSWORD, type Person, personOf } from './login-session-checks.js';
import { rawRequest } from './raw-request.js';
import { withoutProtection } from './without-protection.js';

const GUESSES = 10;
const SPREAD = 100;
const CUT_MS = 5_000;
const RATIO = 2;
const WEEK_MS = 7 * 86_400_000;

const signIn = (server: TestApp, from: string, login: string, password: string, headers = {}) =>
  rawRequest(server.url, '/api/session', {
    method: 'POST',
    from,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ login, password }),
  });

/** How many of many guesses were looked at. */
async function lookedAt(count: number, guess: (n: number) => Promise<{ status: number }>): Promise<number> {
  let looked = 0;
  for (let n = 0; n < count; n += 50) {
    const batch = Array.from({ length: Math.min(50, count - n) }, (_, k) => guess(n + k));
    looked += (await Promise.all(batch)).filter(({ status }) => status !== 429).length;
  }
  return looked;
}

/** One login from one address, one login from many, many logins from one; each with forged proxy headers. */
async function guesses(server: TestApp, victim: string, count: number) {
  const forged = (n: number) => ({
    'x-forwarded-for': `10.1.${n >> 8}.${n & 255}`,
    forwarded: `for=10.2.0.${n & 255}`,
  });
  const account = await lookedAt(count, (n) => signIn(server, '127.0.7.1', victim, `guess ${n}`, forged(n)));
  const many = await lookedAt(count, (n) =>
    signIn(server, `127.0.8.${1 + (n % 200)}`, `${victim}-2`, `guess ${n}`, forged(n)),
  );
  const spray = await lookedAt(count, (n) => signIn(server, '127.0.9.1', `login-${n}`, PASSWORD, forged(n)));
  const right = await signIn(server, '127.0.7.1', victim, PASSWORD);
  return { account, many, spray, right: right.status };
}

/** Response and best time of several tries, for existing and for unknown logins. */
async function enumeration(server: TestApp, people: readonly Person[], tries: number, from: string) {
  const best = { known: Infinity, unknown: Infinity };
  const told = { known: new Set<string>(), unknown: new Set<string>() };
  for (let n = 0; n < tries; n += 1) {
    for (const kind of ['known', 'unknown'] as const) {
      const { login } = people[n % people.length]!;
      const started = performance.now();
      const { status, headers, body } = await signIn(
        server,
        from,
        kind === 'known' ? login : `${login}-not`,
        `no ${n}`,
      );
      best[kind] = Math.min(best[kind], performance.now() - started);
      const plain = body.replace(/"correlationId":"[^"]*"/, '');
      told[kind].add(`${status} ${Object.keys(headers).sort().join()} ${plain}`);
    }
  }
  const same = told.known.size === 1 && [...told.known].join() === [...told.unknown].join();
  return { same, ratio: best.known / best.unknown };
}

/** Faults of one-time links. */
async function links(server: TestApp, clock: TestClock, count: number): Promise<string[]> {
  const wrong: string[] = [];
  const invite = async () =>
    (await server.request('POST', '/api/invitations', { cookie: server.adminCookie, body: { role: 'auditor' } }))
      .body as {
      token: string;
      accountId: string;
    };
  const accept = async (token: string, login: string) =>
    (await server.request('POST', `/api/invitations/${token}/accept`, { body: { login, password: PASSWORD } })).status;
  const given = await Promise.all(Array.from({ length: count }, invite));
  const bytes = given.map(({ token }) => Buffer.from(token, 'base64url'));
  const ones = bytes.reduce(
    (sum, one) => sum + [...one].reduce((bits, byte) => bits + byte.toString(2).replaceAll('0', '').length, 0),
    0,
  );
  const share = ones / (count * 256);
  if (new Set(given.map(({ token }) => token)).size !== count) wrong.push('a link twice');
  if (bytes.some(({ length }) => length !== 32) || Math.abs(share - 0.5) > 2 / Math.sqrt(count * 256))
    wrong.push(`bits not random: ${share}`);
  const rows = await server.app
    .get(DataSource)
    .query<object[]>(`SELECT to_jsonb(i) AS row FROM invitations i UNION ALL SELECT to_jsonb(s) FROM sessions s`);
  const stored = JSON.stringify(rows);
  const hex = bytes.map((one) => one.toString('hex'));
  if (given.some(({ token }) => stored.includes(token)) || hex.some((one) => stored.includes(one)))
    wrong.push('a link is stored as it is');
  if ((await accept(given[0]!.token, 'once')) !== 200) wrong.push('a good link is refused');
  if ((await accept(given[0]!.token, 'twice')) !== 404) wrong.push('a link works twice');
  await server.request('POST', `/api/accounts/${given[1]!.accountId}/invite-again`, { cookie: server.adminCookie });
  if ((await accept(given[1]!.token, 'older')) !== 404) wrong.push('an older link works');
  clock.advance(WEEK_MS + 1);
  if ((await accept(given[2]!.token, 'late')) !== 404) wrong.push('an old link works');
  clock.advance(-WEEK_MS - 1);
  return wrong;
}

/** The product without the password check for unknown logins. */
const hasty = (server: TestApp): SignIn['withPassword'] => {
  const careful = SignIn.prototype.withPassword;
  return async function (this: SignIn, credentials, request: FastifyRequest, reply: FastifyReply) {
    if (!(await server.app.get(AccountRows).byLogin(credentials.login)))
      throw new Problem(401, 'WRONG_LOGIN_OR_PASSWORD');
    return careful.call(this, credentials, request, reply);
  };
};

export const loginAbuse: Drill = {
  name: 'login-abuse',
  promise: 'passwords are not guessed, logins not disclosed, links used once, and ended sessions end at once',
  target: `≤ ${GUESSES} guesses a login and address, ≤ ${SPREAD} a login or address in 15 minutes; same answer, time ratio < ${RATIO}; 0 sessions and sockets that outlive their end`,
  quick: false,
  async run(_seed, smoke) {
    if (process.platform !== 'linux') throw new NotRun('this system has no addresses beside 127.0.0.1 on its loopback');
    const clock = new TestClock();
    const server = await startTestApp({ clock });
    try {
      const people = [await personOf(server, 'first-known'), await personOf(server, 'second-known')];
      const tries = smoke ? 8 : 16;
      const found = await enumeration(server, people, tries, '127.0.5.1');
      const wrong = await links(server, clock, smoke ? 40 : 1_000);
      wrong.push(...(await fixations(server, people[0]!)));
      const late = await lateEndings(server, 'ends', CUT_MS);
      await personOf(server, 'victim');
      await personOf(server, 'victim-2');
      const count = smoke ? 150 : 10_000;
      const { account, many, spray, right } = await guesses(server, 'victim', count);

      const naive = await withoutProtection(SignIn.prototype, 'withPassword', hasty(server), () =>
        enumeration(server, people, tries, '127.0.5.2'),
      );
      const unlimited = await withoutProtection(
        RateLimits.prototype,
        'signIn',
        async () => async () => undefined,
        () => lookedAt(3 * GUESSES, (n) => signIn(server, '127.0.7.1', 'victim', `guess ${n}`)),
      );
      const forgetful = await withoutProtection(
        PostgresSessions.prototype,
        'tellEnded',
        () => undefined,
        () => lateEndings(server, 'stays', 500),
      );
      const faults = [...wrong, ...late];
      return {
        figure:
          `of ${count} guesses checked: ${account} at one login, ${many} from 200 addresses, ${spray} over all logins, then the right one ${right}; ` +
          `known : unknown ${found.ratio.toFixed(2)}, ${found.same ? 'same answer' : 'other answers'}; ${faults.join('; ') || 'links and sessions end'}`,
        holds:
          account <= GUESSES &&
          many <= SPREAD &&
          spray <= SPREAD &&
          right === 429 &&
          found.same &&
          found.ratio < RATIO &&
          found.ratio > 1 / RATIO &&
          faults.length === 0,
        control: {
          kind: 'taken away',
          figure: `without limits ${unlimited} of ${3 * GUESSES} checked; without the check of an unknown login's password ratio ${naive.ratio.toFixed(1)}; without the notice of an end: ${forgetful.join(', ') || 'nothing noticed'}`,
          fails: unlimited === 3 * GUESSES && naive.ratio >= RATIO && forgetful.length > 0,
        },
      };
    } finally {
      await server.close();
    }
  },
};
