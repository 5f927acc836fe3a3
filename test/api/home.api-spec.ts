import type { Answer } from '../support/app.js';
import { challengeId, rules } from '../support/challenge-history.js';
import { GreenSeason } from '../support/green-season.js';

describe('GET /api/home', () => {
  let season: GreenSeason;
  const ids: Record<string, string> = {};
  let last: Answer;

  const review = async (id: string, what: string, body: object) => {
    last = await season.as(season.nurlan, 'POST', `/api/actions/${ids[id]}/${what}`, body);
    expect(last.status).toBe(200);
    season.clock.advance(1_000);
  };
  const signInAgain = async () => {
    season.teniz = (await season.app.signedIn('coordinator', 'teniz')).cookie;
    season.dala = (await season.app.signedIn('coordinator', 'dala')).cookie;
    season.nurlan = (await season.app.signedIn('reviewer', 'shagala')).cookie;
    season.app.adminCookie = await season.app.cookieOf(season.app.adminId);
  };
  const home = async (cookie = season.teniz) => (await season.after(last, '/api/home', cookie)).body;
  const bags = (value: number) => ({ kind: 'G1', claimed: { bags: { value, precision: 'exact' } } });

  beforeAll(async () => {
    season = await GreenSeason.start();
    const note = { kk: 'Мерзімдер', ru: 'Сроки' };
    const published = await season.organiser('POST', `/api/challenges/${challengeId}/rulebooks`, {
      rules: { ...rules, disputeDays: 5, lapseDays: 10 },
      note,
    });
    expect(published.status).toBe(200);
    ids['dala'] = await season.submitted(bags(5), season.dala);
    ids['small'] = await season.submitted(bags(60));
    await review('dala', 'approve', { verified: { bags: 5 } });
    season.clock.time = new Date('2026-09-02T05:00:00.000Z');
    await signInAgain();
    ids['asked'] = await season.submitted({ ...bags(9), doneOn: '2026-09-02', place: 'Құрық ауылы' });
    ids['waits'] = await season.submitted({ doneOn: '2026-09-02' });
    ids['refused'] = await season.submitted();
    await review('small', 'approve', { verified: { bags: 50 } });
    await review('asked', 'request-information', { reason: 'photo-missing', note: 'Қалғаны қайда?' });
    await review('refused', 'reject', { reason: 'not-eligible', note: 'Мерзімі өткен' });
  }, 120_000);
  afterAll(() => season?.app.close());

  it('shows the place, the next better one and the last change', async () => {
    const { college, challenges, today } = await home();
    expect([college.id, today]).toEqual(['teniz', '2026-09-02']);
    expect(college.shortNames.kk).not.toBe('');
    expect(challenges).toMatchObject([{ id: challengeId, track: 'green', state: 'open', frozen: false }]);
    expect(challenges[0].place).toMatchObject({ rank: 1, of: 2, rankChange: 1, next: null });
    const other = (await home(season.dala)).challenges[0].place;
    expect(other).toMatchObject({ rank: 2, rankChange: -1, next: { rank: 1, collegeId: 'teniz' } });
    expect(other.next.gap).toBe(challenges[0].place.points - other.points);
    expect(other.next.toOvertake).toBe(other.next.gap + 1);
  });

  it('lists what needs the college by urgency, with the words of reviewers', async () => {
    const { needs, waiting } = await home();
    expect(needs.total).toBe(3);
    const lines = needs.items.map((one: { what: string; until: string; note: string; action: { id: string } }) => [
      one.what,
      one.until,
      one.note,
      Object.keys(ids).find((name) => ids[name] === one.action.id),
    ]);
    expect(lines).toEqual([
      ['dispute', '2026-09-07', null, 'small'],
      ['dispute', '2026-09-07', 'Мерзімі өткен', 'refused'],
      ['question', '2026-09-12', 'Қалғаны қайда?', 'asked'],
    ]);
    expect(needs.items[2].action).toMatchObject({ place: 'Құрық ауылы', receipt: expect.stringMatching(/^\d+-\d$/) });
    expect(waiting).toEqual({ count: 1, oldest: '2026-09-02T05:00:00.000Z' });
  });

  it('lists what was decided last with its points and reasons', async () => {
    const { decided } = await home();
    expect(decided).toMatchObject([
      { id: expect.any(String), status: expect.any(String) },
      { id: expect.any(String), status: expect.any(String) },
    ]);
    const of = (name: string) => decided.find(({ id }: { id: string }) => id === ids[name]);
    expect(of('refused')).toMatchObject({
      points: null,
      reason: 'not-eligible',
      reasonText: { ru: expect.any(String) },
    });
    expect(of('small')).toMatchObject({ claimed: { bags: { value: 60 } }, verified: { bags: 50 } });
    const explained = await season.after(last, `/api/challenges/${challengeId}/colleges/teniz/points`, season.teniz);
    expect(of('small').points).toBe(explained.body.actions[0].points);
  });

  it('is for coordinators only and shows nothing of other colleges', async () => {
    expect((await season.app.request('GET', '/api/home')).status).toBe(401);
    expect((await season.as(season.nurlan, 'GET', '/api/home')).status).toBe(403);
    const other = await home(season.dala);
    expect(other).toMatchObject({ needs: { total: 0 }, waiting: { count: 0, oldest: null } });
    expect(other.decided.map(({ id }: { id: string }) => id)).toEqual([ids['dala']]);
  });

  it('stays at the freeze for place and points, while questions still arrive', async () => {
    last = await season.organiser('POST', `/api/challenges/${challengeId}/freeze`);
    expect(last.status).toBe(200);
    const before = await home();
    await review('waits', 'approve', { verified: { trees: 30 } });
    const after = await home();
    expect(after.challenges[0]).toMatchObject({ frozen: true, place: before.challenges[0].place });
    const decided = after.decided.find(({ id }: { id: string }) => id === ids['waits']);
    expect(decided).toMatchObject({ status: 'approved', points: null });
    expect(after.waiting.count).toBe(0);
  });
});
