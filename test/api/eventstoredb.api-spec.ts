import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.js';
import { startTestApp, type TestApp } from '../support/app.js';

let double: EventStoreDbDouble;
let server: TestApp;
beforeAll(async () => {
  double = await EventStoreDbDouble.start({ nodes: 1 });
  server = await startTestApp({ env: { EVENTSTORE_URL: double.url } });
}, 120_000);
afterAll(async () => {
  await server.close();
  await double.stop();
});

test('stores the history in EventStoreDB and other data in PostgreSQL', async () => {
  const ask = (key: string) =>
    server.request('POST', '/api/invitations', {
      cookie: server.adminCookie,
      body: { role: 'auditor' },
      headers: { 'idempotency-key': key },
    });
  const key = randomUUID();
  const answers = await Promise.all([ask(key), ask(key), ask(key)]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  const { accountId, position } = answers[0]?.body ?? {};
  const events = await server.events(`account-${accountId}`);
  expect(events.map(({ type }) => type)).toEqual(['AccountInvited', 'InvitationIssued']);
  expect(events.at(-1)!.position).toBe(position);
  const tables = await server.app
    .get(DataSource)
    .query<{ there: string | null }[]>("SELECT to_regclass('history.events') AS there");
  expect(tables).toEqual([{ there: null }]);
}, 60_000);

const names = { kk: 'Теңіз', ru: 'Тениз', en: 'Teniz' };
test.each([
  ['colleges', '/api/colleges', { names, shortNames: names, district: 'aktau' }, {}],
  ['duplicates', '/api/invitations', { role: 'auditor' }, { 'idempotency-key': randomUUID() }],
])(
  'ten concurrent %s get 503 within 10 s while the history hangs',
  async (_, path, body, headers) => {
    const statusOf = async () =>
      (await server.request('POST', path, { cookie: server.adminCookie, body, headers })).status;
    for (const node of double.nodes) node.hang();
    try {
      const sent = performance.now();
      const statuses = await Promise.all(Array.from({ length: 10 }, statusOf));
      expect([new Set(statuses), performance.now() - sent < 10_000]).toEqual([new Set([503]), true]);
    } finally {
      await double.restart();
    }
    for (const end = Date.now() + 20_000; (await statusOf()) !== 201;) expect(Date.now()).toBeLessThan(end);
  },
  60_000,
);

/** Milliseconds and statuses of ten commands sent at once, of which half are for one stream. */
async function tenAtOnce(): Promise<{ statuses: number[]; slowest: number; codes: unknown[] }> {
  const sent = performance.now();
  const action = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      n % 2 === 0
        ? server.request('POST', '/api/invitations', { cookie: server.adminCookie, body: { role: 'auditor' } })
        : server.request('POST', `/api/actions/${action}/approve`, { cookie: server.adminCookie, body: {} }),
    ),
  );
  const reads = answers.filter(({ status }) => status === 503);
  return {
    statuses: answers.map(({ status }) => status),
    slowest: performance.now() - sent,
    codes: reads.map(({ body }) => body.code),
  };
}

test.each(['hangs', 'is gone'])(
  'ten commands get 503 within 10 s while the history %s',
  async (how) => {
    if (how === 'hangs') for (const node of double.nodes) node.hang();
    else await double.stop();
    try {
      const early = tenAtOnce();
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      // The second wave comes while the first still waits, the third after both.
      const during = tenAtOnce();
      const waves = [await early, await during, await tenAtOnce()];
      for (const { statuses, slowest, codes } of waves) {
        expect(statuses.filter((_, n) => n % 2 === 0)).toEqual([503, 503, 503, 503, 503]);
        expect(new Set(codes)).toEqual(new Set(['STORE_UNAVAILABLE']));
        expect(slowest).toBeLessThan(10_000);
      }
    } finally {
      await double.restart();
    }
    for (const end = Date.now() + 20_000; ;) {
      const { statuses } = await tenAtOnce();
      if (statuses[0] === 201) break;
      expect(Date.now()).toBeLessThan(end);
    }
  },
  90_000,
);
