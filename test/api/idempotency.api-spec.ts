import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { DeciderCommandHandler, AppendIntents } from '../../src/event-store/command-handler.js';
import { DomainError } from '../../src/event-store/domain-error.js';
import {
  type Appended,
  EventStore,
  type ExpectedRevision,
  type NewEvent,
  StoreUnavailable,
} from '../../src/event-store/event-store.js';
import type { AccountEvent } from '../../src/events/account.events.js';
import { hashOf } from '../../src/config/ids.js';
import { Retention } from '../../src/http/retention.js';
import { startTestApp, TestClock, type TestApp } from '../support/app.js';

let server: TestApp;
const clock = new TestClock();
beforeAll(async () => {
  server = await startTestApp({ clock });
}, 120_000);
afterAll(() => server.close());

const invite = (key: string | undefined, body: object = { role: 'auditor' }, cookie = server.adminCookie) =>
  server.request('POST', '/api/invitations', {
    cookie,
    body,
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });
/** Members of a repeated invitation whose link is not open any more. */
const withoutLink = { token: null, path: null, url: null, qr: null };
const intent = (id: string) => ({ stream: `account-${id}`, expected: 'no-stream' as const, events: [] });
const organiser = async (path: string, body?: object, key?: string) =>
  server.request('POST', path, {
    cookie: await server.cookieOf(server.adminId),
    body,
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });
const count = async () => (await server.events()).filter(({ type }) => type === 'AccountInvited').length;

describe('Idempotency-Key', () => {
  test('executes a hundred concurrent duplicates once, with one response', async () => {
    const before = await count();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 100 }, () => invite(key)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await count()).toBe(before + 1);
    const replayed = answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true');
    expect(replayed).toHaveLength(99);
  });

  test('control: executes a write without a key each time', async () => {
    const before = await count();
    await Promise.all([invite(undefined), invite(undefined), invite(undefined)]);
    expect(await count()).toBe(before + 3);
  });

  test('refuses another body or another URL under a used key', async () => {
    const key = randomUUID();
    await invite(key);
    const before = await count();
    const otherBody = await invite(key, { role: 'organiser' });
    expect([otherBody.status, otherBody.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    const otherAddress = await server.request('POST', `/api/accounts/${server.adminId}/grant`, {
      cookie: server.adminCookie,
      body: { role: 'auditor' },
      headers: { 'idempotency-key': key },
    });
    expect(otherAddress.body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await count()).toBe(before);
  });

  test('allows another account to use the same key', async () => {
    const key = randomUUID();
    const { cookie } = await server.signedIn('organiser');
    const mine = await invite(key);
    const theirs = await invite(key, undefined, cookie);
    expect(theirs.status).toBe(201);
    expect(theirs.body.accountId).not.toBe(mine.body.accountId);
  });

  test('accepts a corrected request under the key of a refused one', async () => {
    const key = randomUUID();
    expect((await invite(key, { role: 'coordinator' })).body.code).toBe('COLLEGE_REQUIRED');
    expect((await invite(key, { role: 'coordinator', collegeId: 'aktau-it' })).status).toBe(201);
  });

  const password = 'бес батыр 2026';
  test.each<[end: string, work: (accountId: string, token: string) => Promise<unknown>]>([
    [
      'used',
      (_, token) => server.request('POST', `/api/invitations/${token}/accept`, { body: { login: 'once', password } }),
    ],
    ['replaced', (id) => organiser(`/api/accounts/${id}/invite-again`)],
    ['too old', async () => clock.advance(7 * 86_400_000 + 1)],
    ['of an earlier role', (id) => organiser(`/api/accounts/${id}/grant`, { role: 'organiser' })],
    ['of a closed account', (id) => organiser(`/api/accounts/${id}/close`)],
  ])('gives the token of a link again until it is %s', async (_, end) => {
    const { time } = clock;
    const key = randomUUID();
    const first = await invite(key);
    const { accountId } = first.body;
    const again = () => organiser(`/api/accounts/${accountId}/invite-again`, undefined, `again-${key}`);
    const second = await again();
    expect((await again()).body).toEqual(second.body);
    const repeated = await organiser('/api/invitations', { role: 'auditor' }, key);
    expect([repeated.status, repeated.body]).toEqual([201, { ...first.body, ...withoutLink }]);
    await end(accountId, second.body.token);
    const late = await again();
    clock.time = time;
    expect([late.status, late.body]).toEqual([200, { ...second.body, ...withoutLink }]);
    expect(late.headers.get('idempotency-replayed')).toBe('true');
  });

  test.each([['with a space in'], ['\u00e9'], ['x'.repeat(201)]])('refuses a malformed key: %s', async (key) => {
    const answer = await invite(key);
    expect([answer.status, answer.body.code]).toEqual([400, 'IDEMPOTENCY_KEY_INVALID']);
  });

  test('keeps a response for thirty days, with key and body unreadable', async () => {
    const key = randomUUID();
    const first = await invite(key);
    const database = server.app.get(DataSource);
    const dump = async () =>
      JSON.stringify(
        await database.query(
          "SELECT encode(key_hash, 'escape') k, encode(answer, 'escape') a, told FROM idempotency_keys",
        ),
      );
    expect(await dump()).not.toContain(key);
    expect(await dump()).not.toContain(first.body.token);
    clock.advance(29 * 86_400_000);
    await server.app.get(Retention).run();
    const cookie = await server.cookieOf(server.adminId);
    expect((await invite(key, undefined, cookie)).body).toEqual({ ...first.body, ...withoutLink });
    clock.advance(2 * 86_400_000);
    await server.app.get(Retention).run();
    const [row] = await database.query<{ n: string }[]>('SELECT count(*) AS n FROM planned_appends');
    expect(Number(row?.n)).toBe(0);
  });
});

