import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { type Answer, startTestApp, type TestApp, TestClock } from '../support/app.js';
import { rules } from '../support/challenge-history.js';

const name = (text: string) => ({ kk: `${text} колледжі`, ru: `Колледж ${text}`, en: `${text} College` });
const challengeId = 'green-2026';

describe('From a registered college to a final', () => {
  const clock = new TestClock(new Date('2026-08-31T05:00:00.000Z'));
  let app: TestApp;
  let teniz: string;
  let dala: string;
  let aigul: string;
  let nurlan: string;

  const organiser = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    app.request(method, path, { cookie: app.adminCookie, body, headers });
  const as = (cookie: string, method: string, path: string, body?: unknown) =>
    app.request(method, path, { cookie, body });
  const types = async (prefix: string) => (await app.events(prefix)).map(({ type }) => type);
  const seen = async (answer: Answer, path: string, cookie = app.adminCookie) => {
    const glue = path.includes('?') ? '&' : '?';
    return as(cookie, 'GET', `${path}${glue}atLeast=${answer.body.position}`);
  };

  const deed = (changes: object = {}) => ({
    challengeId,
    kind: 'G4',
    doneOn: '2026-09-01',
    claimed: { trees: { value: 30, precision: 'about' }, participants: { value: 12, precision: 'exact' } },
    links: ['https://example.kz/foto/1'],
    place: 'Ақтау, 7-шағын аудан',
    description: 'Көшет отырғызылды',
    ...changes,
  });

  beforeAll(async () => {
    app = await startTestApp({ clock });
    for (const [id, students] of [
      ['teniz', 640],
      ['dala', 280],
      ['shagala', 900],
    ] as const) {
      const registered = await organiser('POST', '/api/colleges', {
        id,
        names: name(id),
        shortNames: name(id),
        district: 'aktau',
      });
      expect(registered).toMatchObject({ status: 201, body: { collegeId: id, position: expect.any(String) } });
      const source = { students, asOf: '2026-08-20', source: 'nobd', note: 'Бұйрық бойынша' };
      expect((await organiser('POST', `/api/colleges/${id}/enrolments`, source)).status).toBe(200);
    }
    ({ cookie: teniz } = await app.signedIn('coordinator', 'teniz'));
    ({ cookie: dala } = await app.signedIn('coordinator', 'dala'));
    ({ cookie: aigul } = await app.signedIn('reviewer', 'dala'));
    ({ cookie: nurlan } = await app.signedIn('reviewer', 'shagala'));
  }, 120_000);

  afterAll(() => app?.close());

  it('a challenge is announced, gets its rules and opens with the colleges as they are', async () => {
    const titles = { kk: '  Жасыл челлендж ', ru: 'Зелёный челлендж', en: 'Green Challenge' };
    const season = { kk: '2026 жылғы күзгі маусым', ru: 'Осень 2026', en: 'Autumn 2026' };
    const announced = await organiser('POST', '/api/challenges', {
      id: challengeId,
      track: 'green',
      titles,
      season,
      opensOn: '2026-09-01',
      closesOn: '2026-11-30',
    });
    expect(announced.status).toBe(201);
    expect((await organiser('POST', `/api/challenges/${challengeId}/open`)).body.code).toBe('RULEBOOK_MISSING');
    const note = { kk: 'Алғашқы ереже', ru: 'Первые правила' };
    expect((await organiser('POST', `/api/challenges/${challengeId}/rulebooks`, { rules, note })).status).toBe(200);
    const opened = await organiser('POST', `/api/challenges/${challengeId}/open`, { colleges: ['teniz', 'dala'] });
    expect(opened).toMatchObject({ status: 200, body: { challengeId } });
    const { body } = await seen(opened, '/api/challenges');
    expect(body.items).toEqual([
      expect.objectContaining({
        id: challengeId,
        state: 'open',
        titles: { ...titles, kk: 'Жасыл челлендж' },
        boards: ['total', 'per-100'],
      }),
    ]);
    const details = await seen(opened, `/api/challenges/${challengeId}`);
    expect(details.body.entrants).toEqual([
      expect.objectContaining({ collegeId: 'dala', students: 280, league: 'S' }),
      expect.objectContaining({ collegeId: 'teniz', students: 640, league: 'M' }),
    ]);
  });

  it('refuses in the language of the reader, naming the field', async () => {
    clock.advance(86_400_000);
    const answer = await app.request('PUT', `/api/actions/${randomUUID()}`, {
      cookie: teniz,
      body: deed({ doneOn: '2026-09-20' }),
      headers: { 'accept-language': 'ru' },
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'DONE_IN_FUTURE' } });
    expect(answer.body.title).toBe(
      'Дата акции не может быть позже сегодняшней (2026-09-01). Отправьте заявку после акции.',
    );
    expect(JSON.stringify(answer.body)).toContain('doneOn');
  });

  it('takes a deed once, however often it is sent, and keeps its words out of the history', async () => {
    const first = await as(teniz, 'PUT', '/api/actions/trees-1', deed());
    expect(first).toMatchObject({ status: 201, body: { actionId: 'trees-1' } });
    const again = await as(teniz, 'PUT', '/api/actions/trees-1', deed());
    expect(again).toMatchObject({ status: 200, body: first.body });
    for (const other of [{ description: 'Басқа сөз' }, { links: ['https://example.kz/foto/2'] }, { claimed: {} }]) {
      expect(await as(teniz, 'PUT', '/api/actions/trees-1', deed(other))).toMatchObject({
        status: 409,
        body: { code: 'ACTION_EXISTS' },
      });
    }
    const events = await app.events('action-trees-1');
    expect(events.map(({ type }) => type)).toEqual(['ActionSubmitted']);
    expect(events[0]!.data).not.toMatch(/example\.kz|шағын|Көшет/);
    const { body } = await seen(first, '/api/actions/trees-1', aigul);
    expect(body).toMatchObject({
      place: 'Ақтау, 7-шағын аудан',
      evidence: [{ url: 'https://example.kz/foto/1' }],
      status: 'submitted',
    });
  });

  it('stores one deed when the same one arrives several times at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => as(teniz, 'PUT', '/api/actions/trees-2', deed({ doneOn: '2026-09-01' }))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(await types('action-trees-2')).toEqual(['ActionSubmitted']);
  });

  it('shows sanity flags to reviewers and refuses nothing', async () => {
    const repeated = await as(teniz, 'PUT', '/api/actions/trees-2', deed());
    const { body } = await seen(repeated, '/api/actions?pending=true&limit=1', nurlan);
    expect(body).toMatchObject({ total: 2, items: [{ id: 'trees-1', flags: ['same-kind-same-day'] }] });
  });

  it('keeps nothing of what a stranger says, whatever key stands over it', async () => {
    const kept = async () => Number((await database.query('SELECT count(*) FROM vault_items'))[0].count);
    const database = app.app.get(DataSource);
    const before = await kept();
    const key = (name: string) => ({ 'idempotency-key': `stranger-${name}` });
    const send = (cookie: string, method: string, path: string, body: object, name: string) =>
      app.request(method, path, { cookie, body, headers: key(name) });
    const refused = [
      await send(dala, 'PUT', '/api/actions/strange-1', deed({ collegeId: 'teniz' }), 'submits'),
      await send(dala, 'POST', '/api/actions/trees-1/evidence', { url: 'https://example.kz/foto/9' }, 'attaches'),
      await send(
        nurlan,
        'POST',
        '/api/actions/none-1/reject',
        { reason: 'not-eligible', note: 'Сурет жоқ' },
        'rejects',
      ),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
      [403, 'NOT_YOUR_COLLEGE'],
      [404, 'ACTION_UNKNOWN'],
      [404, 'ACTION_UNKNOWN'],
    ]);
    expect(await kept()).toBe(before);
  });

  it('shows a coordinator the deeds of the own college alone', async () => {
    const sent = await as(dala, 'PUT', '/api/actions/dala-1', deed());
    expect((await seen(sent, '/api/actions', teniz)).body.items.map(({ id }: { id: string }) => id).sort()).toEqual([
      'trees-1',
      'trees-2',
    ]);
    expect((await seen(sent, '/api/actions/dala-1', teniz)).status).toBe(404);
    expect((await seen(sent, '/api/actions?collegeId=dala', teniz)).status).toBe(403);
    expect((await seen(sent, '/api/actions', nurlan)).body.total).toBe(3);
    expect((await app.request('GET', '/api/actions')).status).toBe(401);
    expect((await as(teniz, 'PUT', '/api/actions/other', deed({ collegeId: 'dala' }))).body.code).toBe(
      'NOT_YOUR_COLLEGE',
    );
  });

  it('lets reviewers ask, the college answer, and reviewers of other colleges decide', async () => {
    const asked = await as(aigul, 'POST', '/api/actions/trees-1/request-information', {
      reason: 'photo-unclear',
      note: 'Суретті анықтап жіберіңіз',
    });
    expect(asked.status).toBe(200);
    const told = await seen(asked, '/api/actions/trees-1', teniz);
    expect(told.body).toMatchObject({
      status: 'needs-info',
      journal: [{}, { reason: 'photo-unclear', note: 'Суретті анықтап жіберіңіз', actor: null }],
    });
    const keep = told.body.evidence.map(({ id }: { id: string }) => id);
    const { challengeId: _, ...claim } = deed({ keep, links: ['https://example.kz/foto/3'] });
    expect((await as(teniz, 'POST', '/api/actions/trees-1/revise', claim)).status).toBe(200);
    expect((await as(aigul, 'POST', '/api/actions/dala-1/approve', { verified: { trees: 3 } })).body.code).toBe(
      'OWN_COLLEGE',
    );
    const approved = await as(aigul, 'POST', '/api/actions/trees-1/approve', {
      verified: { trees: 28, participants: 12 },
    });
    expect(approved).toMatchObject({ status: 200, body: { decided: true } });
    const { body } = await seen(approved, '/api/actions/trees-1', nurlan);
    expect(body).toMatchObject({
      status: 'approved',
      verified: { trees: 28 },
      evidence: [{ url: 'https://example.kz/foto/1' }, { url: 'https://example.kz/foto/3' }],
    });
    const standings = await seen(approved, `/api/challenges/${challengeId}/standings`);
    expect(standings.body.rows[0]).toMatchObject({ collegeId: 'teniz', points: 46, actions: 1 });
  });

  it('erases what is taken down and keeps the fact', async () => {
    const { body } = await as(teniz, 'GET', '/api/actions/trees-1');
    const [photo] = body.evidence as { id: string }[];
    const down = await as(teniz, 'POST', `/api/actions/trees-1/evidence/${photo!.id}/take-down`, { reason: 'faces' });
    expect(down.status).toBe(200);
    expect((await seen(down, '/api/actions/trees-1', teniz)).body.evidence).toEqual([
      expect.objectContaining({ url: 'https://example.kz/foto/3' }),
    ]);
    const repeated = await as(teniz, 'PUT', '/api/actions/trees-1', deed());
    expect(repeated.status).toBe(200);
  });

  it('needs two reviewers from the points on that the rulebook names', async () => {
    const note = { kk: 'Екі тексеруші', ru: 'Двое проверяющих' };
    expect(
      (
        await organiser('POST', `/api/challenges/${challengeId}/rulebooks`, {
          rules: { ...rules, secondReviewerFrom: 30 },
          note,
        })
      ).status,
    ).toBe(200);
    const { cookie: serik } = await app.signedIn('reviewer', 'shagala');
    const first = await as(nurlan, 'POST', '/api/actions/dala-1/approve', { verified: { trees: 30 } });
    expect(first.body.decided).toBe(false);
    const second = await as(serik, 'POST', '/api/actions/dala-1/approve', { verified: { trees: 30 } });
    expect(second.body.decided).toBe(true);
    expect(await types('action-dala-1')).toEqual(['ActionSubmitted', 'ActionEndorsed', 'ActionApproved']);
  });

  it('executes a keyed request once and replays its response', async () => {
    const headers = { 'idempotency-key': 'penalty-1' };
    const penalty = { collegeId: 'dala', points: -20, reason: 'reused-photo', note: 'Сурет қайталанған' };
    const first = await organiser('POST', `/api/challenges/${challengeId}/adjust`, penalty, headers);
    const again = await organiser('POST', `/api/challenges/${challengeId}/adjust`, penalty, headers);
    expect(first.status).toBe(200);
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect((await types('challenge-')).filter((type) => type === 'PointsAdjusted')).toHaveLength(1);
  });

  it('rebuilds a lost response from the events stored under the key', async () => {
    const headers = { 'idempotency-key': 'deed-told-again' };
    const send = (body: object) =>
      app.request('PUT', '/api/actions/told-again', { cookie: teniz, body: deed(body), headers });
    const first = await send({});
    expect(first).toMatchObject({ status: 201, body: { actionId: 'told-again' } });
    expect(await send({})).toMatchObject({ status: 201, body: first.body });
    const lost = await app.app.get(DataSource).query<[unknown[], number]>(
      `UPDATE idempotency_keys SET status = NULL, answer = NULL
           WHERE key_hash IN (SELECT key_hash FROM planned_appends WHERE stream = 'action-told-again')`,
    );
    expect(lost[1]).toBe(1);
    expect((await send({ place: 'Басқа жер' })).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await send({})).toMatchObject({ status: 201, body: first.body });
    expect(await types('action-told-again')).toEqual(['ActionSubmitted']);
    expect((await as(teniz, 'POST', '/api/actions/told-again/withdraw')).status).toBe(200);
  });

  it('refuses the final until everything is decided, then makes it, and reopens', async () => {
    const finalise = () => organiser('POST', `/api/challenges/${challengeId}/finalise`);
    expect((await finalise()).body.code).toBe('SUBMISSIONS_NOT_CLOSED');
    expect((await organiser('POST', `/api/challenges/${challengeId}/freeze`)).status).toBe(200);
    expect((await organiser('POST', `/api/challenges/${challengeId}/close`)).status).toBe(200);
    expect((await as(teniz, 'PUT', '/api/actions/late', deed())).body.code).toBe('SUBMISSIONS_CLOSED');
    expect((await finalise()).body.code).toBe('DECISIONS_PENDING');
    expect((await as(nurlan, 'POST', '/api/actions/trees-2/reject', { reason: 'not-eligible' })).status).toBe(200);
    expect((await as(teniz, 'POST', '/api/actions/trees-2/dispute', { note: 'Келіспейміз' })).status).toBe(200);
    expect((await finalise()).body.code).toBe('DISPUTES_PENDING');
    const resolution = { outcome: 'approved', verified: { trees: 10 }, reason: 'second-look' };
    expect((await as(nurlan, 'POST', '/api/actions/trees-2/resolve', resolution)).body.code).toBe('DECIDED_BEFORE');
    expect((await as(aigul, 'POST', '/api/actions/trees-2/resolve', resolution)).status).toBe(200);
    const final = await finalise();
    expect(final.status).toBe(200);
    const path = `/api/challenges/${challengeId}`;
    expect((await seen(final, path)).body.state).toBe('final');
    expect((await app.request('GET', path)).body).toMatchObject({ state: 'open', frozen: true });
    expect((await as(aigul, 'POST', '/api/actions/trees-1/revoke', { reason: 'reused-photo' })).body.code).toBe(
      'CHALLENGE_FINAL',
    );
    expect((await organiser('POST', `${path}/reopen`, { reason: 'appeal' })).status).toBe(200);
    expect((await as(aigul, 'POST', '/api/actions/trees-1/revoke', { reason: 'reused-photo' })).status).toBe(200);
  });

  it('refuses fields it does not know and texts it cannot store', async () => {
    expect(await as(teniz, 'PUT', '/api/actions/x', deed({ link: 'https://example.kz' }))).toMatchObject({
      status: 400,
    });
    expect((await as(teniz, 'PUT', '/api/actions/x', deed({ links: ['javascript:alert(1)'] }))).status).toBe(400);
    expect(
      (
        await organiser('POST', '/api/colleges', {
          names: name('x'),
          shortNames: { ...name('x'), kk: ' ' },
          district: 'aktau',
        })
      ).status,
    ).toBe(400);
  });
});
