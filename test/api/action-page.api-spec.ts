import { challengeId, rules } from '../support/challenge-history.js';
import { claim, GreenSeason } from '../support/green-season.js';
import type { Answer } from '../support/app.js';

describe('GET /api/actions/:id', () => {
  let season: GreenSeason;
  beforeAll(async () => {
    season = await GreenSeason.start();
    const note = { kk: 'Мерзімдер', ru: 'Сроки' };
    const published = await season.organiser('POST', `/api/challenges/${challengeId}/rulebooks`, {
      rules: { ...rules, disputeDays: 5, lapseDays: 10 },
      note,
    });
    expect(published.status).toBe(200);
  }, 120_000);
  afterAll(() => season?.app.close());

  const review = (id: string, what: string, body: object) =>
    season.as(season.nurlan, 'POST', `/api/actions/${id}/${what}`, body);
  const page = async (after: Answer, id: string, cookie = season.teniz) =>
    (await season.after(after, `/api/actions/${id}`, cookie)).body;

  it('shows the open question with its last day, until it is answered', async () => {
    const id = await season.submitted();
    const asked = await review(id, 'request-information', { reason: 'photo-missing', note: 'Қалғаны қайда?' });
    expect(await page(asked, id)).toMatchObject({
      status: 'needs-info',
      question: { reason: 'photo-missing', note: 'Қалғаны қайда?', lapsesOn: '2026-09-11' },
      dispute: { possible: false, until: null, why: 'NOTHING_TO_DISPUTE', whyText: { ru: expect.any(String) } },
    });
    const { challengeId: _, ...sent } = claim();
    const answered = await season.as(season.teniz, 'POST', `/api/actions/${id}/revise`, { ...sent, answer: 'Міне.' });
    expect(await page(answered, id)).toMatchObject({ status: 'submitted', question: null });
  });

  it('says what was claimed, what was verified and what it brings', async () => {
    const id = await season.submitted({ kind: 'G1', claimed: { bags: { value: 60, precision: 'about' } } });
    const decided = await review(id, 'approve', { verified: { bags: 20 } });
    const { outcome, claimed, verified } = await page(decided, id);
    expect([claimed.bags.value, verified.bags]).toEqual([60, 20]);
    expect(outcome.points).toMatchObject({ actionId: id, points: outcome.brings, dayLimit: false });
    const { base, parts, capCut } = outcome.points;
    const sum = parts.reduce((all: number, part: { points: number }) => all + part.points, base) - capCut;
    expect(sum).toBe(outcome.points.points);
    expect(outcome.claimedPoints).toBeGreaterThan(outcome.brings);
    const points = await season.after(decided, `/api/challenges/${challengeId}/colleges/teniz/points`, season.teniz);
    const explained = points.body.actions.find(({ actionId }: { actionId: string }) => actionId === id);
    expect(outcome.points).toEqual(explained);
  });

  it('offers a dispute until its last day, and says why not afterwards', async () => {
    const id = await season.submitted({ claimed: { trees: { value: 35, precision: 'exact' } } });
    const decided = await review(id, 'reject', { reason: 'not-eligible' });
    expect(await page(decided, id)).toMatchObject({
      dispute: { possible: true, until: '2026-09-06', why: null },
      outcome: { unscored: 'rejected', points: null, brings: null },
    });
    const disputed = await season.as(season.teniz, 'POST', `/api/actions/${id}/dispute`, { note: 'Қате' });
    expect(disputed.status).toBe(200);
    expect((await page(disputed, id)).dispute).toMatchObject({ possible: false, why: 'DISPUTED_BEFORE' });
    const other = await season.submitted({ claimed: { trees: { value: 36, precision: 'exact' } } });
    const late = await review(other, 'reject', { reason: 'not-eligible' });
    season.clock.time = new Date('2026-09-07T05:00:00.000Z');
    season.teniz = (await season.app.signedIn('coordinator', 'teniz')).cookie;
    expect((await page(late, other)).dispute).toMatchObject({ possible: false, why: 'DISPUTE_TOO_LATE' });
    const refused = await season.as(season.teniz, 'POST', `/api/actions/${other}/dispute`, { note: 'Кеш' });
    expect(refused.body.code).toBe('DISPUTE_TOO_LATE');
    season.dala = (await season.app.signedIn('coordinator', 'dala')).cookie;
    expect((await season.as(season.dala, 'GET', `/api/actions/${other}`)).body.code).toBe('ACTION_UNKNOWN');
  });

  it('shows the college the points of the freeze', async () => {
    season.nurlan = (await season.app.signedIn('reviewer', 'shagala')).cookie;
    season.app.adminCookie = await season.app.cookieOf(season.app.adminId);
    const id = await season.submitted({
      kind: 'G1',
      doneOn: '2026-09-06',
      claimed: { bags: { value: 60, precision: 'exact' } },
    });
    expect((await season.organiser('POST', `/api/challenges/${challengeId}/freeze`)).status).toBe(200);
    const decided = await review(id, 'approve', { verified: { bags: 50 } });
    expect((await page(decided, id)).outcome).toMatchObject({ frozen: true, points: null, brings: null });
    expect((await page(decided, id, season.nurlan)).outcome.brings).toBeGreaterThan(0);
  });
});