describe('PostgresAppendIntents.drop', () => {
  test('frees the key for another request', async () => {
    const intents = server.app.get(AppendIntents);
    const [key, lost, next] = [randomUUID(), intent(randomUUID()), intent(randomUUID())];
    await intents.store('someone', key, lost, hashOf('mine'));
    await intents.drop('someone', key, lost);
    expect(await intents.store('someone', key, next, hashOf('theirs'))).toEqual(next);
  });

  test('keeps the key while another intent is stored under it', async () => {
    const intents = server.app.get(AppendIntents);
    const [key, lost, made] = [randomUUID(), intent(randomUUID()), intent(randomUUID())];
    for (const one of [lost, made]) await intents.store('someone', key, one, hashOf('mine'));
    await intents.drop('someone', key, lost);
    await expect(intents.store('someone', key, lost, hashOf('theirs'))).rejects.toThrow('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('IdempotentResponses', () => {
  test('deletes keys older than thirty days in pieces', async () => {
    const database = server.app.get(DataSource);
    const put = (count: number, days: number) =>
      database.query(
        `INSERT INTO idempotency_keys (key_hash, request_hash, created_at)
           SELECT sha256(($1 || n)::bytea), 'r', $2 FROM generate_series(1, $3::integer) n`,
        [`${days} `, new Date(clock.now().getTime() - days * 86_400_000), count],
      );
    await put(4_500, 31);
    await put(10, 29);
    const query = jest.spyOn(database, 'query');
    await server.app.get(Retention).run();
    const statements = query.mock.calls.flatMap(([sql], n) => (/DELETE FROM idempotency_keys/.test(sql) ? [n] : []));
    const results = await Promise.all(
      statements.map((n) => query.mock.results[n]!.value as Promise<[unknown, number]>),
    );
    query.mockRestore();
    const removed = results.map(([, count]) => count);
    expect(Math.max(...removed)).toBeLessThan(4_500);
    expect(removed.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(4_500);
    const [left] = await database.query<{ n: string }[]>(
      "SELECT count(*) AS n FROM idempotency_keys WHERE request_hash = 'r'",
    );
    expect(Number(left!.n)).toBe(10);
  });
});

describe('PostgresAppendIntents', () => {
  test('refuses an intent when another request has used the key', async () => {
    const intents = server.app.get(AppendIntents);
    const key = randomUUID();
    const [mine, theirs] = [hashOf('mine'), hashOf('theirs')];
    const [first, second] = [intent(randomUUID()), intent(randomUUID())];
    expect(await intents.store('someone', key, first, mine)).toEqual(first);
    await expect(intents.store('someone', key, second, theirs)).rejects.toThrow('IDEMPOTENCY_KEY_REUSED');
    expect(await intents.find('someone', key, second.stream)).toBeNull();
  });

  test('keeps one intent per stream and returns the first to duplicates', async () => {
    const intents = server.app.get(AppendIntents);
    const key = randomUUID();
    const [first, other] = [intent(randomUUID()), intent(randomUUID())];
    const hash = hashOf('the same');
    const stored = await Promise.all([first, other].map((one) => intents.store('someone', key, one, hash)));
    expect(stored).toEqual([first, other]);
    expect(await intents.store('someone', key, { ...first, expected: 7 }, hash)).toEqual(first);
  });
});

describe('DeciderCommandHandler', () => {
  /** Writes and then fails, like a store whose response is lost. */
  class LostResponses {
    constructor(
      private readonly store: EventStore,
      public losses: number,
    ) {}

    read = (stream: string) => this.store.read(stream);

    async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
      const appended = await this.store.append(stream, expected, events);
      if (this.losses-- > 0) throw new StoreUnavailable('the answer was lost');
      return appended;
    }
  }

  const none = { initialState: () => 0, evolve: (seen: number) => seen + 1 };
  const rule =
    (accountId: string) =>
    (seen: number): AccountEvent[] => {
      if (seen > 0) throw new DomainError('conflict', 'ACCOUNT_EXISTS');
      return [{ type: 'AccountInvited', data: { accountId, role: 'auditor', collegeId: null } }];
    };

  test('finishes an interrupted append on retry with the same events', async () => {
    const store = new LostResponses(server.store, 1) as unknown as EventStore;
    const commandHandler = new DeciderCommandHandler(store, server.app.get(AppendIntents), clock);
    const id = randomUUID();
    const context = { actor: 'someone', correlationId: 'c-12345678', idempotencyKey: randomUUID() };
    await expect(commandHandler.handle(`account-${id}`, none, rule(id), context)).rejects.toThrow(StoreUnavailable);
    const again = await commandHandler.handle(`account-${id}`, none, rule(id), context);
    expect(again.events).toHaveLength(1);
    const events = await server.events(`account-${id}`);
    expect(events.map(({ position }) => position)).toEqual([again.position]);
  });

  test('control: refuses the retry without a key as already done', async () => {
    const store = new LostResponses(server.store, 1) as unknown as EventStore;
    const commandHandler = new DeciderCommandHandler(store, server.app.get(AppendIntents), clock);
    const id = randomUUID();
    const context = { actor: 'someone', correlationId: 'c-12345678' };
    await expect(commandHandler.handle(`account-${id}`, none, rule(id), context)).rejects.toThrow(StoreUnavailable);
    await expect(commandHandler.handle(`account-${id}`, none, rule(id), context)).rejects.toThrow('ACCOUNT_EXISTS');
  });
});
