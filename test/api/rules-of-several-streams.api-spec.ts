import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readEnvironment } from '../../src/config/environment.js';
import { createApp } from '../../src/main.js';
import { startTestApp, type TestApp } from '../support/app.js';

const ROUNDS = 8;

describe('rules over several streams', () => {
  let server: TestApp;
  let other: NestFastifyApplication;
  let urls: [string, string];

  beforeAll(async () => {
    let addresses = { appUrl: '', adminUrl: '' };
    server = await startTestApp({
      via: (appUrl, adminUrl) => {
        addresses = { appUrl, adminUrl };
        return Promise.resolve(appUrl);
      },
    });
    const environment = readEnvironment({ LOG_LEVEL: 'silent', QORZHYN_WRITES_PER_MINUTE: '100000' });
    const { appUrl: databaseUrl, adminUrl } = addresses;
    other = await createApp({ environment, databaseUrl, adminUrl, clock: server.clock });
    await other.listen(0, '127.0.0.1');
    urls = [server.url, await other.getUrl()];
  }, 120_000);
  afterAll(async () => {
    await other?.close();
    await server?.close();
  });

  async function send(url: string, cookie: string, method: string, path: string, body?: object) {
    const headers = { cookie, ...(body ? { 'content-type': 'application/json' } : {}) };
    const answer = await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) });
    const { code } = (await answer.json()) as { code?: string };
    return code ?? answer.status;
  }
  const names = (text: string) => ({ kk: `${text} колледжі`, ru: `Колледж ${text}`, en: `${text} College` });
  const register = (url: string, id: string, name: string) =>
    send(url, server.adminCookie, 'POST', '/api/colleges', {
      id,
      names: names(name),
      shortNames: names(name),
      district: 'aktau',
    });

  it('registers one of two colleges of one name at two servers', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const both = await Promise.all(
        urls.map((url, at) => register(url, `register-${round}-${at}`, `Тіркеу ${round}`)),
      );
      expect(both.toSorted()).toEqual([201, 'COLLEGE_NAME_TAKEN']);
    }
  }, 60_000);

  it.each([
    [
      'renames',
      'COLLEGE_NAME_TAKEN',
      'POST',
      'rename',
      (name: string) => ({ names: names(name), shortNames: names(name) }),
    ],
    ['gives an alias to', 'ALIAS_TAKEN', 'PUT', 'aliases', (name: string) => ({ aliases: [name] })],
  ] as const)(
    '%s one of two colleges at two servers',
    async (what, refusal, method, route, body) => {
      const ids = [0, 1].map((at) => `${route}-${at}`);
      for (const id of ids) expect(await register(urls[0], id, `${what} ${id}`)).toBe(201);
      for (let round = 0; round < ROUNDS; round += 1) {
        const both = await Promise.all(
          urls.map((url, at) =>
            send(url, server.adminCookie, method, `/api/colleges/${ids[at]}/${route}`, body(`${route} ${round}`)),
          ),
        );
        expect(both.toSorted()).toEqual([200, refusal]);
      }
    },
    60_000,
  );

  it.each([
    ['one server', 'revoke', undefined],
    ['two servers', 'revoke', undefined],
    ['two servers', 'close', undefined],
    ['two servers', 'grant', { role: 'auditor' }],
  ] as const)(
    'leaves one of the last two organisers, at %s by %s',
    async (where, route, body) => {
      let last = { accountId: server.adminId, cookie: server.adminCookie };
      for (let round = 0; round < ROUNDS; round += 1) {
        const second = await server.signedIn('organiser');
        const organisers = [last, second];
        const sent = await Promise.all(
          organisers.map(({ cookie }, at) =>
            send(
              where === 'one server' ? urls[0] : urls[at]!,
              cookie,
              'POST',
              `/api/accounts/${organisers[1 - at]!.accountId}/${route}`,
              body,
            ),
          ),
        );
        expect(sent.filter((answer) => answer === 200)).toHaveLength(1);
        last = organisers[sent.indexOf(200)]!;
      }
      server.adminId = last.accountId;
      server.adminCookie = last.cookie;
    },
    60_000,
  );
});
