import { type LimitsUsed, previewPoints } from '../../projections/standings/points-preview.js';
import type { Rulebook } from '../../src/events/rulebook.js';
import { challengeId } from '../support/challenge-history.js';
import { GreenSeason } from '../support/green-season.js';

describe('GET /api/challenges/:id/colleges/:collegeId/limits', () => {
  let season: GreenSeason;
  const limits = (collegeId = 'teniz') => `/api/challenges/${challengeId}/colleges/${collegeId}/limits`;
  beforeAll(async () => {
    season = await GreenSeason.start();
  }, 120_000);
  afterAll(() => season?.app.close());

  const approve = async (id: string, verified: object) => {
    const answer = await season.as(season.nurlan, 'POST', `/api/actions/${id}/approve`, { verified });
    expect(answer.status).toBe(200);
    return answer;
  };

  it('lets the browser compute the points of a claim', async () => {
    const first = await season.submitted();
    const second = await season.submitted({ links: [] });
    const decided = await approve(first, { trees: 20, participants: 10 });
    const challenge = await season.as(season.teniz, 'GET', `/api/challenges/${challengeId}`);
    const { body } = await season.after(decided, limits(), season.teniz);
    expect(body).toMatchObject({ collegeId: 'teniz', frozen: false, rulebookVersion: 1 });
    expect(body.days).toMatchObject([{ kind: 'G4', doneOn: '2026-09-01' }]);
    expect(body.open).toEqual([{ actionId: second, kind: 'G4', doneOn: '2026-09-01' }]);
    const numbers = { trees: 30, participants: 12 };
    const claim = { kind: 'G4', doneOn: '2026-09-01', submittedOn: '2026-09-01', numbers };
    const preview = previewPoints(challenge.body.rules as Rulebook, claim, body as LimitsUsed);
    const points = async (after: typeof decided) => {
      const path = `/api/challenges/${challengeId}/colleges/teniz/points`;
      return (await season.after(after, path, season.teniz)).body.points as number;
    };
    const before = await points(decided);
    expect((await points(await approve(second, numbers))) - before).toBe(preview.change);
  });

  it('is for the own college and for staff', async () => {
    expect((await season.as(season.dala, 'GET', limits())).body.code).toBe('NOT_YOUR_COLLEGE');
    expect((await season.as(season.nurlan, 'GET', limits())).status).toBe(200);
    expect((await season.app.request('GET', limits())).status).toBe(401);
    expect((await season.as(season.nurlan, 'GET', limits('shagala'))).body.code).toBe('COLLEGE_NOT_IN_CHALLENGE');
  });

  it('stays as it was at the freeze for a coordinator', async () => {
    const id = await season.submitted({
      doneOn: '2026-09-01',
      kind: 'G1',
      claimed: { bags: { value: 5, precision: 'exact' } },
    });
    const frozen = await season.organiser('POST', `/api/challenges/${challengeId}/freeze`);
    expect(frozen.status).toBe(200);
    const before = await season.after(frozen, limits(), season.teniz);
    const decided = await approve(id, { bags: 50 });
    const { body } = await season.after(decided, limits(), season.teniz);
    expect(body).toMatchObject({ frozen: true, kinds: before.body.kinds, days: before.body.days });
    const staff = await season.after(decided, limits(), season.nurlan);
    expect(staff.body.days.map(({ kind }: { kind: string }) => kind)).toContain('G1');
  });
});
