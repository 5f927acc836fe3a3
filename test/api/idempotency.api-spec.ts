import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { DeciderCommandHandler } from '../../src/event-store/command-handler.js';
import { DomainError } from '../../src/event-store/domain-error.js';
import {
  type Appended,
  type AppendKey,
  EventStore,
  type ExpectedRevision,
  type NewEvent,
  StoreUnavailable,
} from '../../src/event-store/event-store.js';
import { AppendIntents } from '../../src/event-store/append-intents.js';
import type { AccountEvent } from '../../src/events/account.events.js';
import { hashOf } from '../../src/idempotency/idempotency.js';
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
const count = async () => (await server.events()).length;

describe('a write with an Idempotency-Key', () => {
  test('sent a hundred times at once happens once, and all hear the same', async () => {
    const before = await count();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 100 }, () => invite(key)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  test('control: without a key it happens each time', async () => {
    const before = await count();
    await Promise.all([invite(undefined), invite(undefined), invite(undefined)]);
    expect(await count()).toBe(before + 3);
  });

  test('is refused for another body, another address, and changes nothing then', async () => {
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

  test('belongs to its account: another one may use the same key', async () => {
    const key = randomUUID();
    const { cookie } = await server.signedIn('organiser');
    const mine = await invite(key);
    const theirs = await invite(key, undefined, cookie);
    expect(theirs.status).toBe(201);
    expect(theirs.body.accountId).not.toBe(mine.body.accountId);
  });

  test('that was refused may be put right under the same key', async () => {
    const key = randomUUID();
    expect((await invite(key, { role: 'coordinator' })).body.code).toBe('COLLEGE_REQUIRED');
    expect((await invite(key, { role: 'coordinator', collegeId: 'aktau-it' })).status).toBe(201);
  });

  test('that was refused with nothing stored costs the database nothing more', async () => {
    const query = jest.spyOn(server.app.get(DataSource), 'query');
    expect((await invite(randomUUID(), { role: 'coordinator' })).status).toBe(422);
    const removals = query.mock.calls.filter(([sql]) => sql.includes('DELETE FROM idempotency_keys'));
    query.mockRestore();
    expect(removals).toEqual([]);
  });

  test.each([['with a space in'], ['\u00e9'], ['x'.repeat(201)]])(
    'is refused when the key is no key: %s',
    async (key) => {
      const answer = await invite(key);
      expect([answer.status, answer.body.code]).toEqual([400, 'IDEMPOTENCY_KEY_INVALID']);
    },
  );

  test('is remembered for thirty days, and neither key nor answer can be read from the table', async () => {
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
    expect((await invite(key, undefined, cookie)).body).toEqual(first.body);
    clock.advance(2 * 86_400_000);
    await server.app.get(Retention).run();
    const [row] = await database.query<{ n: string }[]>('SELECT count(*) AS n FROM planned_appends');
    expect(Number(row?.n)).toBe(0);
  });
});

describe('keys of more than thirty days ago', () => {
  test('are thrown away in pieces, however many there are, and younger ones stay', async () => {
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

describe('a key that two servers take at the same moment', () => {
  const plan = (id: string) => ({ stream: `account-${id}`, expected: 'no-stream' as const, events: [] });

  test('stays with the request that was first to decide; the other one is refused and plans nothing', async () => {
    const plans = server.app.get(AppendIntents);
    const key = randomUUID();
    const [mine, theirs] = [hashOf('mine'), hashOf('theirs')];
    const [first, second] = [plan(randomUUID()), plan(randomUUID())];
    expect(await plans.keep('someone', key, first, mine)).toEqual(first);
    await expect(plans.keep('someone', key, second, theirs)).rejects.toThrow('IDEMPOTENCY_KEY_REUSED');
    expect(await plans.find('someone', key, second.stream)).toBeNull();
  });

  test('is one request under which each stream has one plan, whoever asks', async () => {
    const plans = server.app.get(AppendIntents);
    const key = randomUUID();
    const [first, other] = [plan(randomUUID()), plan(randomUUID())];
    const hash = hashOf('the same');
    const kept = await Promise.all([first, other].map((one) => plans.keep('someone', key, one, hash)));
    expect(kept).toEqual([first, other]);
    expect(await plans.keep('someone', key, { ...first, expected: 7 }, hash)).toEqual(first);
  });
});

describe('a request that broke off after it was decided', () => {
  /** Writes and then says it could not, as a store does whose answer is lost. */
  class LostAnswers {
    constructor(
      private readonly store: EventStore,
      public losses: number,
      readonly takesKeys: boolean,
    ) {}

    read = (stream: string) => this.store.read(stream);

    async append(
      stream: string,
      expected: ExpectedRevision,
      events: readonly NewEvent[],
      key?: AppendKey,
    ): Promise<Appended> {
      const appended = await this.store.append(stream, expected, events, key);
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

  test.each([
    ['takes keys', true],
    ['takes none', false],
  ])('is carried to its end by the repeat, with the events it had, by a store that %s', async (_, takesKeys) => {
    const store = new LostAnswers(server.store, 1, takesKeys) as unknown as EventStore;
    const commandHandler = new DeciderCommandHandler(store, server.app.get(AppendIntents), clock);
    const id = randomUUID();
    const context = { actor: 'someone', correlationId: 'c-12345678', idempotencyKey: randomUUID() };
    await expect(commandHandler.handle(`account-${id}`, none, rule(id), context)).rejects.toThrow(StoreUnavailable);
    const again = await commandHandler.handle(`account-${id}`, none, rule(id), context);
    expect(again.events).toHaveLength(1);
    const events = await server.events(`account-${id}`);
    expect(events.map(({ position }) => position)).toEqual([again.position]);
  });

  test('control: without a key the repeat is refused as done already', async () => {
    const store = new LostAnswers(server.store, 1, true) as unknown as EventStore;
    const commandHandler = new DeciderCommandHandler(store, server.app.get(AppendIntents), clock);
    const id = randomUUID();
    const context = { actor: 'someone', correlationId: 'c-12345678' };
    await expect(commandHandler.handle(`account-${id}`, none, rule(id), context)).rejects.toThrow(StoreUnavailable);
    await expect(commandHandler.handle(`account-${id}`, none, rule(id), context)).rejects.toThrow('ACCOUNT_EXISTS');
  });
});
