import { challengeId, rules } from '../support/challenge-history.js';
import { GreenSeason } from '../support/green-season.js';

describe('POST /api/challenges/:id/adjust', () => {
  let season: GreenSeason;
  beforeAll(async () => {
    season = await GreenSeason.start();
  }, 120_000);
  afterAll(() => season?.app.close());

  it('adjusts once under a key and replays the response', async () => {
    const penalty = { collegeId: 'dala', points: -20, reason: 'reused-photo', note: 'Сурет қайталанған' };
    const adjust = () =>
      season.organiser('POST', `/api/challenges/${challengeId}/adjust`, penalty, { 'idempotency-key': 'penalty-1' });
    const first = await adjust();
    expect(first.status).toBe(200);
    expect(await adjust()).toMatchObject({ status: 200, body: first.body });
    expect((await season.types('challenge-')).filter((type) => type === 'PointsAdjusted')).toHaveLength(1);
  });

  it('lists adjustments to everybody, and proposals, codes and notes to staff', async () => {
    const path = `/api/challenges/${challengeId}`;
    const strict = { ...rules, secondOrganiserFrom: 50 };
    const note = { kk: 'Екі адам', ru: 'Вдвоём' };
    await season.organiser('POST', `${path}/rulebooks`, { rules: strict, retroactive: true, note });
    const adjust = (adjustmentId: string, points: number) =>
      season.organiser('POST', `${path}/adjust`, {
        ...{ adjustmentId, points, collegeId: 'teniz', reason: 'jury', note: 'Құпия сөз' },
      });
    await adjust('bonus-1', 5);
    const proposal = await adjust('bonus-2', 60);
    const shown = async (cookie?: string) => {
      const { body } = await season.after(proposal, `${path}/adjustments`, cookie ?? '');
      return body.adjustments.filter(({ collegeId }: { collegeId: string }) => collegeId === 'teniz');
    };
    for (const cookie of [undefined, season.teniz])
      expect(await shown(cookie)).toEqual([
        {
          id: 'bonus-1',
          collegeId: 'teniz',
          points: 5,
          state: 'made',
          at: expect.any(String),
          reasonText: { kk: 'Қазылар шешімі', ru: 'Решение жюри', en: 'Decision of the jury' },
        },
      ]);
    for (const cookie of [season.app.adminCookie, season.aigul])
      expect(await shown(cookie)).toMatchObject([
        { id: 'bonus-1', staff: { reason: 'jury', note: 'Құпия сөз', by: season.app.adminId, decision: null } },
        { id: 'bonus-2', state: 'proposed' },
      ]);
    expect((await season.organiser('GET', '/api/challenges/none/adjustments')).body.code).toBe('CHALLENGE_UNKNOWN');
  });

  it('hides adjustments made during a freeze from outsiders', async () => {
    const path = `/api/challenges/${challengeId}`;
    await season.organiser('POST', `${path}/freeze`);
    const secret = { adjustmentId: 'secret-1', collegeId: 'dala', points: -7, reason: 'penalty' };
    const adjusted = await season.organiser('POST', `${path}/adjust`, secret);
    const ids = async (written: typeof adjusted, cookie: string) =>
      (await season.after(written, `${path}/adjustments`, cookie)).body.adjustments.map(({ id }: { id: string }) => id);
    expect(await ids(adjusted, season.dala)).not.toContain('secret-1');
    expect(await ids(adjusted, season.nurlan)).toContain('secret-1');
    const revealed = await season.organiser('POST', `${path}/reveal`);
    expect(await ids(revealed, season.dala)).toContain('secret-1');
  });
});
