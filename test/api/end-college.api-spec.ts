import { challengeId } from '../support/challenge-history.js';
import { GreenSeason } from '../support/green-season.js';

const path = `/api/challenges/${challengeId}`;

describe('colleges that merge, split and close', () => {
  let season: GreenSeason;
  beforeAll(async () => {
    season = await GreenSeason.start();
    const texts = (name: string) => ({ kk: `${name} колледжі`, ru: `Колледж ${name}`, en: `${name} College` });
    for (const id of ['shagala', 'zhelken']) {
      const body = { id, names: texts(id), shortNames: texts(id), district: 'aqtau' };
      expect((await season.organiser('POST', '/api/colleges', body)).status).toBe(201);
      const enrolment = { students: 300, asOf: '2026-09-01', source: 'nobd' };
      await season.organiser('POST', `/api/colleges/${id}/enrolments`, enrolment);
    }
  }, 120_000);
  afterAll(() => season?.app.close());

  const end = (id: string, what: string, body: object) => season.organiser('POST', `/api/colleges/${id}/${what}`, body);
  const reason = 'reorganised';
  /** The journal of `teniz` for its coordinator, each event with the college that merged. */
  const tenizSees = async () =>
    (
      (await season.as(season.teniz, 'GET', '/api/colleges/teniz/journal')).body.entries as {
        type: string;
        merger: { from: string } | null;
      }[]
    ).map(({ type, merger }) => `${type} ${merger && merger.from}`);
  const ids = ({ body }: { body: { items: { id: string }[] } }) => body.items.map(({ id }) => id).sort();

  it('merges a college and names what still follows the old roster', async () => {
    const written = await end('dala', 'merge', { into: 'teniz', reason, note: 'Бұйрық №14, 2026 жыл' });
    expect(written.body).toMatchObject({
      collegeId: 'dala',
      challenges: [{ challengeId, state: 'open', command: `POST ${path}/colleges/dala/merge` }],
      coordinators: 1,
    });
    const college = await season.after(written, '/api/colleges/dala');
    expect(college.body).toMatchObject({ state: 'merged', into: ['teniz'] });
    expect(ids(await season.after(written, '/api/colleges'))).toEqual(['shagala', 'teniz', 'zhelken']);
    expect(ids(await season.after(written, '/api/colleges?state=merged'))).toEqual(['dala']);
    expect(ids(await season.after(written, '/api/colleges?state=any'))).toHaveLength(4);
    const journal = await season.after(written, '/api/colleges/dala/journal', season.dala);
    expect(journal.body.entries[0]).toMatchObject({ type: 'CollegeMerged', reason });
    expect(await tenizSees()).toEqual(['CollegeMerged dala', 'CollegeRegistered null', 'CollegeRegistered null']);
    const [event] = (await season.app.events('college-dala')).slice(-1);
    expect(event!.data).not.toContain('Бұйрық');
  });

  const approve = async (cookie: string, actionId: string) => {
    const body = { verified: { trees: 3 } };
    return (await season.as(cookie, 'POST', `/api/actions/${actionId}/approve`, body)).body.code;
  };

  it('makes reviewers of both colleges dependent, before the challenge follows', async () => {
    const [ofTeniz, ofDala] = [await season.submitted(), await season.submitted({ collegeId: 'dala' }, season.dala)];
    expect(await approve(season.aigul, ofTeniz)).toBe('OWN_COLLEGE');
    const { cookie } = await season.app.signedIn('reviewer', 'teniz');
    expect(await approve(cookie, ofDala)).toBe('OWN_COLLEGE');
    for (const id of [ofTeniz, ofDala]) expect(await approve(season.nurlan, id)).toBeUndefined();
  });

  it('leaves the running challenge as it is until its own command', async () => {
    const board = await season.organiser('GET', `${path}/standings`);
    expect(board.body.rows.map(({ collegeId }: { collegeId: string }) => collegeId).sort()).toEqual(['dala', 'teniz']);
    const { status } = await season.organiser('POST', `${path}/colleges/dala/merge`, { into: 'teniz', reason });
    expect(status).toBe(200);
    const again = await end('dala', 'merge', { into: 'teniz', reason });
    expect([again.status, again.body.challenges]).toEqual([200, []]);
  });

  it('keeps an ended college out of challenges, invitations and further mergers', async () => {
    expect((await end('zhelken', 'close', { reason: 'closed' })).body).toMatchObject({
      challenges: [],
      coordinators: 0,
    });
    const entering = await season.organiser('POST', `${path}/colleges`, { collegeId: 'zhelken' });
    expect([entering.status, entering.body.code]).toEqual([409, 'COLLEGE_ENDED']);
    const invite = { role: 'coordinator', collegeId: 'zhelken' };
    const invited = await season.organiser('POST', '/api/invitations', invite);
    expect([invited.status, invited.body.code]).toEqual([409, 'COLLEGE_ENDED']);
    expect(invited.body.errors).toMatchObject([{ path: 'collegeId' }]);
    const { accountId } = await season.app.signedIn('auditor');
    expect((await season.organiser('POST', `/api/accounts/${accountId}/grant`, invite)).body.code).toBe(
      'COLLEGE_ENDED',
    );
    expect((await end('shagala', 'merge', { into: 'zhelken', reason })).body.code).toBe('COLLEGE_ENDED');
    const russian = await end('shagala', 'merge', { into: 'shagala', reason });
    expect([russian.status, russian.body.code]).toEqual([422, 'COLLEGE_INTO_ITSELF']);
  });

  it('reopens a college that was closed or merged by a slip', async () => {
    const reopened = await end('zhelken', 'reopen', { reason: 'mistake' });
    expect(reopened.body).toMatchObject({ challenges: [], coordinators: 0 });
    expect((await season.organiser('POST', `${path}/colleges`, { collegeId: 'zhelken' })).status).toBe(200);
    const back = await end('dala', 'reopen', { reason: 'mistake' });
    expect(back.body.challenges).toEqual([
      { challengeId, state: 'open', command: `POST ${path}/colleges/dala/undo-merger` },
    ]);
    await season.after(back, '/api/colleges');
    expect((await tenizSees()).slice(0, 2)).toEqual(['CollegeReopened dala', 'EntrantMerged dala']);
    expect((await tenizSees()).filter((entry) => entry.startsWith('CollegeRegistered'))).toHaveLength(1);
  });

  it('splits a college into registered ones, and it may stay', async () => {
    const parted = await end('teniz', 'split', { into: ['shagala'], ends: false, reason });
    expect((await season.after(parted, '/api/colleges/teniz')).body).toMatchObject({
      state: 'active',
      into: ['shagala'],
    });
    expect(await approve(season.nurlan, await season.submitted({ kind: 'G1' }))).toBe('OWN_COLLEGE');
    expect((await end('teniz', 'split', { into: ['nobody'], ends: false, reason })).body.code).toBe(
      'COLLEGE_NOT_REGISTERED',
    );
    const ended = await end('teniz', 'split', { into: ['shagala', 'zhelken'], ends: true, reason });
    expect(ended.body).toMatchObject({
      challenges: [{ challengeId, command: `POST ${path}/colleges/teniz/leave` }],
      coordinators: 1,
    });
  });

  it('erases the reason in words with the texts of the college', async () => {
    const erased = await season.organiser('POST', '/api/erasures', {
      of: 'college',
      id: 'dala',
      reason: 'person-asked',
    });
    expect(erased.status).toBe(200);
    expect((await season.types('college-dala')).at(-1)).toBe('CollegeTextsErased');
  });
});
