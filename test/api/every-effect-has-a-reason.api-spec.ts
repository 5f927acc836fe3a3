import type { Rulebook } from '../../src/events/rulebook.js';
import { type Answer, startTestApp, type TestApp } from '../support/app.js';
import { challengeId, rules } from '../support/challenge-history.js';
import { GreenSeason } from '../support/green-season.js';
import { Season } from '../support/season.js';

const path = `/api/challenges/${challengeId}`;
const note = { kk: 'Қате кетті', ru: 'Закралась ошибка' };
const words = expect.stringMatching(/\p{L}{2}/u) as string;
const inThreeLanguages = { kk: words, ru: words, en: words };
const g4 = rules.kinds['G4']!;
const mistaken: Rulebook = { ...rules, kinds: { ...rules.kinds, G4: { ...g4, base: 4, cap: 4 } } };

interface Change {
  type: string;
  points: number;
  reason: string | null;
}

describe('Every effect on points and places', () => {
  let season: GreenSeason;
  let last: Answer;
  let trees: string;
  let bags: string;
  const post = (step: string, body?: object) => season.organiser('POST', `${path}/${step}`, body);
  const review = (id: string, step: string, body: object) =>
    season.as(season.nurlan, 'POST', `/api/actions/${id}/${step}`, body);
  const organiserReview = (id: string, step: string, body: object) =>
    season.organiser('POST', `/api/actions/${id}/${step}`, body);
  const submitted = (kind: string, metric: string, cookie = season.teniz) =>
    season.submitted({ kind, claimed: { [metric]: { value: 5, precision: 'exact' } } }, cookie);
  const standingOf = async (collegeId: string) => {
    const { status, body } = await season.after(last, `${path}/colleges/${collegeId}/changes`, '');
    return status === 404 ? { points: 0, ranks: null } : { points: body.to.points, ranks: body.to.ranks };
  };

  beforeAll(async () => {
    season = await GreenSeason.start();
    trees = await submitted('G4', 'trees');
    bags = await submitted('G1', 'bags');
    await review(await submitted('G4', 'trees', season.dala), 'approve', { revision: 0, verified: { trees: 5 } });
    const names = { kk: 'Шағала', ru: 'Чайка', en: 'Seagull' };
    await season.organiser('POST', '/api/colleges', { id: 'shagala', names, shortNames: names, district: 'aktau' });
    const enrolment = { students: 500, asOf: '2026-09-01', source: 'count' };
    last = await season.organiser('POST', '/api/colleges/shagala/enrolments', enrolment);
  }, 120_000);
  afterAll(() => season?.app.close());

  it.each<[string, string, string, number, () => Promise<Answer>]>([
    [
      'approved',
      'ActionApproved',
      'teniz',
      40,
      () => review(trees, 'approve', { revision: 0, verified: { trees: 22 } }),
    ],
    ['approved', 'ActionApproved', 'teniz', 22, () => review(bags, 'approve', { revision: 0, verified: { bags: 10 } })],
    [
      'corrected',
      'ActionCorrected',
      'teniz',
      -2,
      () => review(trees, 'correct', { revision: 1, verified: { trees: 20 }, reason: 'miscounted' }),
    ],
    ['rules', 'RulebookPublished', 'teniz', -24, () => post('rulebooks', { rules: mistaken, retroactive: true, note })],
    ['rules', 'RulebookWithdrawn', 'teniz', 24, () => post('rulebooks/2/withdraw', { reason: 'mistake' })],
    [
      'enrolment',
      'EntrantEnrolmentCorrected',
      'dala',
      0,
      () => post('colleges/dala/enrolment', { students: 200, enrolmentAsOf: '2026-09-01', reason: 'recount' }),
    ],
    [
      'league',
      'EntrantLeagueCorrected',
      'dala',
      0,
      () => post('colleges/dala/league', { league: 'M', reason: 'recount' }),
    ],
    ['entered', 'CollegeEntered', 'shagala', 0, () => post('colleges', { collegeId: 'shagala' })],
    [
      'adjusted',
      'PointsAdjusted',
      'shagala',
      7,
      () => post('adjust', { collegeId: 'shagala', points: 7, reason: 'jury' }),
    ],
    ['merged', 'EntrantMerged', 'teniz', 7, () => post('colleges/shagala/merge', { into: 'teniz', reason: 'merged' })],
    ['unmerged', 'EntrantMergerUndone', 'teniz', -7, () => post('colleges/shagala/undo-merger', { reason: 'mistake' })],
    ['left', 'CollegeLeft', 'shagala', -7, () => post('colleges/shagala/leave', { reason: 'closed' })],
    ['revoked', 'ApprovalRevoked', 'teniz', -22, () => review(bags, 'revoke', { reason: 'not-real' })],
    [
      'corrected',
      'ActionReclassified',
      'teniz',
      -18,
      () => review(trees, 'reclassify', { kind: 'G1', doneOn: '2026-09-01', reason: 'wrong-kind' }),
    ],
    [
      'decision-reopened',
      'DecisionReopened',
      'teniz',
      -20,
      () => organiserReview(trees, 'reopen', { reason: 'complaint' }),
    ],
  ])('is news (%s) and a cause of the change (%s of %s)', async (news, type, collegeId, points, act) => {
    const before = await standingOf(collegeId);
    const from = last.body.position as string;
    last = await act();
    expect(last.status).toBe(200);
    const after = await standingOf(collegeId);

    const { body } = await season.after(last, `${path}/colleges/${collegeId}/changes?from=${from}`, '');
    expect(body.changes).toEqual([expect.objectContaining({ type, points, words: inThreeLanguages })]);
    expect(after.points - before.points).toBe(points);
    expect([body.from, body.to]).toMatchObject([before, after]);
    const [change] = body.changes as (Change & { reasonText: object | null })[];
    if (change!.reason !== null) expect(change).toMatchObject({ reasonText: inThreeLanguages });

    const [item] = (await season.after(last, `${path}/news?limit=1`, '')).body.items;
    expect(item).toMatchObject({ type: news, event: type, words: inThreeLanguages, reason: change!.reason });
  });

  it('adds up to the points of each college', async () => {
    for (const [collegeId, expected] of [
      ['teniz', 0],
      ['dala', 23],
      ['shagala', 0],
    ] as const) {
      const { body } = await season.after(last, `${path}/colleges/${collegeId}/changes`, '');
      const sum = (body.changes as Change[]).reduce((total, { points }) => total + points, 0);
      expect([collegeId, sum, body.to.points]).toEqual([collegeId, expected, expected]);
    }
  });

  it('tells of a reopened final with its reason', async () => {
    const { cookie } = await season.app.signedIn('reviewer', 'kaspi');
    await season.as(cookie, 'POST', `/api/actions/${trees}/reject`, { revision: 4, reason: 'duplicate' });
    await post('close');
    expect((await post('finalise')).status).toBe(200);
    last = await post('reopen', { reason: 'appeal' });
    const [item] = (await season.after(last, `${path}/news?limit=1`, '')).body.items;
    expect(item).toMatchObject({ type: 'reopened', reason: 'appeal', reasonText: inThreeLanguages });
  });
});

