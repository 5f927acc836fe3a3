import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { claim, GreenSeason } from '../support/green-season.js';

describe('PUT /api/actions/:id', () => {
  let season: GreenSeason;
  beforeAll(async () => {
    season = await GreenSeason.start();
  }, 120_000);
  afterAll(() => season?.app.close());

  const submit = (id: string, changes?: object, headers?: Record<string, string>) =>
    season.as(season.teniz, 'PUT', `/api/actions/${id}`, claim(changes), headers);

  it('refuses in the language of the reader, naming the field', async () => {
    const answer = await submit(randomUUID(), { doneOn: '2026-09-20' }, { 'accept-language': 'ru' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'DONE_IN_FUTURE' } });
    expect(answer.body.title).toBe(
      'Дата акции не может быть позже сегодняшней (01.09.2026). Отправьте заявку после акции.',
    );
    expect(JSON.stringify(answer.body)).toContain('doneOn');
  });

  it('stores a repeated action once, with its texts outside the history', async () => {
    const first = await submit('trees-1');
    expect(first).toMatchObject({ status: 201, body: { actionId: 'trees-1' } });
    expect(await submit('trees-1')).toMatchObject({ status: 200, body: first.body });
    for (const other of [{ description: 'Басқа сөз' }, { links: ['https://example.kz/foto/2'] }, { claimed: {} }])
      expect(await submit('trees-1', other)).toMatchObject({ status: 409, body: { code: 'ACTION_EXISTS' } });
    const events = await season.app.events('action-trees-1');
    expect(events.map(({ type }) => type)).toEqual(['ActionSubmitted']);
    expect(events[0]!.data).not.toMatch(/example\.kz|шағын|Көшет/);
    const { body } = await season.after(first, '/api/actions/trees-1', season.aigul);
    expect(body).toMatchObject({
      place: 'Ақтау, 7-шағын аудан',
      evidence: [{ url: 'https://example.kz/foto/1' }],
      status: 'submitted',
    });
  });

  it('stores one action when the same one arrives several times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => submit('trees-2')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(await season.types('action-trees-2')).toEqual(['ActionSubmitted']);
  });

  it('refuses a coordinator of another college', async () => {
    expect((await submit('other', { collegeId: 'dala' })).body.code).toBe('NOT_YOUR_COLLEGE');
    expect(await season.types('action-other')).toEqual([]);
  });

  it('refuses fields it does not know and links it cannot store', async () => {
    expect((await submit('x', { link: 'https://example.kz' })).status).toBe(400);
    expect((await submit('x', { links: ['javascript:alert(1)'] })).status).toBe(400);
  });

  it('rebuilds a lost response from the events stored under the key', async () => {
    const send = (changes?: object) => submit('lost-response', changes, { 'idempotency-key': 'lost-response' });
    const first = await send();
    expect(first).toMatchObject({ status: 201, body: { actionId: 'lost-response' } });
    expect(await send()).toMatchObject({ status: 201, body: first.body });
    const lost = await season.app.app.get(DataSource).query<[unknown[], number]>(
      `UPDATE idempotency_keys SET status = NULL, answer = NULL
           WHERE key_hash IN (SELECT key_hash FROM planned_appends WHERE stream = 'action-lost-response')`,
    );
    expect(lost[1]).toBe(1);
    expect((await send({ place: 'Басқа жер' })).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await send()).toMatchObject({ status: 201, body: first.body });
    expect(await season.types('action-lost-response')).toEqual(['ActionSubmitted']);
    expect((await season.as(season.teniz, 'POST', '/api/actions/lost-response/withdraw')).status).toBe(200);
  });
});

describe('a refused command', () => {
  let season: GreenSeason;
  beforeAll(async () => {
    season = await GreenSeason.start();
  }, 120_000);
  afterAll(() => season?.app.close());

  it('leaves no text in the vault, with or without a key', async () => {
    const id = await season.submitted();
    const texts = async () => Number((await season.app.app.get(DataSource).query(COUNT))[0].count);
    const before = await texts();
    for (const keyed of [false, true]) {
      const send = (cookie: string, method: string, path: string, body: object) =>
        season.as(cookie, method, path, body, keyed ? { 'idempotency-key': `refused-${path}` } : {});
      const note = { reason: 'not-eligible', note: 'Сурет жоқ' };
      const refused = [
        await send(season.dala, 'PUT', '/api/actions/strange-1', claim({ collegeId: 'teniz' })),
        await send(season.dala, 'POST', `/api/actions/${id}/evidence`, { url: 'https://example.kz/foto/9' }),
        await send(season.nurlan, 'POST', '/api/actions/none-1/reject', note),
      ];
      expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
        [403, 'NOT_YOUR_COLLEGE'],
        [404, 'ACTION_UNKNOWN'],
        [404, 'ACTION_UNKNOWN'],
      ]);
    }
    expect(await texts()).toBe(before);
  });
});

const COUNT = 'SELECT count(*) FROM vault_items';
