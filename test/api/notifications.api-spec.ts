import { randomUUID } from 'node:crypto';
import { challengeId, rules } from '../support/challenge-history.js';
import { claim, GreenSeason } from '../support/green-season.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

let season: GreenSeason;
beforeAll(async () => {
  season = await GreenSeason.start();
}, 120_000);
afterAll(() => season?.app.close());
beforeEach(() => season.clock.advance(MINUTE_MS));

type Item = { id: string; kind: string; read: boolean; words: Record<string, string>; actionId: string; href: string };
const list = async (cookie: string, query = '') => {
  const { status, body } = await season.as(cookie, 'GET', `/api/notifications${query}`);
  expect(status).toBe(200);
  return body as { items: Item[]; total: number; unread: number };
};
const after = async ({ body }: { body: { position: string } }, cookie: string) =>
  list(cookie, `?atLeast=${body.position}&limit=100`);
const approve = (id: string, cookie = season.nurlan) =>
  season.as(cookie, 'POST', `/api/actions/${id}/approve`, { verified: { trees: 28, participants: 12 } });
const reject = (id: string) =>
  season.as(season.nurlan, 'POST', `/api/actions/${id}/reject`, { reason: 'photo-missing', note: 'Omarov' });

describe('GET /api/notifications', () => {
  it('tells a coordinator of questions and decisions, with what they brought', async () => {
    const id = await season.submitted();
    await season.as(season.nurlan, 'POST', `/api/actions/${id}/request-information`, { reason: 'photo-unclear' });
    season.clock.advance(MINUTE_MS);
    const { items, unread } = await after(await approve(id), season.teniz);
    expect(items.slice(0, 2)).toMatchObject([
      { kind: 'approved', actionId: id, href: `/portal/actions/${id}`, read: false, challengeId },
      { kind: 'question', actionId: id, href: `/portal/actions/${id}`, read: false },
    ]);
    expect(items[0]!.words['kk']).toMatch(/^Акция \(№ \d+-\d\) бекітілді, 36 ұпай\.$/);
    expect(items[1]!.words['ru']).toMatch(/есть вопрос\. Причина: фото нечёткое\.$/);
    expect(unread).toBe(2);
  });

  it('names no reviewer and no note', async () => {
    const rejected = await reject(await season.submitted({ kind: 'G1' }));
    const { items } = await after(rejected, season.teniz);
    expect(items[0]).toMatchObject({ kind: 'rejected' });
    const { accountId } = (await season.as(season.nurlan, 'GET', '/api/session')).body.viewer;
    expect(JSON.stringify(items)).not.toContain(accountId);
    expect(JSON.stringify(items)).not.toContain('Omarov');
  });

  it('shows nothing of one college to another', async () => {
    const { total } = await list(season.dala);
    const approved = await approve(await season.submitted({ doneOn: '2026-09-01', kind: 'G1' }));
    expect((await after(approved, season.dala)).total).toBe(total);
  });

  it('tells nobody of their own deed', async () => {
    const id = randomUUID();
    const sent = await season.as(season.teniz, 'PUT', `/api/actions/${id}`, claim());
    const { evidence } = (await season.after(sent, `/api/actions/${id}`, season.teniz)).body;
    const path = `/api/actions/${id}/evidence/${evidence[0].id}/take-down`;
    const taken = await season.as(season.teniz, 'POST', path, { reason: 'person-asked' });
    expect(taken.status).toBe(200);
    expect((await after(taken, season.teniz)).items.map(({ kind }) => kind)).not.toContain('evidence-taken-down');
    const colleague = (await season.app.signedIn('coordinator', 'teniz')).cookie;
    const other = await season.as(season.nurlan, 'POST', `/api/actions/${id}/request-information`, { reason: 'other' });
    expect((await after(other, colleague)).items.map(({ kind }) => kind)).toContain('evidence-taken-down');
  });

  it('tells reviewers of another college of a dispute, unless they decided before', async () => {
    const id = await season.submitted({ kind: 'G1' });
    await reject(id);
    const disputed = await season.as(season.teniz, 'POST', `/api/actions/${id}/dispute`, {});
    expect(disputed.status).toBe(200);
    const { items } = await after(disputed, season.aigul);
    expect(items[0]).toMatchObject({ kind: 'dispute-raised', actionId: id, href: '/console' });
    expect(items[0]!.words['ru']).toMatch(/^Колледж teniz: решение оспорено\./);
    expect((await list(season.nurlan)).items.map(({ actionId }) => actionId)).not.toContain(id);
    const own = (await season.app.signedIn('reviewer', 'teniz')).cookie;
    expect((await list(own)).total).toBe(0);
    expect((await list(season.app.adminCookie)).items[0]).toMatchObject({ kind: 'dispute-raised' });
    expect((await list((await season.app.signedIn('auditor')).cookie)).total).toBe(0);
  });

  it('is a page with its total, newest first', async () => {
    const { items, total } = await list(season.teniz, '?limit=100');
    const page = await list(season.teniz, '?limit=1&offset=1');
    expect([page.total, page.items[0]!.id]).toEqual([total, items[1]!.id]);
    expect((await season.as(season.teniz, 'GET', '/api/notifications?limit=101')).status).toBe(400);
  });

  it('refuses anonymous callers and screens', async () => {
    expect((await season.app.request('GET', '/api/notifications')).status).toBe(401);
    const { cookie } = await season.app.signedIn('screen', null);
    expect((await season.as(cookie, 'GET', '/api/notifications')).status).toBe(403);
  });
});