describe('The explanation of a college', () => {
  let season: GreenSeason;
  const explained = async (last: Answer, cookie: string) =>
    (await season.after(last, `${path}/colleges/teniz/points`, cookie)).body;
  const decide = (id: string, step: string, body: object) =>
    season.as(season.nurlan, 'POST', `/api/actions/${id}/${step}`, body);

  beforeAll(async () => {
    season = await GreenSeason.start();
  }, 120_000);
  afterAll(() => season?.app.close());

  it('lists what brings nothing, each with the reason', async () => {
    const [best, second, revoked, rejected, lapsed] = await Promise.all(
      [30, 12, 40, 8, 9].map((value) => season.submitted({ claimed: { trees: { value, precision: 'exact' } } })),
    );
    for (const [id, trees] of [
      [best, 30],
      [second, 12],
      [revoked, 40],
    ] as const)
      await decide(id!, 'approve', { revision: 0, verified: { trees } });
    await decide(revoked!, 'revoke', { reason: 'not-real' });
    await decide(rejected!, 'reject', { revision: 0, reason: 'duplicate' });
    const lapse = { actionId: lapsed!, challengeId, collegeId: 'teniz', reason: 'unanswered' };
    await season.given(`action-${lapsed}`, { type: 'ActionLapsed', data: lapse });
    const last = await season.organiser('POST', `${path}/adjust`, { collegeId: 'teniz', points: 1, reason: 'our-own' });

    const { actions, unscored, adjustments } = await explained(last, season.nurlan);
    const why = (unscored as { actionId: string; why: string; reason: string | null }[]).map((one) => [
      one.actionId,
      one.why,
      one.reason,
    ]);
    expect(new Map(why.map(([id, ...rest]) => [id, rest]))).toEqual(
      new Map([
        [second, ['day-limit', null]],
        [revoked, ['revoked', 'not-real']],
        [rejected, ['rejected', 'duplicate']],
        [lapsed, ['lapsed', 'unanswered']],
      ]),
    );
    for (const one of unscored) if (one.reason !== null) expect(one.reasonText).toEqual(inThreeLanguages);
    expect(actions.map((one: { actionId: string }) => one.actionId).sort()).toEqual([best, second].sort());
    expect(adjustments).toMatchObject([{ points: 1, reason: 'other', reasonText: { en: 'Another reason' } }]);
  });

  it('names the kind that retroactive rules no longer know', async () => {
    const { G1: g1 } = rules.kinds;
    const without = { rules: { ...rules, kinds: { G1: g1 } }, retroactive: true, note };
    const { unscored } = await explained(await season.organiser('POST', `${path}/rulebooks`, without), season.nurlan);
    expect(unscored.filter((one: { why: string }) => one.why === 'kind-unknown')).toHaveLength(2);
  });

  it('leads to rules and notes of every version, withdrawn ones included', async () => {
    const last = await season.organiser('POST', `${path}/rulebooks/2/withdraw`, { reason: 'mistake' });
    const { items } = (await season.after(last, `${path}/rulebooks`, '')).body;
    expect(items).toMatchObject([
      {
        version: 2,
        note,
        rules: { kinds: { G1: {} } },
        withdrawn: { reason: 'mistake', reasonText: inThreeLanguages },
      },
      { version: 1, rules, withdrawn: null },
    ]);
  });

  it('leads to each adjustment in words, and staff to its note', async () => {
    const penalty = { collegeId: 'teniz', points: -5, reason: 'reused-photo', note: 'Сурет былтырғы' };
    const last = await season.organiser('POST', `${path}/adjust`, penalty);
    const listed = async (cookie: string) => (await season.after(last, `${path}/adjustments`, cookie)).body.adjustments;
    for (const cookie of [season.teniz, ''])
      expect(await listed(cookie)).toMatchObject([{ points: 1 }, { points: -5, reasonText: inThreeLanguages }]);
    expect(await listed(season.nurlan)).toMatchObject([{}, { staff: { note: 'Сурет былтырғы' } }]);
  });

  it('stays readable for a college that left, with the reason', async () => {
    const before = await season.organiser('POST', `${path}/adjust`, { collegeId: 'dala', points: 3, reason: 'jury' });
    const leaving = { reason: 'moved', countsInTotals: true };
    const last = await season.organiser('POST', `${path}/colleges/dala/leave`, leaving);
    const { body } = await season.after(last, `${path}/colleges/dala/changes?from=${before.body.position}`, '');
    expect(body.changes).toMatchObject([
      { type: 'CollegeLeft', points: -3, reason: 'moved', reasonText: inThreeLanguages, after: { ranks: null } },
    ]);
    const then = `${path}/colleges/dala/points?position=${before.body.position}`;
    expect((await season.after(last, then, '')).body).toMatchObject({ points: 3, adjustments: [{ reason: 'jury' }] });
  });
});

