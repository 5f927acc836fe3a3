import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';

/** A Friday morning in Aqtau. */
const FRIDAY = new Date('2026-11-27T05:00:00.000Z');
const clock = new TestClock(FRIDAY);
let server: TestApp;
let auditor: string;
beforeAll(async () => {
  server = await startTestApp({
    clock,
    env: {
      QORZHYN_DAYS_OFF: '2026-11-30',
      QORZHYN_SESSION_HOURS: '8760',
      QORZHYN_SESSION_IDLE_HOURS: '8760',
    },
  });
  auditor = (await server.signedIn('auditor')).cookie;
}, 120_000);
afterAll(() => server.close());
beforeEach(() => void (clock.time = FRIDAY));

const ask = (method: string, at: string, body?: object, cookie = server.adminCookie) =>
  server.request(method, `/api/takedown-demands${at}`, { cookie, ...(body && { body }) });
const record = (more: object = {}) => ask('POST', '', { id: randomUUID(), askedBy: 'canary-mother', ...more });

describe('takedown demands', () => {
  test('are due at the end of the next working day', async () => {
    const { status, body } = await record({ words: 'canary-words', actionId: 'trees-1' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      askedBy: 'canary-mother',
      words: 'canary-words',
      dueOn: '2026-12-01',
      dueAt: '2026-12-01T18:59:59.999Z',
      overdue: false,
      settledAt: null,
    });
    clock.time = new Date('2026-12-01T19:00:00.000Z');
    const listed = await ask('GET', '?open=true');
    expect(listed.body.items.find(({ id }: { id: string }) => id === body.id).overdue).toBe(true);
  });

  test('are recorded once under their id', async () => {
    const id = randomUUID();
    const first = await record({ id });
    expect((await record({ id })).body).toEqual(first.body);
    expect((await record({ id, askedBy: 'another' })).body.code).toBe('VAULT_ITEM_EXISTS');
    expect((await record({ receivedAt: '2026-11-27T10:00:01+05:00' })).body.code).toBe('DEMAND_IN_FUTURE');
  });

  test('are settled once, and leave the list of open ones', async () => {
    const { id } = (await record()).body;
    const settle = (outcome: string, of = id) => ask('POST', `/${of}/settle`, { outcome });
    expect((await settle('taken-down')).body).toMatchObject({ outcome: 'taken-down', settledBy: server.adminId });
    expect((await settle('taken-down')).status).toBe(200);
    expect((await settle('refused')).body.code).toBe('DEMAND_SETTLED');
    expect((await settle('refused', randomUUID())).body.code).toBe('DEMAND_UNKNOWN');
    const open = (await ask('GET', '?open=true')).body.items.map((one: { id: string }) => one.id);
    expect(open).not.toContain(id);
    expect((await ask('GET', '?open=false')).body.items).toMatchObject([{ id }]);
  });

  test('show auditors the clock alone, and forget who asked', async () => {
    const { id } = (await record({ words: 'canary-words' })).body;
    const seen = (await ask('GET', '', undefined, auditor)).body;
    expect(seen.items.length).toBe(seen.total);
    expect(JSON.stringify(seen)).not.toContain('canary');
    expect((await ask('POST', `/${id}/erase`)).body).toMatchObject({ askedBy: null, words: null, dueOn: '2026-12-01' });
    expect((await ask('POST', `/${id}/erase`)).body.erased.ru).toBe('Удалено 27 ноября 2026 г.');
    expect(readFileSync(path.join(server.dataDir, 'erasures.ndjson'), 'utf8')).toContain(id);
    expect(JSON.stringify(await server.events())).not.toContain('canary');
  });
});