describe('POST /api/notifications/read', () => {
  it('marks some by id, for this account alone', async () => {
    const colleague = (await season.app.signedIn('coordinator', 'teniz')).cookie;
    season.clock.advance(MINUTE_MS);
    const asked = await season.as(
      season.nurlan,
      'POST',
      `/api/actions/${await season.submitted({ kind: 'G1' })}/request-information`,
      { reason: 'other' },
    );
    const [{ id }] = (await after(asked, colleague)).items as [Item];
    const before = (await list(season.teniz)).unread;
    const read = await season.as(season.teniz, 'POST', '/api/notifications/read', { ids: [id, 'no-such-id'] });
    expect(read).toMatchObject({ status: 200, body: { unread: before - 1 } });
    expect((await season.as(season.teniz, 'POST', '/api/notifications/read', { ids: [id] })).body.unread).toBe(
      before - 1,
    );
    expect((await list(season.teniz)).items.find((one) => one.id === id)!.read).toBe(true);
    expect((await list(colleague)).items.find((one) => one.id === id)!.read).toBe(false);
    expect((await list(season.teniz, '?unread=true')).items.map((one) => one.id)).not.toContain(id);
  });

  it('marks all up to the newest one shown', async () => {
    const { items } = await list(season.teniz);
    const { at } = (await season.as(season.teniz, 'GET', '/api/notifications')).body.items[1];
    await season.as(season.teniz, 'POST', '/api/notifications/read', { upTo: at });
    expect((await list(season.teniz, '?unread=true')).items.every(({ id }) => id === items[0]!.id)).toBe(true);
    const now = season.clock.now().toISOString();
    expect((await season.as(season.teniz, 'POST', '/api/notifications/read', { upTo: now })).body).toEqual({
      unread: 0,
    });
  });

  it.each([{}, { ids: [] }, { ids: ['a'], upTo: '2026-09-01T00:00:00.000Z' }, { upTo: 'now' }, { ids: ["'; --"] }])(
    'refuses another body: %j',
    async (body) => expect((await season.as(season.teniz, 'POST', '/api/notifications/read', body)).status).toBe(400),
  );

  it('counts nothing before the account as unread', async () => {
    const { cookie } = await season.app.signedIn('coordinator', 'teniz');
    const { items, unread } = await list(cookie);
    expect(items.length).toBeGreaterThan(3);
    expect([unread, items.every(({ read }) => read)]).toEqual([0, true]);
  });
});

describe('Deadlines', () => {
  it('come two days before, and go with their cause', async () => {
    const body = {
      rules: { ...rules, lapseDays: 10, disputeDays: 10 },
      retroactive: false,
      note: { kk: 'Мерзім', ru: 'Срок' },
    };
    expect((await season.organiser('POST', `/api/challenges/${challengeId}/rulebooks`, body)).status).toBe(200);
    const today = season.clock.now().toISOString().slice(0, 10);
    const id = await season.submitted({ kind: 'G4', doneOn: today });
    await season.as(season.nurlan, 'POST', `/api/actions/${id}/request-information`, { reason: 'photo-missing' });
    const soon = async () =>
      (await list(season.teniz, '?limit=100')).items.filter(
        ({ kind, actionId }) => kind === 'lapse-soon' && actionId === id,
      );
    expect(await soon()).toEqual([]);
    season.clock.advance(8 * DAY_MS);
    const cookie = (season.teniz = (await season.app.signedIn('coordinator', 'teniz')).cookie);
    const [deadline] = await soon();
    expect(deadline).toMatchObject({ href: `/portal/actions/${id}` });
    expect(deadline!.words['kk']).toMatch(/сұраққа 11 қыркүйекке дейін \(қоса алғанда\) жауап беріңіз/);
    expect((await season.as(cookie, 'POST', '/api/notifications/read', { ids: [deadline!.id] })).status).toBe(200);
    expect((await soon())[0]!.read).toBe(true);
    const withdrawn = await season.as(cookie, 'POST', `/api/actions/${id}/withdraw`);
    await after(withdrawn, cookie);
    expect(await soon()).toEqual([]);
  });
});

describe('The freeze', () => {
  it('hides the final and what a decision brought until the reveal', async () => {
    const organiser = await season.app.cookieOf(season.app.adminId);
    const nurlan = (await season.app.signedIn('reviewer', 'shagala')).cookie;
    const teniz = (await season.app.signedIn('coordinator', 'teniz')).cookie;
    const today = season.clock.now().toISOString().slice(0, 10);
    const id = await season.submitted({ doneOn: today }, teniz);
    const freeze = await season.as(organiser, 'POST', `/api/challenges/${challengeId}/freeze`);
    expect(freeze.status).toBe(200);
    const approved = await approve(id, nurlan);
    const hidden = (await after(approved, teniz)).items.find(({ actionId }) => actionId === id)!;
    expect(hidden.words['ru']).toMatch(/утверждена\.$/);
    const reveal = await season.as(organiser, 'POST', `/api/challenges/${challengeId}/reveal`);
    const { items } = await after(reveal, teniz);
    expect(items.find(({ actionId }) => actionId === id)!.words['ru']).toMatch(/утверждена, \d+ балл/);
    expect(items[0]).toMatchObject({ kind: 'revealed', href: '/portal' });
  });
});
