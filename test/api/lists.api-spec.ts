import { eventWords } from '../../src/events/event-words.js';
import { reasonWords } from '../../src/events/reason-words.js';
import type { EventType } from '../../src/events/schemas.js';
import type { TestApp } from '../support/app.js';
import { type Cast, playSeason, startSeasonApp } from '../support/played-season.js';

let server: TestApp;
let cast: Cast;
beforeAll(async () => {
  server = await startSeasonApp();
  cast = await playSeason(server);
  const last = (await server.events()).at(-1)!.position;
  await get(`/api/actions?atLeast=${last}`);
  await get(`/api/audit?atLeast=${last}`);
}, 120_000);
afterAll(() => server?.close());

const get = async (path: string, cookie: string | undefined = cast.admin) => server.request('GET', path, { cookie });
const lists = [
  ['/api/actions', 100],
  ['/api/colleges', 1000],
  ['/api/challenges', 1000],
  ['/api/audit', 200],
  ['/api/accounts', 1000],
] as const;

describe.each(lists)('the list %s', (path, most) => {
  test('comes in pages that together are the whole, each with the total', async () => {
    const whole = await get(`${path}?limit=${most}`);
    expect(whole).toMatchObject({ status: 200, body: { total: whole.body.items.length } });
    expect(whole.body.total).toBeGreaterThan(1);
    const pages: unknown[] = [];
    for (let offset = 0; offset < whole.body.total; offset += 2) {
      const { body } = await get(`${path}?limit=2&offset=${offset}`);
      expect(body.total).toBe(whole.body.total);
      expect(body.items.length).toBe(Math.min(2, whole.body.total - offset));
      pages.push(...body.items);
    }
    expect(pages).toEqual(whole.body.items);
    expect((await get(`${path}?offset=5000`)).body).toEqual({ ...whole.body, items: [] });
  });

  test.each([
    'limit=0',
    'limit=-1',
    'limit=many',
    `limit=${most + 1}`,
    'limit=1.5',
    'limit=1&limit=2',
    'offset=-1',
    'offset=x',
  ])('refuses %s, naming the field', async (query) => {
    const [field] = query.split('=');
    expect(await get(`${path}?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', errors: [{ path: field }] },
    });
  });
});

describe('a filter', () => {
  test.each([
    ['/api/actions', 'status=approved', ({ status }: { status: string }) => status === 'approved'],
    ['/api/actions', 'collegeId=teniz', ({ collegeId }: { collegeId: string }) => collegeId === 'teniz'],
    ['/api/challenges', 'state=open', ({ state }: { state: string }) => state === 'open'],
    ['/api/challenges', 'track=amal', ({ track }: { track: string }) => track === 'amal'],
    ['/api/accounts', 'role=reviewer', ({ role }: { role: string }) => role === 'reviewer'],
    ['/api/accounts', 'collegeId=teniz&state=open', ({ collegeId }: { collegeId: string }) => collegeId === 'teniz'],
    ['/api/audit', 'type=ActionApproved', ({ type }: { type: string }) => type === 'ActionApproved'],
  ] as const)('returns exactly the items of %s with %s', async (path, query, fits) => {
    const all = (await get(`${path}?limit=100`)).body.items as never[];
    const { body } = await get(`${path}?limit=100&${query}`);
    const wanted = all.filter((item) => fits(item));
    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.length).toBeLessThan(all.length);
    expect(body).toMatchObject({ items: wanted, total: wanted.length });
  });

  test.each([
    '/api/actions?pending=false&challengeId=green-2026&kind=G4',
    '/api/actions?status=approved&collegeId=dala',
    '/api/actions?flag=any&disputed=false',
    '/api/actions?flag=any&collegeId=dala&status=approved',
    '/api/audit?type=ActionSubmitted&stream=action-dala-1',
    '/api/audit?type=ActionSubmitted',
    '/api/colleges?state=any&district=aktau',
  ])('together with others comes in pages that are the whole: %s', async (path) => {
    const whole = (await get(`${path}&limit=100`)).body;
    expect(whole.total).toBe(whole.items.length);
    expect(whole.total).toBeGreaterThan(0);
    const pages: unknown[] = [];
    for (let offset = 0; offset <= whole.total; offset += 1)
      pages.push(...(await get(`${path}&limit=1&offset=${offset}`)).body.items);
    expect(pages).toEqual(whole.items);
    const wanted = [...new URLSearchParams(path.split('?')[1])].filter(([, value]) => value !== 'any');
    for (const item of whole.items)
      for (const [field, value] of wanted)
        if (field in item) expect([field, String(item[field])]).toEqual([field, value]);
  });

  test('returns all colleges of a district and no others', async () => {
    expect((await get('/api/colleges?district=aktau')).body.total).toBe(3);
    expect((await get('/api/colleges?district=beineu')).body).toEqual({ items: [], total: 0 });
  });

  test.each([
    '/api/actions?status=lost',
    '/api/actions?pending=maybe',
    '/api/actions?flag=lost',
    '/api/actions?disputed=1',
    '/api/audit?type=Lost',
    '/api/audit?afterReset=false',
    '/api/challenges/green-2026/objections?state=lost',
    '/api/colleges/teniz/journal?limit=201',
    '/api/colleges/teniz/journal?offset=-1',
    '/api/colleges?state=lost',
    '/api/challenges?state=lost',
    '/api/challenges?track=chess',
    '/api/accounts?role=king',
    '/api/accounts?unconfirmed=1',
    '/api/colleges?district=%D0%90',
  ])('with a value that cannot be is refused: %s', async (path) => {
    const [, field] = /\?(\w+)=/.exec(path)!;
    const errors = [{ path: field }];
    expect(await get(path)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED', errors } });
  });
});

describe('the journal of a college', () => {
  test('comes in pages that together are the whole', async () => {
    const whole = (await get('/api/colleges/teniz/journal')).body;
    expect([whole.entries.length > 4, whole.next]).toEqual([true, null]);
    const pages: unknown[] = [];
    for (let offset: number | null = 0; offset !== null;) {
      const { entries, next } = (await get(`/api/colleges/teniz/journal?limit=2&offset=${offset}`)).body;
      expect(entries.length).toBe(Math.min(2, whole.entries.length - offset));
      pages.push(...entries);
      offset = next as number | null;
    }
    expect(pages).toEqual(whole.entries);
  });
});

describe('events in lists', () => {
  test('have their words in three languages, and reasons too', async () => {
    const journal = (await get('/api/colleges/teniz/journal')).body.entries;
    const action = (await get('/api/actions/trees-1')).body.journal;
    const audit = (await get('/api/audit?limit=200')).body.items;
    for (const { type, words, reason = null, reasonText = null } of [...journal, ...action, ...audit]) {
      expect([type, words]).toEqual([type, eventWords[type as EventType]]);
      expect([reason, reasonText]).toEqual([reason, reason && reasonWords[reason]]);
    }
    const reasons = [journal, action].map((list) => list.filter(({ reason }: { reason: unknown }) => reason).length);
    expect(reasons.every((count) => count > 0)).toBe(true);
  });
});

describe('visibility by role', () => {
  test("a coordinator sees the own college's actions without the reviewers", async () => {
    const { body } = await get('/api/actions', cast.teniz);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['trees-1']);
    expect(body).toMatchObject({ total: 1, items: [{ revision: null, endorsement: null }] });
    expect(body.items[0].journal.map(({ actor }: { actor: unknown }) => actor)).toEqual(
      Array(body.items[0].journal.length).fill(null),
    );
    expect((await get('/api/actions?collegeId=dala', cast.teniz)).body.code).toBe('NOT_YOUR_COLLEGE');
    expect((await get('/api/actions/dala-1', cast.teniz)).body.code).toBe('ACTION_UNKNOWN');
    expect((await get('/api/colleges/dala/journal', cast.teniz)).body.code).toBe('NOT_YOUR_COLLEGE');
    expect((await get('/api/colleges/nobody/journal', cast.teniz)).body.code).toBe('NOT_YOUR_COLLEGE');
    expect((await get('/api/colleges/nobody/journal')).body.code).toBe('COLLEGE_UNKNOWN');
    const commands = ['withdraw', 'dispute'].map((what) =>
      server.request('POST', `/api/actions/dala-1/${what}`, { cookie: cast.teniz, body: {} }),
    );
    for (const { status, body: refused } of await Promise.all(commands))
      expect([status, refused.code]).toEqual([404, 'ACTION_UNKNOWN']);
    expect((await get('/api/actions?limit=100')).body.total).toBe(6);
  });

  test('the public sees approved actions only, and no list of them', async () => {
    for (const path of ['/api/actions', '/api/actions/trees-1', '/api/audit', '/api/accounts'])
      expect((await server.request('GET', path)).status).toBe(401);
    const points = await server.request('GET', '/api/challenges/green-2026/colleges/dala/points');
    expect(points.body.actions.map(({ actionId }: { actionId: string }) => actionId)).toEqual([
      'dala-4',
      'dala-2',
      'dala-1',
    ]);
    const said = JSON.stringify([points.body, (await server.request('GET', '/api/challenges/green-2026/news')).body]);
    expect(said).not.toMatch(/dala-3|dala-5|reviewer/);
  });

  test('only staff see changes after a freeze, also through filters and totals', async () => {
    const organiser = (path: string, body?: unknown, method = 'POST') =>
      server.request(method, `/api/challenges/green-2026${path}`, { cookie: cast.admin, body });
    const { cookie: screen } = await server.signedIn('screen');
    const here = '/api/challenges/green-2026';
    const paths = [
      ...['/api/challenges', '/api/challenges?state=open', '/api/challenges?state=closed', here],
      ...['', '?board=per-100', '.csv'].map((more) => `${here}/standings${more}`),
      ...['history', 'news', 'adjustments', 'finals', 'rulebooks', 'after-final'].map((more) => `${here}/${more}`),
      ...['points', 'changes', 'changes?to=2030-01-01'].map((more) => `${here}/colleges/teniz/${more}`),
      ...['colleges/dala/points', 'colleges/dala/changes'].map((more) => `${here}/${more}`),
    ];
    const look = async (cookie?: string) => {
      const told: unknown[] = [];
      for (const path of paths) {
        const { status, headers, body } = await server.request('GET', path, { cookie });
        told.push([path, status, headers.get('etag'), body]);
      }
      return told;
    };
    await organiser('/close');
    const frozen = await organiser('/freeze');
    await get(`/api/challenges?atLeast=${frozen.body.position}`);
    const before = await look();

    const again = { verified: { trees: 27 }, reason: 'recount' };
    await server.request('POST', '/api/actions/trees-1/correct', { cookie: cast.aigul, body: again });
    await organiser('/adjust', { collegeId: 'teniz', points: 5, reason: 'bonus' });
    const left = await organiser('/colleges/dala', undefined, 'DELETE');
    await get(`/api/challenges?atLeast=${left.body.position}`);
    await get(`${here}/standings?atLeast=${left.body.position}`);

    for (const cookie of [undefined, cast.teniz, screen]) expect(await look(cookie)).toEqual(before);
    expect(await look(cast.admin)).not.toEqual(before);
    const revealed = await organiser('/reveal');
    await get(`${here}/standings?atLeast=${revealed.body.position}`);
    expect(await look()).not.toEqual(before);
  });
});

describe('the revision of an action', () => {
  const as = (cookie: string, method: string, path: string, body?: unknown) =>
    server.request(method, path, { cookie, body });

  test('is that of its stream, in the list and alone', async () => {
    const { body } = await get('/api/actions?limit=100');
    for (const { id, revision } of body.items) {
      const stream = (await server.events()).filter((event) => event.stream === `action-${id}`);
      expect([id, revision]).toEqual([id, stream.at(-1)!.revision]);
      expect((await get(`/api/actions/${id}`)).body.revision).toBe(revision);
    }
    expect(body.items.length).toBeGreaterThan(3);
  });

  test('keeps a reviewer from deciding on what they have not seen', async () => {
    const rulebook = await as(cast.admin, 'POST', '/api/challenges/amal-2026/rulebooks', {});
    expect(rulebook.status).toBe(200);
    await as(cast.admin, 'POST', '/api/challenges/amal-2026/open', { colleges: ['teniz'] });
    const claim = { kind: 'A6', doneOn: '2026-09-04', claimed: { donors: { value: 5, precision: 'exact' } } };
    await as(cast.teniz, 'PUT', '/api/actions/blood-1', { challengeId: 'amal-2026', ...claim });
    const revised = await as(cast.teniz, 'POST', '/api/actions/blood-1/revise', { ...claim, place: 'Ақтау' });
    const { body: seen } = await get(`/api/actions/blood-1?atLeast=${revised.body.position}`, cast.aigul);

    for (const [what, more] of [
      ['approve', {}],
      ['reject', { reason: 'not-eligible' }],
    ] as const) {
      const body = what === 'approve' ? { verified: { donors: 5 }, ...more } : more;
      const refused = await as(cast.aigul, 'POST', `/api/actions/blood-1/${what}?lang=ru`, {
        ...body,
        revision: seen.revision - 1,
      });
      expect(refused).toMatchObject({
        status: 409,
        body: { code: 'ACTION_CHANGED', params: { revision: seen.revision } },
      });
      expect(refused.body.title).toContain('изменилась');
    }
    const approval = { verified: { donors: 5 }, revision: seen.revision };
    expect(await as(cast.aigul, 'POST', '/api/actions/blood-1/approve', approval)).toMatchObject({
      status: 200,
      body: { decided: true },
    });
    const count = (await server.events('action-blood-1')).length;
    expect((await as(cast.nurlan, 'POST', '/api/actions/blood-1/approve', approval)).status).toBe(200);
    expect((await server.events('action-blood-1')).length).toBe(count);
    const correction = { verified: { donors: 4 }, reason: 'recount', revision: seen.revision };
    expect((await as(cast.nurlan, 'POST', '/api/actions/blood-1/correct', correction)).body.code).toBe(
      'ACTION_CHANGED',
    );
    expect(
      (await as(cast.nurlan, 'POST', '/api/actions/blood-1/correct', { ...correction, revision: -1 })).status,
    ).toBe(400);
  });
});
