import { challengeId } from '../support/challenge-history.js';
import { claim, GreenSeason } from '../support/green-season.js';

const path = `/api/challenges/${challengeId}`;

describe('POST /api/challenges/:id/finalise', () => {
  let season: GreenSeason;
  beforeAll(async () => {
    season = await GreenSeason.start();
  }, 120_000);
  afterAll(() => season?.app.close());

  const finalise = () => season.organiser('POST', `${path}/finalise`);

  it('refuses until everything is decided, makes the final, and allows a reopening', async () => {
    const accepted = await season.submitted();
    const contested = await season.submitted();
    const act = (cookie: string, id: string, step: string, body?: object) =>
      season.as(cookie, 'POST', `/api/actions/${id}/${step}`, body);
    expect((await act(season.aigul, accepted, 'approve', { verified: { trees: 28 } })).status).toBe(200);
    expect((await finalise()).body.code).toBe('SUBMISSIONS_NOT_CLOSED');
    expect((await season.organiser('POST', `${path}/freeze`)).status).toBe(200);
    expect((await season.organiser('POST', `${path}/close`)).status).toBe(200);
    expect((await season.as(season.teniz, 'PUT', '/api/actions/late', claim())).body.code).toBe('SUBMISSIONS_CLOSED');
    expect((await finalise()).body.code).toBe('DECISIONS_PENDING');
    expect((await act(season.nurlan, contested, 'reject', { reason: 'not-eligible' })).status).toBe(200);
    expect((await act(season.teniz, contested, 'dispute', { note: 'Келіспейміз' })).status).toBe(200);
    expect((await finalise()).body.code).toBe('DISPUTES_PENDING');
    const resolution = { outcome: 'approved', verified: { trees: 10 }, reason: 'second-look' };
    expect((await act(season.nurlan, contested, 'resolve', resolution)).body.code).toBe('DECIDED_BEFORE');
    expect((await act(season.aigul, contested, 'resolve', resolution)).status).toBe(200);
    const final = await finalise();
    expect(final.status).toBe(200);
    expect((await season.after(final, path)).body.state).toBe('final');
    expect((await season.app.request('GET', path)).body).toMatchObject({ state: 'closed', frozen: true });
    const revocation = { reason: 'reused-photo' };
    expect((await act(season.aigul, accepted, 'revoke', revocation)).body.code).toBe('CHALLENGE_FINAL');
    expect((await season.organiser('POST', `${path}/reopen`, { reason: 'appeal' })).status).toBe(200);
    expect((await act(season.aigul, accepted, 'revoke', revocation)).status).toBe(200);
  });
});