describe('A final', () => {
  let season: GreenSeason;
  beforeAll(async () => {
    season = await GreenSeason.start();
  }, 120_000);
  afterAll(() => season?.app.close());
  const post = (step: string, body?: object) => season.organiser('POST', `${path}/${step}`, body);

  it('lists the actions that were decided after it, until it is reopened', async () => {
    const early = await season.submitted({ claimed: { trees: { value: 9, precision: 'exact' } } });
    const approve = { revision: 0, verified: { trees: 9 } };
    await season.as(season.nurlan, 'POST', `/api/actions/${early}/approve`, approve);
    await post('close');
    const final = await post('finalise');
    expect(final.status).toBe(200);
    const afterFinal = async (last: Answer, cookie = '') =>
      (await season.after(last, `${path}/after-final`, cookie)).body.items as object[];
    expect(await afterFinal(final)).toEqual([]);

    const revoked = { actionId: early, challengeId, collegeId: 'teniz', reason: 'fraud', note: null, reviewer: 'r1' };
    await season.given(`action-${early}`, { type: 'ApprovalRevoked', data: revoked });
    const renamed = await post('colleges/teniz/rename');
    const item = {
      actionId: early,
      collegeId: 'teniz',
      status: { before: 'approved', after: 'revoked' },
      points: { before: 17, after: 0 },
      decision: { reason: 'fraud', reasonText: inThreeLanguages },
    };
    expect(await afterFinal(renamed)).toMatchObject([item]);
    expect(await afterFinal(renamed, season.nurlan)).toMatchObject([item]);
    const board = await season.after(renamed, `${path}/standings`, '');
    expect(board.body.rows[0]).toMatchObject({ collegeId: 'teniz', points: 27 });

    const reopened = await post('reopen', { reason: 'complaint' });
    expect(await afterFinal(reopened)).toEqual([]);
    expect((await season.after(reopened, `${path}/standings`, '')).body.rows[0]).toMatchObject({ points: 0 });
    const { finals } = (await season.after(reopened, `${path}/finals`, '')).body;
    expect(finals).toMatchObject([
      { number: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/), reason: 'complaint', reasonText: inThreeLanguages },
    ]);
  });
});

