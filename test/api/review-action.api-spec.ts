import { challengeId, rules } from '../support/challenge-history.js';
import { claim, GreenSeason } from '../support/green-season.js';

describe('the review of an action', () => {
  let season: GreenSeason;
  beforeAll(async () => {
    season = await GreenSeason.start();
  }, 120_000);
  afterAll(() => season?.app.close());

  it('leads from a question and an answer to approved points', async () => {
    const path = `/api/actions/${await season.submitted()}`;
    const question = { reason: 'photo-unclear', note: 'Суретті анықтап жіберіңіз' };
    const asked = await season.as(season.aigul, 'POST', `${path}/request-information`, question);
    expect(asked.status).toBe(200);
    const returned = await season.after(asked, path, season.teniz);
    expect(returned.body).toMatchObject({ status: 'needs-info', journal: [{}, { ...question, actor: null }] });
    const keep = returned.body.evidence.map(({ id }: { id: string }) => id);
    const { challengeId: _, ...answer } = claim({ keep, links: ['https://example.kz/foto/3'] });
    expect((await season.as(season.teniz, 'POST', `${path}/revise`, answer)).status).toBe(200);
    const verified = { trees: 28, participants: 12 };
    const approved = await season.as(season.aigul, 'POST', `${path}/approve`, { verified });
    expect(approved).toMatchObject({ status: 200, body: { decided: true } });
    expect((await season.after(approved, path, season.nurlan)).body).toMatchObject({
      status: 'approved',
      verified: { trees: 28 },
      evidence: [{ url: 'https://example.kz/foto/1' }, { url: 'https://example.kz/foto/3' }],
    });
    const { body } = await season.after(approved, `/api/challenges/${challengeId}/standings`);
    expect(body.rows[0]).toMatchObject({ collegeId: 'teniz', points: 46, actions: 1 });
    const again = await season.as(season.aigul, 'POST', `${path}/approve`, { verified });
    expect(again).toMatchObject({ status: 200, body: { decided: true } });
  });

  it('shows before and after of a revision that becomes another deed', async () => {
    const id = await season.submitted();
    const path = `/api/actions/${id}`;
    const { challengeId: _, ...other } = claim({ kind: 'G1', claimed: { bags: { value: 12, precision: 'exact' } } });
    const later = { ...rules, lateAfterDays: 20 };
    const note = { kk: 'Екінші ереже', ru: 'Вторые правила' };
    expect(
      (await season.organiser('POST', `/api/challenges/${challengeId}/rulebooks`, { rules: later, note })).status,
    ).toBe(200);
    const empty = await season.as(season.teniz, 'POST', `${path}/revise`, { ...other, claimed: {} });
    expect(empty).toMatchObject({ status: 422, body: { code: 'CLAIM_EMPTY' } });
    const revised = await season.as(season.teniz, 'POST', `${path}/revise`, other);
    expect(revised.status).toBe(200);
    const { body } = await season.after(revised, path, season.teniz);
    expect(body).toMatchObject({ kind: 'G1', rulebookVersion: 2 });
    expect(body.journal.at(-1).change).toMatchObject({
      before: { kind: 'G4', rulebookVersion: 1, claimed: { trees: { value: 30 } } },
      after: { kind: 'G1', rulebookVersion: 2, claimed: { bags: { value: 12 } } },
    });
    const [event] = (await season.app.events(`action-${id}`)).slice(-1);
    expect(JSON.parse(event!.data)).toMatchObject({ submittedOn: '2026-09-01', rulebookVersion: 2 });
  });

  it('refuses a reviewer of the same college', async () => {
    const id = await season.submitted({}, season.dala);
    const approved = await season.as(season.aigul, 'POST', `/api/actions/${id}/approve`, { verified: { trees: 3 } });
    expect(approved.body.code).toBe('OWN_COLLEGE');
  });

  it('erases evidence that is taken down and keeps the fact', async () => {
    const links = ['https://example.kz/foto/1', 'https://example.kz/foto/3'];
    const id = await season.submitted({ links });
    const path = `/api/actions/${id}`;
    const repeated = await season.as(season.teniz, 'PUT', path, claim({ links }));
    const [photo] = (await season.after(repeated, path, season.teniz)).body.evidence as { id: string }[];
    const down = await season.as(season.teniz, 'POST', `${path}/evidence/${photo!.id}/take-down`, { reason: 'faces' });
    expect(down.status).toBe(200);
    expect((await season.after(down, path, season.teniz)).body.evidence).toEqual([
      expect.objectContaining({ url: 'https://example.kz/foto/3' }),
    ]);
    expect(await season.types(`action-${id}`)).toEqual(['ActionSubmitted', 'EvidenceTakenDown']);
    expect((await season.as(season.teniz, 'PUT', path, claim({ links }))).status).toBe(200);
  });

  it('needs two reviewers from the points that the rulebook names', async () => {
    const id = await season.submitted({}, season.dala);
    const note = { kk: 'Екі тексеруші', ru: 'Двое проверяющих' };
    const second = { rules: { ...rules, secondReviewerFrom: 30 }, note };
    expect((await season.organiser('POST', `/api/challenges/${challengeId}/rulebooks`, second)).status).toBe(200);
    const { cookie: serik } = await season.app.signedIn('reviewer', 'shagala');
    const approve = (cookie: string) =>
      season.as(cookie, 'POST', `/api/actions/${id}/approve`, { verified: { trees: 30 } });
    expect((await approve(season.nurlan)).body.decided).toBe(false);
    expect((await approve(season.nurlan)).body.decided).toBe(false);
    expect((await approve(serik)).body.decided).toBe(true);
    expect(await season.types(`action-${id}`)).toEqual(['ActionSubmitted', 'ActionEndorsed', 'ActionApproved']);
  });
});
