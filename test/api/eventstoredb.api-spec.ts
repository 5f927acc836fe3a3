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
  expect(events.map((event) => [event.type, event.position])).toEqual([['AccountInvited', position]]);
  const tables = await server.app
    .get(DataSource)
    .query<{ there: string | null }[]>("SELECT to_regclass('history.events') AS there");
  expect(tables).toEqual([{ there: null }]);
}, 60_000);
