import { claim, type GreenSeason } from '../support/green-season.js';
import { path, revision, ShippedSeason, shipped, trees, verified } from '../support/shipped-season.js';

describe('a college that cheats while claims come in', () => {
  let played: ShippedSeason;
  let season: GreenSeason;
  beforeAll(async () => {
    played = await ShippedSeason.start();
    ({ season } = played);
  }, 120_000);
  beforeEach(async () => {
    played.on('2026-09-01');
    await played.withdrawAll();
  });
  afterAll(() => season?.app.close());

  describe('placeholders', () => {
    it('refuses empty claims, and a claim of zeros', async () => {
      for (const claimed of [{}, { participants: { value: 30, precision: 'exact' } }, trees(0).claimed])
        expect(await played.ask(season.teniz, 'PUT', '/api/actions/empty', claim({ claimed }))).toBe('CLAIM_EMPTY');
      const id = await season.submitted(trees(1));
      expect(await played.act(season.teniz, id, 'revise', revision(claim({ claimed: {} })))).toBe('CLAIM_EMPTY');
    });

    it('gives another deed its own day, and shows both in the journal', async () => {
      const id = await season.submitted(trees(1));
      played.on('2026-09-20');
      const other = revision(claim({ ...trees(30), doneOn: '2026-09-19' }));
      expect(await played.act(season.teniz, id, 'revise', other)).toBe(200);
      expect(await played.last(id)).toMatchObject({ submittedOn: '2026-09-20', rulebookVersion: 2 });
      const { journal } = await played.read(`/api/actions/${id}`);
      expect(journal.at(-1).change).toMatchObject({
        before: { doneOn: '2026-09-01', submittedOn: '2026-09-01', claimed: { trees: { value: 1 } } },
        after: { doneOn: '2026-09-19', submittedOn: '2026-09-20', claimed: { trees: { value: 30 } } },
      });
    });

    it('counts a late deed as late in the place of another', async () => {
      const id = await season.submitted({ doneOn: '2026-09-01', ...trees(1) });
      played.on('2026-09-30');
      const late = revision(claim({ ...trees(20), doneOn: '2026-09-02' }));
      expect(await played.act(season.teniz, id, 'revise', late)).toBe(200);
      expect(await played.act(season.aigul, id, 'approve', verified(20))).toBe(200);
      const { actions } = await played.read(`${path}/colleges/teniz/points`);
      expect(actions.find((one: { actionId: string }) => one.actionId === id)).toMatchObject({ points: 8 });
    });
  });

  describe('conflicts of interest', () => {
    const become = async (accountId: string, role: string, collegeId: string | null) => {
      expect(await played.ask(played.admin, 'POST', `/api/accounts/${accountId}/grant`, { role, collegeId })).toBe(200);
      return season.app.cookieOf(accountId);
    };

    it('refuses a coordinator who becomes a reviewer without a college', async () => {
      const { accountId, cookie } = await season.app.signedIn('coordinator', 'teniz');
      const own = await season.submitted(trees(3), cookie);
      const ofOthers = await season.submitted(trees(3));
      const reviewer = await become(accountId, 'reviewer', null);
      expect(await played.act(reviewer, own, 'approve', verified(3))).toBe('OWN_CLAIM');
      expect(await played.act(reviewer, ofOthers, 'approve', verified(3))).toBe('OWN_COLLEGE');
    });

    it('refuses a reviewer who is moved to decide, and moved back', async () => {
      const { accountId } = await season.app.signedIn('reviewer', 'dala');
      const id = await season.submitted(trees(3), season.dala);
      const moved = await become(accountId, 'reviewer', 'shagala');
      expect(await played.act(moved, id, 'approve', verified(3))).toBe('OWN_COLLEGE');
      expect(await played.act(await become(accountId, 'reviewer', 'dala'), id, 'approve', verified(3))).toBe(
        'OWN_COLLEGE',
      );
    });

    it('refuses an organiser who files a claim and becomes a reviewer', async () => {
      const { accountId, cookie } = await season.app.signedIn('organiser');
      const filed = await season.submitted({ ...trees(3), collegeId: 'dala' }, cookie);
      const reviewer = await become(accountId, 'reviewer', null);
      expect(await played.act(reviewer, filed, 'approve', verified(3))).toBe('OWN_CLAIM');
    });

    it('lets no organiser alone adjust 20 points, even in small steps', async () => {
      const adjust = async (points: number) => {
        const body = { collegeId: 'dala', points, reason: 'bonus' };
        const answer = await season.organiser('POST', `${path}/adjust`, body);
        expect(answer.status).toBe(200);
        return answer.body.adjustmentId as string | null;
      };
      expect(await adjust(1_000_000)).not.toBeNull();
      expect(await adjust(19)).toBeNull();
      const small = await adjust(1);
      expect(small).not.toBeNull();
      expect(await played.manage(`adjustments/${small}/confirm`)).toBe('SECOND_ORGANISER_NEEDED');
      const { rows } = await played.read(`${path}/standings`);
      expect(rows.find(({ collegeId }: { collegeId: string }) => collegeId === 'dala').points).toBe(19);
      const { cookie } = await season.app.signedIn('organiser');
      expect(await played.manage(`adjustments/${small}/confirm`, {}, cookie)).toBe(200);
      const { secondOrganiserFrom: _, ...without } = shipped;
      const note = { kk: 'Бір ұйымдастырушы', ru: 'Один организатор' };
      expect(await played.manage('rulebooks', { rules: without, note })).toBe(200);
      expect(await adjust(20)).not.toBeNull();
    });
  });

  describe('the second yes', () => {
    it('is needed for approvals, corrections and revocations of 40 points', async () => {
      const other = await played.reviewer();
      const id = await season.submitted(trees(32));
      const stands = async () => (await played.read(`/api/actions/${id}`)).verified?.trees ?? null;
      /** The trees that count after the first yes, and after the second. */
      const both = async (what: string, body: object) => {
        for (const cookie of [season.aigul, season.aigul]) expect(await played.act(cookie, id, what, body)).toBe(200);
        const first = await stands();
        expect(await played.act(other, id, what, body)).toBe(200);
        return [first, await stands()];
      };
      expect(await both('approve', verified(32))).toEqual([null, 32]);
      expect(await both('correct', { ...verified(1), reason: 'recounted' })).toEqual([32, 1]);
      expect(await both('correct', { ...verified(33), reason: 'recounted' })).toEqual([1, 33]);
      expect(await both('revoke', { reason: 'not-real' })).toEqual([33, null]);
    });

    it('is needed for a resolution of 40 points', async () => {
      const [second, third] = [await played.reviewer(), await played.reviewer()];
      const id = await season.submitted(trees(32));
      expect(await played.act(season.aigul, id, 'reject', { reason: 'not-eligible' })).toBe(200);
      expect(await played.act(season.teniz, id, 'dispute', {})).toBe(200);
      const resolution = { outcome: 'approved', ...verified(32), reason: 'second-look' };
      expect(await played.act(second, id, 'resolve', resolution)).toBe(200);
      expect(await played.last(id)).toMatchObject({ type: 'ActionEndorsed', decision: 'resolve' });
      expect(await played.act(third, id, 'resolve', resolution)).toBe(200);
      expect((await played.last(id)).type).toBe('DisputeResolved');
    });

    it('is needed to reopen an approval of 40 points', async () => {
      const other = await played.reviewer();
      const id = await season.submitted(trees(32));
      for (const cookie of [season.aigul, season.nurlan])
        expect(await played.act(cookie, id, 'approve', verified(32))).toBe(200);
      const reopen = (cookie: string) => season.as(cookie, 'POST', `/api/actions/${id}/reopen`, { reason: 'mistake' });
      expect((await reopen(other)).body.decided).toBe(false);
      expect((await reopen(other)).body.decided).toBe(false);
      expect(await played.read(`/api/actions/${id}`)).toMatchObject({ status: 'approved', verified: { trees: 32 } });
      expect((await reopen(season.aigul)).body.decided).toBe(true);
      expect(await played.read(`/api/actions/${id}`)).toMatchObject({ status: 'submitted', verified: null });
    });

    it('comes from any two who agree, not from the last two', async () => {
      const [second, third] = [await played.reviewer(), await played.reviewer()];
      const id = await season.submitted(trees(40));
      for (const [cookie, count] of [
        [season.aigul, 40],
        [second, 38],
        [season.aigul, 39],
        [second, 40],
      ] as const)
        expect(await played.act(cookie, id, 'approve', verified(count))).toBe(200);
      expect((await played.last(id)).type).toBe('ActionEndorsed');
      expect(await played.act(third, id, 'approve', verified(39))).toBe(200);
      expect(await played.last(id)).toMatchObject({ type: 'ActionApproved', verified: { trees: 39 } });
    });

    it('is no second click, also under a later rulebook without the option', async () => {
      const id = await season.submitted({ ...trees(40), collegeId: 'dala' }, season.dala);
      expect(await played.act(season.nurlan, id, 'approve', verified(40))).toBe(200);
      const { secondReviewerFrom: _, ...rules } = shipped;
      const note = { kk: 'Бір тексеруші', ru: 'Один проверяющий' };
      expect(await played.manage('rulebooks', { rules, note })).toBe(200);
      expect(await played.act(season.nurlan, id, 'approve', verified(40))).toBe(200);
      expect((await played.last(id)).type).toBe('ActionEndorsed');
      expect(await played.ask(played.admin, 'POST', `${path}/rulebooks/3/withdraw`, { reason: 'mistake' })).toBe(200);
    });
  });

  describe('a mistake found late', () => {
    it('corrects a wrong kind and day and keeps what else was approved', async () => {
      const id = await season.submitted({ kind: 'G6', claimed: { grams: { value: 90_000, precision: 'exact' } } });
      played.on('2026-09-28');
      expect(await played.act(season.aigul, id, 'approve', { verified: { grams: 90_000 } })).toBe(200);
      const other = { kind: 'G5', doneOn: '2026-09-02', reason: 'wrong-kind' };
      expect(await played.act(season.aigul, id, 'reclassify', other)).toBe('DONE_AFTER_SUBMITTED');
      expect(await played.act(season.aigul, id, 'reclassify', { ...other, doneOn: '2026-09-01' })).toBe(200);
      expect(await played.read(`/api/actions/${id}`)).toMatchObject({
        status: 'approved',
        kind: 'G5',
        doneOn: '2026-09-01',
        submittedOn: '2026-09-01',
        verified: { grams: 90_000 },
      });
    });

    it('takes a wrong approval back to the reviewers, with its claim', async () => {
      const id = await season.submitted(trees(5));
      expect(await played.act(season.aigul, id, 'approve', verified(5))).toBe(200);
      expect(await played.act(played.admin, id, 'reopen', { reason: 'mistake' })).toBe(200);
      const better = revision(claim({ kind: 'G5', claimed: { grams: { value: 90_000, precision: 'exact' } } }));
      expect(await played.act(season.teniz, id, 'revise', better)).toBe(200);
      expect(await played.act(season.aigul, id, 'approve', { verified: { grams: 90_000 } })).toBe('DECIDED_BEFORE');
      expect(await played.act(season.nurlan, id, 'approve', { verified: { grams: 90_000 } })).toBe(200);
    });

    it('never takes a withdrawn claim for a stored one', async () => {
      const id = await season.submitted(trees(6));
      expect(await played.act(season.teniz, id, 'withdraw')).toBe(200);
      const again = () => played.ask(season.teniz, 'PUT', `/api/actions/${id}`, claim(trees(6)));
      expect(await again()).toBe('ACTION_WITHDRAWN');
      expect(await played.act(season.teniz, id, 'revise', revision(claim(trees(6))))).toBe('ACTION_DECIDED');
      expect(await played.act(season.aigul, id, 'reopen', { reason: 'mistake' })).toBe('NOTHING_TO_REOPEN');
    });

    it('refuses a first day before the opening, sent or revised', async () => {
      const long = { ...trees(4), doneFrom: '2025-12-01' };
      expect(await played.ask(season.teniz, 'PUT', '/api/actions/long', claim(long))).toBe('DONE_OUTSIDE_CHALLENGE');
      const id = await season.submitted(trees(4));
      expect(await played.act(season.teniz, id, 'revise', revision(claim(long)))).toBe('DONE_OUTSIDE_CHALLENGE');
    });

    it('names a malformed id and the planned day of a late opening', async () => {
      for (const [method, to] of [
        ['GET', '/api/actions/a%20b'],
        ['PUT', '/api/actions/a%20b'],
        ['GET', '/api/challenges/a%20b'],
      ] as const) {
        const body = method === 'PUT' ? claim() : undefined;
        const refused = await season.as(season.teniz, method, to, body, { 'accept-language': 'kk' });
        expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'id' }] } });
        expect(refused.body.errors[0].message).not.toContain('сұрау');
      }
      const late = { id: 'late-2026', track: 'green', opensOn: '2026-09-02', closesOn: '2026-12-01' };
      const titles = { kk: 'Кеш', ru: 'Поздний', en: 'Late' };
      await season.organiser('POST', '/api/challenges', { ...late, titles, season: titles });
      played.on('2026-11-10');
      const body = claim({ challengeId: 'late-2026', doneOn: '2026-09-02' });
      const refused = await season.as(season.teniz, 'PUT', '/api/actions/late', body, { 'accept-language': 'en' });
      expect(refused.body).toMatchObject({ code: 'CHALLENGE_NOT_OPEN_YET' });
      expect(refused.body.title).toContain('planned first day: 2 September 2026');
    });
  });

  describe('leaving and coming back', () => {
    const entrant = async (collegeId: string) =>
      (await played.read(path)).entrants.find((one: { collegeId: string }) => one.collegeId === collegeId);
    const enrolment = { students: 5_000, asOf: '2026-09-01', source: 'nobd' };

    it('changes neither students nor league', async () => {
      const before = await entrant('dala');
      expect(await played.ask(played.admin, 'POST', '/api/colleges/dala/enrolments', enrolment)).toBe(200);
      expect(await played.manage('colleges/dala/leave', { reason: 'moved', countsInTotals: true })).toBe(200);
      expect(await played.manage('colleges', { collegeId: 'dala' })).toBe(200);
      expect(await entrant('dala')).toEqual(before);
    });

    it('is no way around a merger that is undone', async () => {
      const before = await entrant('dala');
      expect(await played.manage('colleges/dala/merge', { into: 'teniz', reason: 'merged' })).toBe(200);
      expect(await played.manage('colleges', { collegeId: 'dala' })).toBe('COLLEGE_MERGED');
      expect(await played.manage('colleges/dala/undo-merger', { reason: 'mistake' })).toBe(200);
      expect(await entrant('dala')).toEqual(before);
    });

    it('is not needed: league and students have their own corrections', async () => {
      expect(await played.manage('colleges/dala/league', { league: 'L', reason: 'recounted' })).toBe(200);
      const students = { students: 400, enrolmentAsOf: '2026-09-01', reason: 'recounted' };
      expect(await played.manage('colleges/dala/enrolment', students)).toBe(200);
      expect(await entrant('dala')).toMatchObject({ league: 'L', students: 400 });
      for (const [changes, code] of [
        [{ students: 0 }, 'STUDENTS_NONE'],
        [{ enrolmentAsOf: '2026-09-02' }, 'ENROLMENT_IN_FUTURE'],
      ] as const)
        expect(await played.manage('colleges/dala/enrolment', { ...students, ...changes })).toBe(code);
      const future = { ...enrolment, asOf: '2026-09-02' };
      expect(await played.ask(played.admin, 'POST', '/api/colleges/teniz/enrolments', future)).toBe(
        'ENROLMENT_IN_FUTURE',
      );
    });
  });
});
