import { buildWeb } from '../support/web-build.js';
import { ownAddress } from '../../src/pages/own-address.js';
import { WATCHDOG, WATCHDOG_HASH } from '../../src/pages/watchdog.js';
import { WebBuild } from '../../src/pages/web-build.js';
import { readEnvironment } from '../../src/config/environment.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Season } from '../support/season.js';

let server: TestApp;
let build: ReturnType<typeof buildWeb>;
let season: Season;

beforeAll(async () => {
  build = buildWeb();
  server = await startTestApp({ env: { PUBLIC_URL: 'http://qorzhyn.example/' } });
  const web = server.app.get(WebBuild);
  Object.assign(web, { dist: build.dist });
  season = new Season(server.store, 'amal-2026');
  await season.begin(['aktau', 'beineu', 'zhanaozen']);
  await season.submit('a1', 'beineu');
  await season.approve('a1', { trees: 7 });
  await server.request('GET', `/api/challenges/amal-2026/standings?atLeast=${season.position}`);
}, 120_000);

afterAll(async () => {
  await server?.close();
  build?.remove();
});

const get = (path: string, headers: Record<string, string> = {}) => server.request('GET', path, { headers });
const configOf = (page: string) =>
  JSON.parse(/<script type="application\/json" id="config">(.*?)<\/script>/s.exec(page)![1]!);

describe('the public pages', () => {
  test('bring the board of the hall in their first HTML, with a QR to the phone page', async () => {
    const { status, headers, body } = await get('/screen/amal-2026');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(body).toContain('<title>Амал қоржыны</title>');
    expect(body.indexOf('data-college="beineu"')).toBeGreaterThan(0);
    expect(body.indexOf('data-college="beineu"')).toBeLessThan(body.indexOf('data-college="aktau"'));
    expect(body).toContain('class="qr"');
    expect(configOf(body)).toMatchObject({ challengeId: 'amal-2026', initial: { challenge: { id: 'amal-2026' } } });
  });

  test('allow the watchdog by its hash and nothing else that stands in a page', async () => {
    const { headers, body } = await get('/screen/amal-2026');
    expect(headers.get('content-security-policy')).toContain(WATCHDOG_HASH);
    expect(body).toContain(`<script>${WATCHDOG}</script>`);
    expect(body).not.toMatch(/ style="/);
    expect(body.match(/<script>/g)).toHaveLength(1);
  });

  test('say in words that a challenge is unknown to a person, and as a problem to a program', async () => {
    const page = await get('/screen/nope', { accept: 'text/html,*/*;q=0.8', 'accept-language': 'ru' });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(page.body).toContain('<html lang="ru">');
    expect(page.body).toContain('<a href="/">');
    expect((await get('/nowhere', { accept: 'text/html' })).body).toContain('<html lang="kk">');
    const problem = await get('/screen/nope', { accept: '*/*' });
    expect(problem.headers.get('content-type')).toContain('application/problem+json');
    const asked = await get('/api/challenges/nope', { accept: 'text/html' });
    expect(asked.headers.get('content-type')).toContain('application/problem+json');
  });

  test('are in Kazakh for a browser that asks for English', async () => {
    expect((await get('/', { 'accept-language': 'en-US,en;q=0.9' })).body).toContain('<html lang="kk">');
    expect((await get('/?lang=en')).body).toContain('<html lang="en">');
  });

  test('open at / with every challenge, and explain the points of a college that is asked for', async () => {
    const { body } = await get('/?challenge=amal-2026&college=beineu', { 'accept-language': 'ru' });
    expect(body).toContain('<html lang="ru">');
    expect(configOf(body).initial).toMatchObject({ points: { collegeId: 'beineu', points: 27 } });
    expect(body).toContain('7 деревьев высажено');
  });

  test('take an address that makes no sense for the plain page, and know no challenge that is not there', async () => {
    expect((await get('/?challenge=%3Cscript%3E&board=x&college=..%2F..&league=zz')).status).toBe(200);
    const unknown = await get('/screen/green-1999');
    expect([unknown.status, unknown.body.code]).toEqual([404, 'CHALLENGE_NOT_FOUND']);
  });

  test('come with files that are packed, kept for ever, and none but the built ones', async () => {
    const { body } = await get('/screen/amal-2026');
    const script = /src="(\/assets\/screen-[^"]+\.js)"/.exec(body)![1]!;
    const packed = await get(script, { 'accept-encoding': 'gzip' });
    expect(packed.status).toBe(200);
    expect(packed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(packed.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    for (const path of ['/assets/..%2F.vite%2Fscreen.json', '/assets/none.js'])
      expect((await get(path)).status).toBe(404);
  });
});

test('a phone is sent to the public address, else to the one of the local network, else nowhere', () => {
  const at = (env: Record<string, string>) => ownAddress(readEnvironment(env), 3000);
  expect(at({ PUBLIC_URL: 'https://qorzhyn.example' })).toBe('https://qorzhyn.example/');
  expect(at({ HOST: '192.168.1.20' })).toBe('http://192.168.1.20:3000/');
  expect([at({}), at({ HOST: '::1' }), at({ HOST: 'localhost' })]).toEqual([null, null, null]);
});
