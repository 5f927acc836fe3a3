import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebBuild } from '../../src/pages/web-build.js';
import { startTestApp, type TestApp } from '../support/app.js';

const SHELL = '<!doctype html><title>Qorzhyn</title>';
let server: TestApp;
let dist: string;
let coordinator: string;
const get = (path: string, cookie?: string) => server.request('GET', path, cookie ? { cookie } : {});
const write = (name: string, content: string): void => {
  mkdirSync(join(dist, 'web-app', name, '..'), { recursive: true });
  writeFileSync(join(dist, 'web-app', name), content);
};

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'qorzhyn-web-app-'));
  server = await startTestApp();
  coordinator = (await server.signedIn('coordinator')).cookie;
  Object.assign(server.app.get(WebBuild), { dist });
});
afterAll(async () => {
  await server?.close();
  rmSync(dist, { recursive: true, force: true });
});
beforeEach(() => {
  Object.assign(server.app.get(WebBuild), { appFiles: null });
  write('_app/shell.html', SHELL);
  write('_app/immutable/entry/start.js', '1');
  write('service-worker.js', '2');
});

describe('Addresses of the application', () => {
  test.each(['/portal', '/portal/actions/abc', '/portal/report?copy=abc'])('shows a coordinator %s', async (path) => {
    const { status, headers, body } = await get(path, coordinator);
    expect([status, body]).toEqual([200, SHELL]);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('sends strangers to the sign-in and back to their address', async () => {
    const { status, headers } = await get('/portal/actions?status=approved');
    expect([status, headers.get('location')]).toEqual([
      303,
      '/sign-in?next=%2Fportal%2Factions%3Fstatus%3Dapproved&lang=kk',
    ]);
    expect((await get('/profile')).headers.get('location')).toBe('/sign-in?next=%2Fprofile&lang=kk');
  });

  test('sends organisers to their console, but shows them their profile', async () => {
    expect((await get('/portal/points', server.adminCookie)).headers.get('location')).toBe('/console?lang=kk');
    expect((await get('/profile', server.adminCookie)).body).toBe(SHELL);
  });

  test("links the files of the home page in the reader's language", async () => {
    write('_app/portal.ru.html', '<!doctype html><title>ru</title>');
    const home = (lang: string, path = '/portal') =>
      server.request('GET', path, { cookie: `${coordinator}; qorzhyn_lang=${lang}` });
    expect((await home('ru')).body).toBe('<!doctype html><title>ru</title>');
    expect((await home('ru', '/portal?from=mail')).body).toBe('<!doctype html><title>ru</title>');
    expect((await home('ru', '/portal/actions')).body).toBe(SHELL);
    expect((await home('kk')).body).toBe(SHELL);
  });

  test('hides the page of components from builds that have none', async () => {
    expect((await get('/app/components', coordinator)).status).toBe(404);
    write('_app/development.json', '{}');
    Object.assign(server.app.get(WebBuild), { appFiles: null });
    expect((await get('/app/components')).body).toBe(SHELL);
  });
});

describe('Files of the application', () => {
  test('are cached for ever only under a name with a hash', async () => {
    const start = await get('/_app/immutable/entry/start.js');
    expect([start.body, start.headers.get('cache-control')]).toEqual(['1', 'public, max-age=31536000, immutable']);
    const worker = await get('/service-worker.js');
    expect([worker.body, worker.headers.get('cache-control')]).toEqual(['2', 'no-cache']);
    expect(worker.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  test.each(['/_app/missing.js', '/_app/..%2fservice-worker.js', '/_app/immutable'])(
    'answers 404 for %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  test('says that the pages are not built', async () => {
    rmSync(join(dist, 'web-app'), { recursive: true });
    const { status, body } = await get('/portal', coordinator);
    expect([status, body.code]).toEqual([503, 'PAGES_NOT_BUILT']);
  });
});
