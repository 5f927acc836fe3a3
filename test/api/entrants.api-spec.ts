import { challengeId } from '../support/challenge-history.js';
import { GreenSeason } from '../support/green-season.js';

const path = `/api/challenges/${challengeId}`;

describe('entrants of a running challenge', () => {
  let season: GreenSeason;
  beforeAll(async () => {
    season = await GreenSeason.start();
  }, 120_000);
  afterAll(() => season?.app.close());

  const post = (step: string, body?: object) => season.organiser('POST', `${path}/colleges/${step}`, body);
  const journalOf = async (actionId: string, cookie: string) => {
    const college = cookie === season.teniz ? 'teniz' : 'dala';
    const { body } = await season.as(cookie, 'GET', `/api/colleges/${college}/journal`);
    return (body.entries as { actionId: string | null; type: string }[])
      .filter((entry) => entry.actionId === actionId)
      .map(({ type }) => type);
  };
  const entrant = async (written: Awaited<ReturnType<typeof post>>) =>
    (await season.after(written, path)).body.entrants.find((one: { collegeId: string }) => one.collegeId === 'dala');

  it('corrects a league and students, which leaving and coming back restores', async () => {
    expect((await post('dala/league', { league: 'X', reason: 'recounted' })).body).toMatchObject({
      code: 'LEAGUE_UNKNOWN',
      params: { leagues: 'S, M, L' },
    });
    expect((await post('dala/league', { league: 'M', reason: 'recounted' })).status).toBe(200);
    const students = { students: 301, enrolmentAsOf: '2026-09-01', reason: 'recounted' };
    expect((await post('dala/enrolment', { ...students, students: 0 })).body.code).toBe('STUDENTS_NONE');
    expect((await post('dala/enrolment', { ...students, enrolmentAsOf: '2026-09-02' })).body.code).toBe(
      'ENROLMENT_IN_FUTURE',
    );
    expect(await entrant(await post('dala/enrolment', students))).toMatchObject({ students: 301, league: 'M' });
    const enrolment = { students: 2000, asOf: '2026-09-01', source: 'nobd' };
    expect((await season.organiser('POST', '/api/colleges/dala/enrolments', enrolment)).status).toBe(200);
    expect(await entrant(await post('dala/leave', { reason: 'moved', countsInTotals: true }))).toBeUndefined();
    expect(await entrant(await season.organiser('POST', `${path}/colleges`, { collegeId: 'dala' }))).toMatchObject({
      students: 301,
      league: 'M',
    });
  });

  it('refuses to leave without a reason, except by the older route', async () => {
    expect((await post('dala/leave', {})).status).toBe(400);
    const action = await season.submitted({ doneOn: '2026-09-01' }, season.dala);
    expect((await season.organiser('DELETE', `${path}/colleges/dala`)).status).toBe(200);
    expect((await season.app.events(`challenge-${challengeId}`)).at(-1)).toMatchObject({ type: 'CollegeLeft' });
    const evidence = { url: 'https://example.kz/foto/2' };
    const attach = await season.as(season.dala, 'POST', `/api/actions/${action}/evidence`, evidence);
    expect(attach.body.code).toBe('COLLEGE_NOT_IN_CHALLENGE');
    expect((await season.as(season.dala, 'POST', `/api/actions/${action}/withdraw`)).status).toBe(200);
  });

  it('merges a college into another, whose people take over its actions', async () => {
    expect((await season.organiser('POST', `${path}/colleges`, { collegeId: 'dala' })).status).toBe(200);
    const action = await season.submitted({ doneOn: '2026-09-01' }, season.dala);
    const merger = { into: 'teniz', reason: 'merged' };
    expect((await post('dala/merge', { ...merger, into: 'dala' })).body.code).toBe('MERGED_INTO_ITSELF');
    const written = await post('dala/merge', merger);
    expect(written.status).toBe(200);
    expect((await season.after(written, path)).body).toMatchObject({ merged: [{ from: 'dala', into: 'teniz' }] });
    for (const [college, cookie] of [
      ['dala', season.dala],
      ['teniz', season.teniz],
    ] as const) {
      const journal = await season.as(cookie, 'GET', `/api/colleges/${college}/journal`);
      expect(journal.body.entries[0]).toMatchObject({
        type: 'EntrantMerged',
        merger: { from: 'dala', into: ['teniz'] },
      });
    }
    const listed = await season.as(season.teniz, 'GET', '/api/actions');
    expect(listed.body.items.map(({ id }: { id: string }) => id)).toContain(action);
    expect((await season.as(season.teniz, 'GET', `/api/actions/${action}`)).status).toBe(200);
    const approval = { verified: { trees: 5 } };
    expect((await season.as(season.aigul, 'POST', `/api/actions/${action}/approve`, approval)).body.code).toBe(
      'OWN_COLLEGE',
    );
    const approved = await season.as(season.nurlan, 'POST', `/api/actions/${action}/approve`, approval);
    expect(approved.status).toBe(200);
    const board = await season.after(approved, `${path}/standings`);
    expect(board.body.rows.map((row: { collegeId: string; points: number }) => [row.collegeId, row.points])).toEqual([
      ['teniz', 23],
    ]);
    for (const who of [season.teniz, season.dala])
      expect(await journalOf(action, who)).toEqual(['ActionApproved', 'ActionSubmitted']);
    const changes = (await season.after(approved, `${path}/colleges/teniz/changes`)).body.changes;
    const news = (await season.after(approved, `${path}/news`)).body.items;
    for (const one of [changes.at(-1), news[0]])
      expect(one).toMatchObject({ collegeId: 'teniz', points: 23, shortNames: { en: 'teniz College' } });
    expect((await season.as(season.teniz, 'POST', `/api/actions/${action}/dispute`, {})).status).toBe(200);
    expect((await season.organiser('POST', `${path}/colleges`, { collegeId: 'dala' })).body.code).toBe(
      'COLLEGE_MERGED',
    );
  });

  it('undoes a merger, and counts the actions for the college again', async () => {
    const [action] = (await season.as(season.dala, 'GET', '/api/actions?status=approved')).body.items;
    const at = `/api/actions/${action.id}`;
    expect((await post('teniz/undo-merger', { reason: 'mistake' })).body.code).toBe('COLLEGE_NOT_MERGED');
    const written = await post('dala/undo-merger', { reason: 'mistake' });
    expect(written.status).toBe(200);
    const { merged, entrants } = (await season.after(written, path)).body;
    expect([merged, entrants.map(({ collegeId }: { collegeId: string }) => collegeId)]).toEqual([
      [],
      ['dala', 'teniz'],
    ]);
    const board = await season.after(written, `${path}/standings`);
    expect(board.body.rows.map((row: { collegeId: string; points: number }) => [row.collegeId, row.points])).toEqual([
      ['dala', 23],
      ['teniz', 0],
    ]);
    const news = await season.after(written, `${path}/news`);
    expect(news.body.items[0]).toMatchObject({ type: 'unmerged', collegeId: 'dala', points: 23, rank: 1 });
    const changes = (await season.after(written, `${path}/colleges/teniz/changes`)).body.changes;
    expect(changes.at(-1)).toMatchObject({ type: 'EntrantMergerUndone', points: -23, reason: 'mistake' });
    expect((await season.as(season.teniz, 'GET', at)).status).toBe(404);
    expect(await journalOf(action.id, season.teniz)).toEqual([]);
    expect(await journalOf(action.id, season.dala)).toContain('ActionApproved');
    expect((await season.as(season.teniz, 'POST', `${at}/withdraw-dispute`)).body.code).toBe('ACTION_UNKNOWN');
    expect((await season.as(season.dala, 'POST', `${at}/withdraw-dispute`)).status).toBe(200);
    expect((await post('dala/undo-merger', { reason: 'mistake' })).body.code).toBe('COLLEGE_NOT_MERGED');
  });
});
