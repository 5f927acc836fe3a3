import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { readEnvironment } from '../../src/config/environment.js';
import { createApp } from '../../src/main.js';
import { Projector } from '../../src/projector/projector.js';
import { ruled } from '../support/action-history.js';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.js';
import { claim, GreenSeason } from '../support/green-season.js';

const LIMITS = { college: 30, kindAndDay: 3 };
const limits = (openClaims = LIMITS, version = 2) => ruled({ openClaims }, version);
const day = (n: number) => `2026-09-${String(n).padStart(2, '0')}`;
/** Claims that fill the places of a college: three of a kind and day. */
const spread = (n: number) => ({ doneOn: day(1 + Math.floor(n / 3)) });
const codes = (answers: readonly { status: number; body: { code?: string } }[]) =>
  answers.map(({ status, body }) => body.code ?? status).toSorted();
const times = <Value>(count: number, value: (n: number) => Value) => Array.from({ length: count }, (_, n) => value(n));

describe.each(['PostgreSQL', 'EventStoreDB'])('open claims, with the history in %s', (history) => {
  let double: EventStoreDbDouble | undefined;
  let season: GreenSeason;
  let urls: { appUrl: string; adminUrl: string };

  beforeAll(async () => {
    if (history === 'EventStoreDB') double = await EventStoreDbDouble.start({ nodes: 1 });
    season = await GreenSeason.start({
      // The clock jumps by weeks.
      env: { QORZHYN_SESSION_HOURS: '4000', ...(double && { EVENTSTORE_URL: double.url }) },
      via: async (appUrl, adminUrl) => (urls = { appUrl, adminUrl }).appUrl,
    });
    season.clock.time = new Date('2026-09-25T05:00:00.000Z');
    await season.given('challenge-green-2026', limits());
  }, 120_000);
  beforeEach(async () => {
    for (const id of await openIds()) await season.organiser('POST', `/api/actions/${id}/withdraw`);
  });
  afterAll(async () => {
    await season?.app.close();
    await double?.stop();
  });

  const submit = (
    changes: object,
    id: string = randomUUID(),
    headers?: Record<string, string>,
    cookie = season.teniz,
  ) => season.as(cookie, 'PUT', `/api/actions/${id}`, claim(changes), headers);
  function revise(id: string, changes: object) {
    const { challengeId: _, ...body } = claim(changes);
    return season.as(season.teniz, 'POST', `/api/actions/${id}/revise`, body);
  }
  const fill = async (count: number) =>
    codes(await Promise.all(times(count, (n) => submit(spread(n), `filled-${n}-${randomUUID()}`))));
  async function openIds(): Promise<string[]> {
    const { body } = await season.organiser('GET', `/api/actions?pending=true&limit=100&atLeast=${await head()}`);
    return body.items.map(({ id }: { id: string }) => id);
  }
  const head = async () => (await season.app.events()).at(-1)!.position;

  it('takes the thirtieth claim of a college and refuses the thirty-first', async () => {
    expect(await fill(29)).toEqual(times(29, () => 201));
    expect((await submit({ doneOn: day(20) })).status).toBe(201);
    const titles: string[] = [];
    for (const language of ['kk', 'ru', 'en']) {
      const refused = await submit({ doneOn: day(20) }, randomUUID(), { 'accept-language': language });
      expect(refused).toMatchObject({ status: 409, body: { code: 'OPEN_CLAIMS_OF_COLLEGE', params: { most: 30 } } });
      expect(refused.body.title).toContain('30');
      titles.push(refused.body.title);
    }
    expect(new Set(titles).size).toBe(3);
    expect((await submit({ collegeId: 'dala' }, randomUUID(), {}, season.dala)).status).toBe(201);
  });

  it('refuses the fourth claim of one kind and day, sent or revised', async () => {
    const ids = times(3, () => randomUUID());
    for (const id of ids) expect((await submit({ doneOn: day(3) }, id)).status).toBe(201);
    const full = { status: 409, body: { code: 'OPEN_CLAIMS_OF_DAY', params: { open: 3, most: 3, doneOn: day(3) } } };
    expect(await submit({ doneOn: day(3) })).toMatchObject(full);
    const other = randomUUID();
    expect((await submit({ doneOn: day(4) }, other)).status).toBe(201);
    expect(await revise(other, { doneOn: day(3) })).toMatchObject(full);
    expect((await revise(ids[0]!, { doneOn: day(3), description: 'Түзетілді' })).status).toBe(200);
    expect((await revise(ids[0]!, { doneOn: day(4) })).status).toBe(200);
    expect((await revise(other, { doneOn: day(3) })).status).toBe(200);
  });

  it('frees the place with a withdrawal and a decision at once', async () => {
    const ids = times(3, () => randomUUID());
    for (const id of ids) await submit({ doneOn: day(5) }, id);
    const decisions = [
      () => season.as(season.teniz, 'POST', `/api/actions/${ids[0]}/withdraw`),
      () => season.as(season.nurlan, 'POST', `/api/actions/${ids[1]}/reject`, { reason: 'not-eligible' }),
      () => season.as(season.nurlan, 'POST', `/api/actions/${ids[2]}/approve`, { verified: { trees: 3 } }),
    ];
    for (const decide of decisions) {
      expect((await submit({ doneOn: day(5) })).body.code).toBe('OPEN_CLAIMS_OF_DAY');
      expect((await decide()).status).toBe(200);
      expect((await submit({ doneOn: day(5) })).status).toBe(201);
    }
  });

  it('reopens a decision over the limit, and counts it', async () => {
    const decided = randomUUID();
    await submit({ doneOn: day(6) }, decided);
    await season.as(season.nurlan, 'POST', `/api/actions/${decided}/reject`, { reason: 'not-eligible' });
    const [first] = await Promise.all(
      times(3, async () => {
        const id = randomUUID();
        await submit({ doneOn: day(6) }, id);
        return id;
      }),
    );
    const reopened = await season.organiser('POST', `/api/actions/${decided}/reopen`, { reason: 'mistake' });
    expect(reopened.status).toBe(200);
    await season.as(season.teniz, 'POST', `/api/actions/${first}/withdraw`);
    expect(await submit({ doneOn: day(6) })).toMatchObject({ body: { params: { open: 3 } } });
  });

  it('gives parallel submissions exactly as many places as there are', async () => {
    expect(await fill(50)).toEqual([...times(30, () => 201), ...times(20, () => 'OPEN_CLAIMS_OF_COLLEGE')]);
    expect(await openIds()).toHaveLength(30);
  });

  it('gives parallel submissions and revisions of one day exactly three places', async () => {
    const others = await Promise.all(
      times(6, async (n) => {
        const id = randomUUID();
        await submit({ doneOn: day(8 + n) }, id);
        return id;
      }),
    );
    const moved = others.map((id) => revise(id, { doneOn: day(7) }));
    const answers = await Promise.all([...moved, ...times(6, () => submit({ doneOn: day(7) }))]);
    expect(codes(answers).filter((code) => code === 'OPEN_CLAIMS_OF_DAY')).toHaveLength(9);
  });

  it('answers a stored claim as before when no place is left', async () => {
    const keyed = (id: string) => submit({ doneOn: day(7) }, id, { 'idempotency-key': id });
    const ids = times(3, (n) => `stored-${n}`);
    const first = await Promise.all(ids.map(keyed));
    expect(codes(first)).toEqual([201, 201, 201]);
    await season.app.app.get(DataSource).query('UPDATE idempotency_keys SET status = NULL, answer = NULL');
    expect((await Promise.all(ids.map(keyed))).map(({ body }) => body)).toEqual(first.map(({ body }) => body));
    expect((await submit({ doneOn: day(7) }, ids[0]!)).status).toBe(200);
    const again = await Promise.all(times(6, () => submit({ doneOn: day(8) }, 'the-same')));
    expect(codes(again)).toEqual([200, 200, 200, 200, 200, 201]);
  });

  it('holds between two server processes', async () => {
    const { appUrl: databaseUrl, adminUrl } = urls;
    const environment = readEnvironment({
      DATA_DIR: season.app.dataDir,
      LOG_LEVEL: 'silent',
      ...(double && { EVENTSTORE_URL: double.url }),
    });
    const other = await createApp({ environment, databaseUrl, adminUrl, clock: season.clock });
    try {
      await other.listen(0, '127.0.0.1');
      const servers = [season.app.url, await other.getUrl()];
      const answers = await Promise.all(
        times(12, (n) =>
          fetch(`${servers[n % 2]}/api/actions/${randomUUID()}`, {
            method: 'PUT',
            headers: { cookie: season.teniz, 'content-type': 'application/json' },
            body: JSON.stringify(claim({ doneOn: day(9) })),
          }),
        ),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([...times(3, () => 201), ...times(9, () => 409)]);
    } finally {
      await other.close();
    }
  }, 60_000);

  it('takes any number under a rulebook without the option', async () => {
    await season.given('challenge-green-2026', ruled({}, 3));
    expect(codes(await Promise.all(times(40, () => submit({ doneOn: day(2) }))))).toEqual(times(40, () => 201));
    await season.given('challenge-green-2026', limits(LIMITS, 4));
    expect((await submit({ doneOn: day(2) })).body).toMatchObject({ params: { open: 40, most: 30 } });
  });

  it('counts by the history while the read models stand still', async () => {
    await season.app.app.get(Projector).stop();
    const ids = times(3, () => randomUUID());
    for (const id of ids) expect((await submit({ doneOn: day(11) }, id)).status).toBe(201);
    expect((await submit({ doneOn: day(11) })).body.code).toBe('OPEN_CLAIMS_OF_DAY');
    await season.as(season.teniz, 'POST', `/api/actions/${ids[0]}/withdraw`);
    expect((await submit({ doneOn: day(11) })).status).toBe(201);
  });
});