describe('A tie', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startTestApp();
  }, 120_000);
  afterAll(() => server?.close());

  /** Four colleges with 39 points: one with two kinds, three with one kind and these participants. */
  async function tied(id: string, participants: readonly number[], options: Partial<Rulebook> = {}) {
    const season = new Season(server.store, id);
    const kind = (base: number) => ({ base, cap: 60, parts: [], perDay: 1, seasonCap: null });
    const trees = { ...kind(9), parts: [{ metric: 'trees', step: 1, weight: 1, max: null }] };
    const flat = { kinds: { trees, cleanup: kind(20) }, diversity: { points: 0, kinds: 0 }, ...options };
    await season.begin(['aktau', 'beineu', 'mangystau', 'zhanaozen'], flat);
    const approved = async (collegeId: string, verified: Record<string, number>, what = 'trees') => {
      await season.submit(`${id}-${collegeId}-${what}`, collegeId, what);
      await season.approve(`${id}-${collegeId}-${what}`, verified);
    };
    await approved('aktau', { trees: 10 });
    await approved('aktau', {}, 'cleanup');
    for (const [place, collegeId] of ['beineu', 'mangystau', 'zhanaozen'].entries())
      await approved(collegeId, { trees: 30, participants: participants[place]! });
    const ranksOf = async (collegeId: string, board: 'total' | 'per-100' = 'total') => {
      const address = `/api/challenges/${id}/colleges/${collegeId}/points?atLeast=${season.position}`;
      const { ranks } = (await server.request('GET', address)).body;
      return ranks.find((one: { board: string; league: string | null }) => one.board === board && one.league === null);
    };
    return ranksOf;
  }

  it('names the number that decides between 39, 39, 39 and 39', async () => {
    const ranksOf = await tied('tie-1', [30, 60, 60]);
    expect(await ranksOf('aktau')).toMatchObject({
      rank: 1,
      shared: false,
      numbers: { points: 39, kinds: 2 },
      above: null,
      below: { collegeId: 'mangystau', rank: 2, decidedBy: 'kinds', numbers: { points: 39, kinds: 1 } },
    });
    expect(await ranksOf('mangystau')).toMatchObject({
      rank: 2,
      shared: false,
      numbers: { participants: 60, divisor: 400, participantsPer100Text: '15.00' },
      below: { collegeId: 'zhanaozen', decidedBy: 'participants', numbers: { participantsPer100Text: '12.00' } },
    });
    expect(await ranksOf('beineu')).toMatchObject({
      rank: 4,
      shared: false,
      numbers: { participantsPer100Text: '10.00' },
    });
  });

  it('is called shared only where every number is equal', async () => {
    const ranksOf = await tied('tie-2', [30, 60, 75]);
    for (const [collegeId, other] of [
      ['mangystau', 'below'],
      ['zhanaozen', 'above'],
    ] as const)
      expect(await ranksOf(collegeId)).toMatchObject({ rank: 2, shared: true, [other]: { rank: 2, decidedBy: null } });
    expect(await ranksOf('aktau')).toMatchObject({ rank: 1, shared: false });
    expect(await ranksOf('beineu')).toMatchObject({ rank: 4, shared: false });
  });

  it('gives the numbers of the board per 100 students, too', async () => {
    const ranksOf = await tied('tie-3', [30, 60, 75]);
    expect(await ranksOf('mangystau', 'per-100')).toMatchObject({
      rank: 3,
      shared: false,
      numbers: { per100Text: '9.75' },
      above: { collegeId: 'beineu', decidedBy: 'per100', numbers: { per100Text: '13.00' } },
      below: { collegeId: 'zhanaozen', decidedBy: 'per100', numbers: { per100Text: '7.80' } },
    });
  });

  it('counts participants up to the students where the rulebook says so', async () => {
    const inflated = [100_000, 60, 75] as const;
    expect(await (await tied('tie-4', inflated))('beineu')).toMatchObject({
      rank: 2,
      numbers: { participants: 100_000 },
    });
    const within = await tied('tie-5', inflated, { ties: { participantsWithinStudents: true } });
    expect(await within('beineu')).toMatchObject({
      rank: 2,
      numbers: { participants: 300, participantsPer100Text: '100.00' },
    });
  });
});
