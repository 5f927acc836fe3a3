import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { TextRetention } from '../../src/vault/text-retention.js';
import { challengeId } from '../support/challenge-history.js';
import { claim, GreenSeason } from '../support/green-season.js';

const reason = 'person-asked';
const DAY_MS = 86_400_000;

let season: GreenSeason;
beforeAll(async () => {
  season = await GreenSeason.start();
}, 120_000);
afterAll(() => season?.app.close());

const erase = (body: object, headers?: Record<string, string>) =>
  season.organiser('POST', '/api/erasures', { reason, ...body }, headers);
const list = () => {
  const file = path.join(season.app.dataDir, 'erasures.ndjson');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  return lines.map((line) => JSON.parse(line) as { at: string; texts?: string[]; account?: string });
};
/** Everything in the tables, as text. */
const tables = async (): Promise<string> => {
  const database = season.app.app.get(DataSource);
  const names = await database.query<{ name: string }[]>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'history', 'read_model')`,
  );
  const rows = names.map(({ name }) => database.query<object[]>(`SELECT to_json(t)::text AS row FROM ${name} t`));
  return JSON.stringify(await Promise.all(rows));
};
/** The canaries that the tables contain. */
const found = async (...canaries: string[]) => {
  const all = await tables();
  return canaries.filter((canary) => all.includes(canary));
};

describe('the erasure of an action', () => {
  const canaries = ['canary-link', 'canary-place', 'canary-words', 'canary-note'];
  const words = { links: ['https://example.kz/canary-link'], place: 'canary-place', description: 'canary-words' };

  it('erases its texts and keeps points, claim and history', async () => {
    const id = await season.submitted(words);
    const at = `/api/actions/${id}`;
    await season.as(season.aigul, 'POST', `${at}/request-information`, { reason: 'photo', note: 'canary-note' });
    const approved = await season.as(season.aigul, 'POST', `${at}/approve`, { verified: { trees: 30 } });
    const board = await season.after(approved, `/api/challenges/${challengeId}/standings`);
    expect(await found(...canaries)).toEqual(canaries);

    const dry = await erase({ of: 'action', id, dryRun: true });
    expect(dry).toMatchObject({ status: 200, body: { position: null, dryRun: true, texts: 3, people: 0 } });
    expect(dry.body.items.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['details', 'link', 'note']);
    expect(await season.types(`action-${id}`)).not.toContain('ActionTextsErased');

    const done = await erase({ of: 'action', id });
    expect(done).toMatchObject({ status: 200, body: { dryRun: false, texts: 3 } });
    expect((await season.app.events(`action-${id}`)).at(-1)).toMatchObject({ type: 'ActionTextsErased' });
    expect(await found(...canaries)).toEqual([]);

    const { body } = await season.after(done, at);
    const erased = {
      at: '2026-09-01T05:00:00.000Z',
      kk: '2026 ж. 1 қыркүйек күні өшірілді',
      ru: 'Удалено 1 сентября 2026 г.',
      en: 'Erased on 1 September 2026',
    };
    expect(body).toMatchObject({
      status: 'approved',
      evidence: [{ url: null, erased }],
      place: null,
      description: null,
      detailsErased: erased,
      verified: { trees: 30 },
      journal: [{ noteErased: null }, { note: null, noteErased: erased }, {}, { type: 'ActionTextsErased', reason }],
    });
    const after = await season.after(done, `/api/challenges/${challengeId}/standings`);
    expect(after.body.rows).toEqual(board.body.rows);
  });

  it('does nothing when the texts were erased before', async () => {
    const id = await season.submitted(words);
    expect((await erase({ of: 'action', id })).body).toMatchObject({ texts: 2, position: expect.any(String) });
    const events = await season.types(`action-${id}`);
    const lines = list().length;
    expect((await erase({ of: 'action', id })).body).toMatchObject({ texts: 0, position: null, items: [] });
    expect(await season.types(`action-${id}`)).toEqual(events);
    expect(list()).toHaveLength(lines);
  });

  it('erases single texts that the list names', async () => {
    const id = await season.submitted(words);
    const { items } = (await erase({ of: 'action', id, dryRun: true })).body;
    const details = items.find(({ kind }: { kind: string }) => kind === 'details').id;
    const done = await erase({ of: 'action', id, texts: [details] });
    expect(done.body.texts).toBe(1);
    const { body } = await season.after(done, `/api/actions/${id}`);
    expect(body).toMatchObject({ place: null, detailsId: details, evidence: [{ url: words.links[0], erased: null }] });
    const other = items.find(({ kind }: { kind: string }) => kind === 'link').id;
    const stranger = await season.submitted(words);
    expect(await erase({ of: 'action', id: stranger, texts: [other] })).toMatchObject({
      status: 404,
      body: { code: 'TEXT_UNKNOWN' },
    });
  });

  it('accepts the submission again and forgets the retry of its key', async () => {
    const id = 'keyed-action';
    const key = { 'idempotency-key': 'key-of-the-submission' };
    const put = (headers?: Record<string, string>) =>
      season.as(season.teniz, 'PUT', `/api/actions/${id}`, claim({ description: 'keyed-words' }), headers);
    expect((await put(key)).status).toBe(201);
    expect((await erase({ of: 'action', id })).body).toMatchObject({ texts: 2, responses: 1 });
    expect((await put()).status).toBe(200);
    expect(await put(key)).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await found('keyed-words')).toEqual([]);
  });
});

describe('the erasure of a college or a challenge', () => {
  it('erases the texts of the college, its actions and its adjustments', async () => {
    const own = await season.submitted({ description: 'words-of-dala' }, season.dala);
    const other = await season.submitted({ description: 'words-of-teniz' });
    const adjust = (collegeId: string, note: string) =>
      season.organiser('POST', `/api/challenges/${challengeId}/adjust`, {
        collegeId,
        points: 5,
        reason: 'bonus',
        note,
      });
    await adjust('dala', 'bonus-of-dala');
    await adjust('teniz', 'bonus-of-teniz');
    const enrolled = { students: 300, asOf: '2026-08-01', source: 'nobd', note: 'enrolled-of-dala' };
    await season.organiser('POST', '/api/colleges/dala/enrolments', enrolled);
    const done = await erase({ of: 'college', id: 'dala' });
    expect(done.status).toBe(200);
    const kept = ['words-of-teniz', 'bonus-of-teniz'];
    expect(await found('words-of-dala', 'bonus-of-dala', 'enrolled-of-dala', ...kept)).toEqual(kept);
    expect(await season.types(`action-${own}`)).toContain('ActionTextsErased');
    expect(await season.types(`action-${other}`)).toEqual(['ActionSubmitted']);
    expect(await season.types('college-dala')).toContain('CollegeTextsErased');
    const event = (await season.app.events(`challenge-${challengeId}`)).at(-1);
    expect(JSON.parse(event!.data)).toMatchObject({ collegeId: 'dala', texts: [expect.any(String)] });
    expect((await erase({ of: 'challenge', id: challengeId })).body.texts).toBe(1);
    expect(await found('bonus-of-teniz')).toEqual([]);
  });

  it('erases the notes on colleges that merged into it', async () => {
    const register = (id: string) => {
      const [names, shortNames] = [`${id} колледжі`, id].map((name) => ({ kk: name, ru: name, en: name }));
      return season.organiser('POST', '/api/colleges', { id, names, shortNames, district: 'aktau' });
    };
    const merge = (id: string, into: string, note: string) =>
      season.organiser('POST', `/api/colleges/${id}/merge`, { into, reason: 'other', note });
    for (const id of ['akbulak', 'zhanar', 'tobyl']) expect((await register(id)).status).toBe(201);
    expect((await merge('akbulak', 'tobyl', 'canary-merged-in')).status).toBe(200);
    expect((await merge('zhanar', 'dala', 'canary-merged-elsewhere')).status).toBe(200);
    const dry = (await erase({ of: 'college', id: 'tobyl', dryRun: true })).body;
    expect([dry.texts, dry.items[0].stream]).toEqual([1, 'college-akbulak']);
    expect((await erase({ of: 'college', id: 'tobyl', texts: [dry.items[0].id] })).status).toBe(200);
    const kept = ['canary-merged-elsewhere'];
    expect(await found('canary-merged-in', ...kept)).toEqual(kept);
    expect((await erase({ of: 'college', id: 'dala' })).status).toBe(200);
    expect(await found(...kept)).toEqual([]);
  });
});

describe('the erasure of a person', () => {
  it('erases name, login, password, links and sessions, and the account ends', async () => {
    const invited = await season.organiser('POST', '/api/invitations', { role: 'auditor', name: 'Canary Name' });
    const { accountId, token } = invited.body;
    const person = { login: 'canary-login', password: 'ұзын құпия сөз 77' };
    expect((await season.app.request('POST', `/api/invitations/${token}/accept`, { body: person })).status).toBe(200);
    const cookie = await season.app.cookieOf(accountId);
    expect(await found('Canary Name', 'canary-login')).toHaveLength(2);
    const done = await erase({ of: 'person', id: accountId });
    expect(done).toMatchObject({ status: 200, body: { people: 1, texts: 0 } });
    expect(await found('Canary Name', 'canary-login')).toEqual([]);
    expect((await season.as(cookie, 'GET', '/api/actions')).status).toBe(401);
    const types = await season.types(`account-${accountId}`);
    expect(types.slice(-2)).toEqual(['AccountClosed', 'PersonErased']);
    expect(list().at(-1)).toEqual({ at: '2026-09-01T05:00:00.000Z', account: accountId });
    expect((await erase({ of: 'person', id: accountId })).body).toMatchObject({
      people: 0,
      position: expect.anything(),
    });
    expect(await season.types(`account-${accountId}`)).toEqual(types);
  });

  it('does not bring the name back by a retry of the invitation', async () => {
    const invite = () =>
      season.organiser(
        'POST',
        '/api/invitations',
        { role: 'auditor', name: 'Canary Again' },
        { 'idempotency-key': 'i-1' },
      );
    const { accountId } = (await invite()).body;
    expect((await erase({ of: 'person', id: accountId })).body).toMatchObject({ people: 1, responses: 1 });
    expect((await invite()).status).toBe(422);
    expect(await found('Canary Again')).toEqual([]);
  });
});

describe('a request for an erasure', () => {
  it.each([
    [{ of: 'action', id: 'nobody' }, 404, 'ERASURE_UNKNOWN'],
    [{ of: 'college', id: 'nobody' }, 404, 'ERASURE_UNKNOWN'],
    [{ of: 'challenge', id: 'nobody' }, 404, 'ERASURE_UNKNOWN'],
    [{ of: 'person', id: 'nobody' }, 404, 'ERASURE_UNKNOWN'],
    [{ of: 'everything', id: 'x' }, 400, 'VALIDATION_FAILED'],
    [{ of: 'action' }, 400, 'VALIDATION_FAILED'],
    [{ of: 'action', id: 'x', texts: [] }, 400, 'VALIDATION_FAILED'],
    [{ of: 'action', id: 'x', reason: 'In words' }, 400, 'VALIDATION_FAILED'],
  ])('%j is refused with %i %s', async (body, status, code) => {
    const answer = await erase(body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is refused for the last organiser and for texts of a person', async () => {
    const id = season.app.adminId;
    const texts = ['00000001-5c1e-4d2a-9b3f-000000000001'];
    expect((await erase({ of: 'person', id, texts })).body.code).toBe('PERSON_HAS_NO_TEXTS');
    expect((await erase({ of: 'person', id })).body.code).toBe('LAST_ORGANISER');
    expect((await season.organiser('GET', '/api/actions')).status).toBe(200);
  });
});

describe('a note of a command that is refused or records nothing', () => {
  const adjustment = { collegeId: 'teniz', points: 3, reason: 'bonus' };
  const enrolment = { students: 700, asOf: '2026-01-01', source: 'nobd' };
  it.each([
    ['/api/colleges/nowhere/enrolments', enrolment, 404],
    ['/api/colleges/teniz/enrolments', { ...enrolment, asOf: '2999-01-01' }, 422],
    ['/api/colleges/nowhere/close', { reason: 'other' }, 404],
    [`/api/challenges/nowhere/adjust`, adjustment, 404],
    [`/api/challenges/${challengeId}/adjust`, { ...adjustment, collegeId: 'nowhere' }, 409],
    [`/api/challenges/${challengeId}/adjust`, { ...adjustment, points: 0 }, 200],
  ])('is not stored: %s %p', async (path, body, status) => {
    const answer = await season.organiser('POST', path, { ...body, note: 'canary-refused' });
    expect([answer.status, await found('canary-refused')]).toEqual([status, []]);
  });

  it('is not stored when the enrolment was recorded before', async () => {
    const record = (note: string) =>
      season.organiser('POST', '/api/colleges/teniz/enrolments', { ...enrolment, students: 701, note });
    await record('canary-first');
    expect((await record('canary-again')).status).toBeLessThan(300);
    expect(await found('canary-first', 'canary-again')).toEqual(['canary-first']);
  });
});

describe('texts that nobody needs', () => {
  const revise = async (id: string, changes: object) => {
    const { challengeId: _, ...body } = claim(changes);
    expect((await season.as(season.teniz, 'POST', `/api/actions/${id}/revise`, body)).status).toBe(200);
  };

  it('are erased when a revision replaces them', async () => {
    const id = await season.submitted({ links: ['https://example.kz/canary-old'], description: 'canary-old-words' });
    await revise(id, { links: ['https://example.kz/canary-new/'], description: 'canary-new-words' });
    const kept = ['canary-new/', 'canary-new-words'];
    expect(await found('canary-old', 'canary-old-words', ...kept)).toEqual(kept);
    expect(await season.types(`action-${id}`)).toEqual(['ActionSubmitted', 'ActionRevised']);
  });

  it('stay for an open dispute and go with its end', async () => {
    const id = await season.submitted({ description: 'canary-before' });
    const whose = { actionId: id, challengeId, collegeId: 'teniz' };
    const at = `/api/actions/${id}`;
    await season.given(`action-${id}`, { type: 'DecisionDisputed', data: { ...whose, note: null } });
    await revise(id, { description: 'canary-after' });
    expect(await found('canary-before')).toHaveLength(1);
    await season.as(season.aigul, 'POST', `${at}/approve`, { verified: { trees: 2 } });
    const resolved = await season.as(season.nurlan, 'POST', `${at}/resolve`, { outcome: 'upheld', reason: 'same' });
    expect(resolved.status).toBe(200);
    expect(await found('canary-before', 'canary-after')).toEqual(['canary-after']);
  });

  it('are erased thirty days after a withdrawal', async () => {
    const id = await season.submitted({ description: 'canary-withdrawn' });
    await season.as(season.teniz, 'POST', `/api/actions/${id}/withdraw`);
    const retention = season.app.app.get(TextRetention);
    season.clock.advance(29 * DAY_MS);
    await retention.run();
    expect(await found('canary-withdrawn')).toHaveLength(1);
    season.clock.advance(DAY_MS);
    await retention.run();
    expect(await found('canary-withdrawn')).toEqual([]);
  });

  it('are erased a month after a request that was cut short', async () => {
    const { Vault } = await import('../../src/vault/vault.js');
    const vault = season.app.app.get(Vault);
    await vault.put('note', { text: 'canary-orphan' }, undefined, 'action-cut-short');
    const retention = season.app.app.get(TextRetention);
    await retention.run();
    expect(await found('canary-orphan')).toHaveLength(1);
    season.clock.advance(32 * DAY_MS);
    await retention.run();
    expect(await found('canary-orphan')).toEqual([]);
  });
});
