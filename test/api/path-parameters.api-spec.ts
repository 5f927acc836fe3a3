import recorded from '../../src/http/openapi/examples.json';
import { startTestApp, type TestApp } from '../support/app.js';
import { accessTable, type Who } from './access-table.js';

let server: TestApp;
const cookies = new Map<Who, string>();
beforeAll(async () => {
  server = await startTestApp();
  cookies.set('organiser', server.adminCookie);
  for (const who of ['coordinator', 'reviewer'] as const) cookies.set(who, (await server.signedIn(who)).cookie);
}, 120_000);
afterAll(() => server?.close());

/** Any text is the name of a file, and an unknown token is answered like an expired one. */
const FREE = ['file', 'token'];
type Example = { parameters?: Record<string, string>; request?: unknown };
const examples = recorded as Readonly<Record<string, Example>>;

/** Each route once per parameter. */
const rows = Object.entries(accessTable).flatMap(([route, allowed]) =>
  [...route.matchAll(/:(\w+)/g)]
    .map(([, name]) => name!)
    .filter((name) => !FREE.includes(name))
    .map((name) => ({ route, name, allowed })),
);

/** Sends a value that no schema takes, beside a good body. */
async function send({ route, name, allowed }: (typeof rows)[number], language: string) {
  const [method = '', path = ''] = route.split(' ');
  const { parameters = {}, request = {} } = examples[route.replaceAll(/:(\w+)/g, '{$1}')] ?? {};
  const filled = path.replaceAll(/:(\w+)/g, (_, one: string) => (one === name ? 'Ақтау' : (parameters[one] ?? 'none')));
  const isForm = !path.startsWith('/api');
  return server.request(method, `${encodeURI(filled)}?lang=${language}`, {
    cookie: cookies.get(['organiser', 'reviewer', 'coordinator'].find((who) => allowed.includes(who as Who)) as Who),
    ...(['GET', 'DELETE'].includes(method) ? {} : { body: isForm ? 'code=123456' : request }),
    headers: isForm && method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {},
  });
}

describe('a malformed parameter of a path', () => {
  it.each(['kk', 'ru', 'en'])('is named with its remedy on every route (%s)', async (language) => {
    expect(rows.length).toBeGreaterThan(60);
    const faults: unknown[] = [];
    for (const row of rows) {
      const { status, body } = await send(row, language);
      const { path, message = '' } = body.errors?.[0] ?? {};
      const isNamed = path === row.name && new RegExp(`[«“]${row.name}[»”].*[.:] `).test(message as string);
      if (status !== 400 || body.code !== 'VALIDATION_FAILED' || !isNamed) faults.push([row, status, body]);
    }
    expect(faults).toEqual([]);
  });
});
