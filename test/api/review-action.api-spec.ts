import { LapseScheduler } from '../../src/actions/lapse-action/lapse-scheduler.js';
import { CommandBus } from '@nestjs/cqrs';
import { GrantRole } from '../../src/accounts/change-role/change-role.js';
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

  it('brings back an action that an organiser withdrew by mistake', async () => {
    const path = `/api/actions/${await season.submitted({ kind: 'G1', claimed: { bags: { value: 9, precision: 'exact' } } })}`;
    expect((await season.organiser('POST', `${path}/withdraw`)).status).toBe(200);
    const reopened = await season.organiser('POST', `${path}/reopen`, { reason: 'mistake' });
    expect([reopened.status, reopened.body.decided]).toEqual([200, true]);
    expect((await season.after(reopened, path)).body).toMatchObject({ status: 'submitted', pending: true });
    const approved = await season.as(season.nurlan, 'POST', `${path}/approve`, { verified: { bags: 9 } });
    expect((await season.after(approved, path)).body).toMatchObject({ status: 'approved', verified: { bags: 9 } });
  });

  it('stores a reason of its own words as another reason', async () => {
    const path = `/api/actions/${await season.submitted({ doneOn: '2026-09-01', kind: 'G4' })}`;
    const named = await season.as(season.nurlan, 'POST', `${path}/reject`, { reason: 'asan-omarov-lied' });
    expect(named.status).toBe(200);
    const { journal } = (await season.after(named, path, season.teniz)).body;
    expect(journal.at(-1)).toMatchObject({ reason: 'other', reasonText: { ru: 'Другая причина' } });
    expect(JSON.stringify(await season.app.events())).not.toContain('omarov');
    const again = await season.as(season.nurlan, 'POST', `${path}/reject`, { reason: 'omarov-again' });
    expect(again.status).toBe(200);
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
    const journal = await season.as(season.teniz, 'GET', '/api/colleges/teniz/journal');
    const entry = journal.body.entries.find(({ eventId }: { eventId: string }) => eventId === event!.id);
    expect(entry.changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'kind', before: 'G4', after: 'G1' }),
        expect.objectContaining({ field: 'claimed', metric: 'bags', before: null, after: 12 }),
      ]),
    );
    expect(JSON.stringify(journal.body)).not.toContain('Көшет');
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

  it('ends disputes, reopens and reclassifies by their own events', async () => {
    const id = await season.submitted();
    const path = `/api/actions/${id}`;
    const post = async (what: string, cookie: string, body?: object) => {
      const { status, body: answer } = await season.as(cookie, 'POST', `${path}/${what}`, body);
      return status === 200 ? 200 : answer.code;
    };
    expect(await post('reject', season.aigul, { reason: 'not-eligible' })).toBe(200);
    expect(await post('dispute', season.teniz, { note: 'Келіспейміз' })).toBe(200);
    expect(await post('withdraw-dispute', season.teniz)).toBe(200);
    expect(await post('dispute', season.teniz, {})).toBe('DISPUTED_BEFORE');
    expect(await post('reopen', season.app.adminCookie, { reason: 'mistake', note: 'Қате басылған' })).toBe(200);
    expect(await post('approve', season.aigul, { verified: { trees: 3 } })).toBe('DECIDED_BEFORE');
    expect(await post('approve', season.nurlan, { verified: { trees: 3 } })).toBe(200);
    expect(await post('dispute', season.teniz, {})).toBe(200);
    const { cookie: serik } = await season.app.signedIn('reviewer', 'shagala');
    expect(await post('dismiss-dispute', season.nurlan, { reason: 'no-ground' })).toBe('DECIDED_BEFORE');
    expect(await post('dismiss-dispute', serik, { reason: 'no-ground' })).toBe(200);
    const { cookie: daulet } = await season.app.signedIn('reviewer', 'shagala');
    const other = { kind: 'G1', doneOn: '2026-09-01', reason: 'wrong-kind' };
    const reclassified = await season.as(daulet, 'POST', `${path}/reclassify`, other);
    expect(reclassified).toMatchObject({ status: 200, body: { decided: true } });
    expect((await season.after(reclassified, path, season.nurlan)).body).toMatchObject({
      status: 'approved',
      kind: 'G1',
    });
    expect((await season.types(`action-${id}`)).slice(2)).toEqual([
      'DecisionDisputed',
      'DisputeWithdrawn',
      'DecisionReopened',
      'ActionApproved',
      'DecisionDisputed',
      'DisputeDismissed',
      'ActionReclassified',
    ]);
  });

  describe('rejecting several actions at once', () => {
    const path = `/api/challenges/${challengeId}/reject-actions`;
    let body: { actionIds: string[]; reason: string; note: string };
    beforeAll(async () => {
      const own = [await season.submitted(), await season.submitted(), await season.submitted({}, season.dala)];
      body = { actionIds: [...own, 'nobody-1'], reason: 'not-eligible', note: 'Дерек жоқ' };
    });
    const reject = async (headers?: Record<string, string>) => {
      const answer = await season.as(season.aigul, 'POST', path, body, headers);
      expect(answer).toMatchObject({ status: 200, body: { position: expect.any(String) } });
      return answer.body.results.map(({ code }: { code: string | null }) => code);
    };

    it('rejects each that may be and says why others are not', async () => {
      expect(await reject({ 'idempotency-key': 'bulk-1' })).toEqual([null, null, 'OWN_COLLEGE', 'ACTION_UNKNOWN']);
      expect(await season.types(`action-${body.actionIds[1]}`)).toEqual(['ActionSubmitted', 'ActionRejected']);
    });

    it('records nothing when it is repeated', async () => {
      expect(await reject()).toEqual([null, null, 'OWN_COLLEGE', 'ACTION_UNKNOWN']);
      expect(await season.types(`action-${body.actionIds[1]}`)).toEqual(['ActionSubmitted', 'ActionRejected']);
    });

    it('refuses too many actions and those of another challenge', async () => {
      const tooMany = { ...body, actionIds: Array.from({ length: 201 }, (_, place) => `many-${place}`) };
      expect((await season.as(season.aigul, 'POST', path, tooMany)).status).toBe(400);
      const other = await season.as(season.aigul, 'POST', '/api/challenges/other/reject-actions', body);
      expect(other.body.results[0]).toEqual({ actionId: body.actionIds[0], code: 'ACTION_UNKNOWN' });
    });
  });

  it('refuses a coordinator who became a reviewer without a college', async () => {
    const { cookie, accountId } = await season.app.signedIn('coordinator', 'teniz');
    const id = await season.submitted({}, cookie);
    const grant = async (collegeId: string | null) => {
      const command = new GrantRole(
        { accountId, role: 'reviewer', collegeId },
        { actor: 'test', correlationId: 'test' },
      );
      await season.app.app.get(CommandBus).execute(command);
      return season.app.cookieOf(accountId);
    };
    const again = await grant(null);
    const other = await season.submitted();
    const approve = (action: string) =>
      season.as(again, 'POST', `/api/actions/${action}/approve`, { verified: { trees: 3 } });
    expect((await approve(id)).body.code).toBe('OWN_CLAIM');
    expect((await approve(other)).body.code).toBe('OWN_COLLEGE');
    const { body } = await season.as(await grant('dala'), 'POST', `/api/actions/${other}/reject`, {
      reason: 'not-eligible',
    });
    expect(body.code).toBe('OWN_COLLEGE');
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

describe('a question without an answer', () => {
  let season: GreenSeason;
  beforeAll(async () => {
    season = await GreenSeason.start();
  }, 120_000);
  afterAll(() => season?.app.close());

  it('rejects the action after the days of the rulebook, whatever is attached', async () => {
    const note = { kk: 'Күндер', ru: 'Дни' };
    const id = await season.submitted();
    const path = `/api/actions/${id}`;
    const asked = await season.as(season.aigul, 'POST', `${path}/request-information`, { reason: 'photo-unclear' });
    await season.after(asked, path);
    const scheduler = season.app.app.get(LapseScheduler, { strict: false });
    const keepAt = async (instant: string) => {
      season.clock.time = new Date(instant);
      await scheduler.keep();
      await scheduler.keep();
      return (await season.types(`action-${id}`)).slice(2);
    };
    expect(await keepAt('2026-09-12T05:00:00.000Z')).toEqual([]);
    const { cookie: coordinator } = await season.app.signedIn('coordinator', 'teniz');
    const { cookie: organiser } = await season.app.signedIn('organiser');
    const evidence = { url: 'https://example.org/late' };
    await season.after(await season.as(coordinator, 'POST', `${path}/evidence`, evidence), path, organiser);
    const version = (lapseDays: number) => {
      const body = { rules: { ...rules, lapseDays }, note };
      return season.as(organiser, 'POST', `/api/challenges/${challengeId}/rulebooks`, body);
    };
    expect((await version(11)).status).toBe(200);
    expect(await keepAt('2026-09-12T06:00:00.000Z')).toEqual(['EvidenceAttached']);
    expect((await version(10)).status).toBe(200);
    expect(await keepAt('2026-09-12T07:00:00.000Z')).toEqual(['EvidenceAttached', 'ActionLapsed']);
  });
});
