import { challengeId } from '../support/challenge-history.js';
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
});
