import { eventSchemas } from '../../src/events/schemas.js';
import type { Rulebook } from '../../src/events/rulebook.js';
import { History, load, save } from './standings.fixture.js';
import { standingsProjection } from './standings.projection.js';
import { boardOf, historyOf, newsOf, pointsOf, undecidedOf } from './standings.queries.js';
import { challengeOf, headOf } from './standings.state.js';

const kind = (base: number, more: Partial<Rulebook['kinds'][string]> = {}) => ({
  base,
  cap: 100,
  parts: [],
  perDay: 1,
  seasonCap: null,
  ...more,
});
const trees = { metric: 'trees', step: 1, weight: 1, max: null };
const rules: Rulebook = {
  kinds: {
    tree: kind(8, {
      cap: 40,
      parts: [trees],
      titles: { kk: 'Ағаш отырғызу', ru: 'Посадка деревьев', en: 'Tree planting' },
    }),
    visit: kind(10),
    fair: kind(30),
  },
  lateAfterDays: 14,
  shareCap: { percent: 100, from: 0 },
  diversity: { points: 0, kinds: 0 },
  per100: { minimumStudents: 200 },
};
const colleges = [
  { id: 'anar', students: 400, name: 'Анар', league: 'M' },
  { id: 'bota', students: 900, name: 'Бота', league: 'L' },
  { id: 'gul', students: 250, name: 'Гүл', league: 'M' },
];
const season = () => new History().announce().publish(rules).open(colleges);
const points = (history: History, audience: 'staff' | 'public' = 'staff') =>
  Object.fromEntries(boardOf(history.fold(), audience, 'total').rows.map((row) => [row.collegeId, row.points]));

describe('standings of a challenge', () => {
  test('the events of these examples are valid stored events', () => {
    const history = season()
      .enter({ id: 'dana', students: 300 })
      .rename('dana', 'Дана')
      .enrolment('dana', 310)
      .league('dana', 'M')
      .enter({ id: 'eset', students: 300 })
      .merge('eset', 'dana')
      .undoMerger('eset')
      .leave('dana');
    history
      .submit('a1', 'anar', 'tree')
      .ask('a1')
      .revise('a1', 'tree')
      .endorse('a1', { trees: 3 })
      .approve('a1', { trees: 3 });
    history.correct('a1', { trees: 2 }).dispute('a1').resolve('a1', 'upheld').takeDown('a1').revoke('a1');
    history.submit('a4', 'gul', 'visit').ask('a4').lapse('a4').dispute('a4').withdrawDispute('a4').reopenDecision('a4');
    history.approve('a4').dispute('a4').dismissDispute('a4').reclassify('a4', 'fair');
    history.submit('a2', 'bota', 'visit').reject('a2').submit('a3', 'bota', 'visit').withdraw('a3');
    history.propose('gul', -5).decline('gul').adjust('gul', -5).close().freeze().reveal().finalise().reopen();
    history.publish(rules).withdrawRulebook(2);
    history.redescribe('Амал').reschedule('2026-10-02', '2026-12-01').reopenSubmissions('2026-12-05').cancel();
    for (const { type, data } of history.events)
      expect(eventSchemas[type].safeParse(data)).toMatchObject({ success: true });
    const told = new Set(history.events.map(({ type }) => type));
    expect([...Object.keys(standingsProjection.when)].filter((type) => !told.has(type as never))).toEqual([
      'ChallengeTextsErased',
      'EvidenceAttached',
      'ActionTextsErased',
    ]);
  });

  test('a league board has only its league and ranks of its own', () => {
    const history = season().submit('a1', 'bota', 'fair').approve('a1').submit('a2', 'gul', 'visit').approve('a2');
    const rows = boardOf(history.fold(), 'public', 'total', { league: 'M' }).rows;
    expect(rows.map(({ collegeId, rank, order, leagueRank }) => [collegeId, rank, order, leagueRank])).toEqual([
      ['gul', 2, 1, 1],
      ['anar', 3, 2, 2],
    ]);
  });

  test('points are explained down to each decision and each cap', () => {
    const capped = {
      ...rules,
      kinds: { ...rules.kinds, tree: kind(8, { cap: 40, seasonCap: 60, parts: [{ ...trees, max: 50 }] }) },
      shareCap: { percent: 40, from: 20 },
    };
    const history = new History().publish(capped).open(colleges);
    history.submit('a1', 'anar', 'tree', '2026-10-10').approve('a1', { trees: 70 });
    history.submit('a2', 'anar', 'tree', '2026-10-10').approve('a2', { trees: 2 });
    history.submit('a3', 'anar', 'tree', '2026-10-11', '2026-10-30').approve('a3', { trees: 70 });
    history.submit('a4', 'anar', 'tree', '2026-10-12').approve('a4', { trees: 30 }).adjust('anar', -3);
    const explained = pointsOf(history.fold(), 'staff', 'anar')!;
    expect(
      explained.actions.map(({ actionId, points, capCut, late, dayLimit }) => [
        actionId,
        points,
        capCut,
        late,
        dayLimit,
      ]),
    ).toEqual([
      ['a1', 40, 18, false, false],
      ['a2', 10, 0, false, true],
      ['a3', 8, 0, true, false],
      ['a4', 38, 0, false, false],
    ]);
    expect(explained.actions[0]).toMatchObject({
      base: 8,
      parts: [{ metric: 'trees', value: 70, points: 50, cut: 20 }],
      decision: { eventId: history.events[3]!.id, type: 'ActionApproved' },
    });
    expect(explained.kinds).toEqual([
      { kind: 'tree', titles: null, sum: 86, seasonCapCut: 26, shareCapCut: 36, counts: 24 },
    ]);
    expect(explained).toMatchObject({ points: 21, rank: 1, adjustments: [{ points: -3, reason: 'reused-photo' }] });
  });

  test('sums beyond the safe integers stay whole numbers', () => {
    const huge = { metric: 'grams', step: 1, weight: 10_000, max: null };
    const history = new History()
      .publish({ ...rules, kinds: { tree: kind(1, { cap: 7, parts: Array(10).fill(huge) }) } })
      .open(colleges);
    const explained = pointsOf(
      history.submit('a1', 'anar', 'tree').approve('a1', { grams: 100_000_000_000 }).fold(),
      'staff',
      'anar',
    )!;
    expect(explained.points).toBe(7);
    expect(Number.isSafeInteger(explained.actions[0]!.capCut)).toBe(true);
  });

  test('colleges, kinds and metrics may be called constructor or toString', () => {
    const parts = [{ metric: 'toString', step: 1, weight: 1, max: null }];
    const history = new History()
      .publish({ ...rules, kinds: { constructor: kind(5, { parts }) } })
      .open([{ id: 'constructor', students: 300 }]);
    history
      .submit('valueof', 'constructor', 'constructor')
      .approve('valueof')
      .submit('a2', 'constructor', 'toString')
      .approve('a2');
    expect(points(history)).toEqual({ constructor: 5 });
  });

  test('a dispute changes nothing until it is resolved; then its outcome counts', () => {
    const history = season()
      .submit('a1', 'anar', 'visit')
      .approve('a1')
      .submit('a2', 'bota', 'visit')
      .reject('a2')
      .dispute('a1')
      .dispute('a2');
    expect(points(history)).toMatchObject({ anar: 10, bota: 0 });
    expect(undecidedOf(history.fold()).disputedActions).toEqual(['a1', 'a2']);
    history.resolve('a1', 'rejected').resolve('a2', 'approved', {});
    expect(points(history)).toMatchObject({ anar: 0, bota: 10 });
    expect(undecidedOf(history.fold()).disputedActions).toEqual([]);
  });

  test('a reclassified action scores as its new kind on its new day', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').submit('a2', 'anar', 'fair').approve('a2');
    expect(points(history)).toMatchObject({ anar: 40 });
    history.reclassify('a1', 'fair');
    // One fair a day is scored.
    expect(points(history)).toMatchObject({ anar: 30 });
    expect(points(history.reclassify('a1', 'fair', '2026-10-09'))).toMatchObject({ anar: 60 });
    expect(newsOf(history.fold(), 'staff').items[0]).toMatchObject({ type: 'corrected', points: 30, kind: 'fair' });
  });

  test('a reopened decision brings no points and awaits another', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').dispute('a1').reopenDecision('a1');
    expect(points(history)).toMatchObject({ anar: 0 });
    expect(undecidedOf(history.fold())).toMatchObject({ pendingActions: ['a1'], disputedActions: [], decisions: [] });
    expect(points(history.approve('a1'))).toMatchObject({ anar: 10 });
  });

  test('a revision with its own day is late by that day', () => {
    const history = season()
      .submit('a1', 'anar', 'tree', '2026-10-10')
      .revise('a1', 'tree', '2026-10-09', '2026-10-24');
    expect(points(history.approve('a1', { trees: 9 }))).toMatchObject({ anar: 8 });
    const early = season().submit('a1', 'anar', 'tree', '2026-10-10').revise('a1', 'tree', '2026-10-09', '2026-10-23');
    expect(points(early.approve('a1', { trees: 9 }))).toMatchObject({ anar: 17 });
  });

  test('a decision stays open to one dispute', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1');
    const open = () => undecidedOf(history.fold()).decisions.map(({ actionId }) => actionId);
    expect(open()).toEqual(['a1']);
    history.dispute('a1').withdrawDispute('a1');
    expect(open()).toEqual([]);
    history.correct('a1', {});
    expect(open()).toEqual(['a1']);
    history.dispute('a1').correct('a1', { trees: 1 }).dismissDispute('a1');
    expect(open()).toEqual([]);
    history.correct('a1', {}).dispute('a1').correct('a1', { trees: 1 }).resolve('a1', 'upheld');
    expect(open()).toEqual([]);
    history
      .correct('a1', {})
      .dispute('a1')
      .resolve('a1', 'approved', {})
      .submit('a2', 'gul', 'visit')
      .reject('a2')
      .leave('gul');
    expect(open()).toEqual([]);
  });

  test('counts undecided actions as pending unless the college has left', () => {
    const history = season()
      .submit('a1', 'anar', 'visit')
      .submit('a2', 'bota', 'visit')
      .ask('a2')
      .submit('a3', 'gul', 'visit')
      .endorse('a3', {});
    expect(undecidedOf(history.fold()).pendingActions.sort()).toEqual(['a1', 'a2', 'a3']);
    history.leave('gul').withdraw('a1').submit('a4', 'bota', 'visit').reject('a4').dispute('a4');
    expect(undecidedOf(history.fold())).toEqual({
      pendingActions: ['a2'],
      questions: ['a2'],
      disputedActions: ['a4'],
      decisions: [],
    });
    history.resolve('a4', 'upheld');
    expect(undecidedOf(history.fold()).decisions).toEqual([]);
  });

  test('a correction of the enrolment moves the quotient and never the league', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').enrolment('anar', 1000);
    expect(boardOf(history.fold(), 'staff', 'per-100').rows[0]).toMatchObject({
      league: 'M',
      per100: { numerator: 1, denominator: 1 },
      per100Text: '1.00',
    });
  });

  test('an enrolment correction changes how many participants an action counts', () => {
    const within = { ...rules, ties: { participantsWithinStudents: true } };
    const history = new History().announce().publish(within);
    history.open([
      { id: 'anar', students: 100 },
      { id: 'bota', students: 100 },
    ]);
    history.submit('a1', 'anar', 'visit').approve('a1', { participants: 180 });
    history.submit('a2', 'bota', 'visit').approve('a2', { participants: 150 });
    const ranks = () => boardOf(history.fold(), 'staff', 'total').rows.map(({ collegeId, rank }) => [collegeId, rank]);
    expect(ranks()).toEqual([
      ['anar', 1],
      ['bota', 1],
    ]);
    history.enrolment('bota', 160);
    expect(ranks()).toEqual([
      ['bota', 1],
      ['anar', 2],
    ]);
    history.leave('bota').enter({ id: 'bota', students: 90 });
    expect(ranks()).toEqual([
      ['anar', 1],
      ['bota', 2],
    ]);
  });

  test('a league correction moves the rank within leagues only', () => {
    const history = season().submit('a1', 'bota', 'visit').approve('a1').league('bota', 'M');
    const rows = boardOf(history.fold(), 'staff', 'total').rows;
    expect(rows.map(({ collegeId, points, league, leagueRank }) => [collegeId, points, league, leagueRank])).toEqual([
      ['bota', 10, 'M', 1],
      ['anar', 0, 'M', 2],
      ['gul', 0, 'M', 2],
    ]);
  });

  test.each([
    [false, { actions: 1, metrics: { trees: 2 } }],
    [true, { actions: 2, metrics: { trees: 7 } }],
  ])('totals keep a college that left when its leaving says so: %j', (countsInTotals, totals) => {
    const history = season()
      .submit('a1', 'anar', 'tree')
      .approve('a1', { trees: 2 })
      .submit('b1', 'bota', 'tree')
      .approve('b1', { trees: 5 })
      .leave('bota', countsInTotals);
    expect(newsOf(history.fold(), 'public').totals).toEqual(totals);
    expect(boardOf(history.fold(), 'staff', 'total').rows.map(({ collegeId }) => collegeId)).toEqual(['anar', 'gul']);
    history.enter(colleges[1]!);
    expect(newsOf(history.fold(), 'public').totals).toEqual({ actions: 2, metrics: { trees: 7 } });
    expect(points(history)).toEqual({ anar: 10, bota: 13, gul: 0 });
  });

  test('a final shows new names and keeps its points', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').close().finalise().rename('anar', 'Алма');
    const names = (audience: 'staff' | 'public') =>
      boardOf(history.fold(), audience, 'total').rows.map(({ collegeId, names: { kk }, points: sum }) => [
        collegeId,
        kk,
        sum,
      ]);
    expect(names('staff')[0]).toEqual(['anar', 'Алма', 10]);
    history.freeze().rename('anar', 'Анар');
    expect(names('public')[0]).toEqual(['anar', 'Алма', 10]);
    expect(names('staff')[0]).toEqual(['anar', 'Анар', 10]);
  });

  test('a merger moves actions and adjustments and keeps the students', () => {
    const history = season()
      .submit('a1', 'anar', 'tree')
      .approve('a1', { trees: 2 })
      .submit('b1', 'bota', 'visit')
      .approve('b1')
      .submit('b2', 'bota', 'visit', '2026-10-11')
      .adjust('bota', -4)
      .merge('bota', 'anar');
    const rows = () => boardOf(history.fold(), 'staff', 'total').rows;
    expect(rows().map(({ collegeId, points, kinds, students }) => [collegeId, points, kinds, students])).toEqual([
      ['anar', 16, 2, 400],
      ['gul', 0, 0, 250],
    ]);
    history.approve('b2').adjust('anar', 1);
    expect(points(history)).toEqual({ anar: 27, gul: 0 });
    const explained = pointsOf(history.fold(), 'staff', 'anar')!;
    expect(explained.actions.map(({ actionId }) => actionId)).toEqual(['a1', 'b1', 'b2']);
    expect(explained.adjustments.map((one) => one.points)).toEqual([-4, 1]);
    expect(newsOf(history.fold(), 'staff').totals).toEqual({ actions: 3, metrics: { trees: 2 } });
  });

  test('the limits of a day hold for merged colleges together', () => {
    const history = season()
      .submit('a1', 'anar', 'visit')
      .approve('a1')
      .submit('b1', 'bota', 'visit')
      .approve('b1')
      .merge('bota', 'anar');
    expect(points(history)).toEqual({ anar: 10, gul: 0 });
    history.revoke('a1');
    expect(points(history)).toEqual({ anar: 10, gul: 0 });
  });

  test('actions follow a college through several mergers, and back into a final', () => {
    const history = season()
      .submit('b1', 'bota', 'visit')
      .merge('bota', 'anar')
      .merge('anar', 'gul')
      .approve('b1')
      .close();
    const through = history.events.at(-1)!.id;
    history.dispute('b1').finalise(through);
    expect(points(history)).toEqual({ gul: 10 });
    expect(undecidedOf(history.fold()).disputedActions).toEqual(['b1']);
    history.takeDown('b1');
    expect(pointsOf(history.fold(), 'staff', 'gul')!.actions[0]!.evidence).toEqual([]);
  });

  test('a frozen board shows a merger only after the reveal', () => {
    const history = season().submit('b1', 'bota', 'visit').approve('b1').freeze().merge('bota', 'anar').takeDown('b1');
    expect(points(history, 'public')).toEqual({ anar: 0, bota: 10, gul: 0 });
    expect(pointsOf(history.fold(), 'public', 'bota')!.actions[0]!.evidence).toEqual([]);
    history.reveal();
    expect(points(history, 'public')).toEqual({ anar: 10, gul: 0 });
  });

  test("activity shows each decision's change and new rank, newest first", () => {
    const history = season()
      .submit('a1', 'anar', 'visit')
      .approve('a1')
      .submit('a2', 'bota', 'tree')
      .approve('a2', { trees: 12 });
    history.correct('a2', { trees: 1 }).adjust('gul', 50).revoke('a1');
    const { items, totals } = newsOf(history.fold(), 'public');
    expect(items.map(({ type, collegeId, points, rank }) => [type, collegeId, points, rank])).toEqual([
      ['revoked', 'anar', -10, 3],
      ['adjusted', 'gul', 50, 1],
      ['corrected', 'bota', -11, 2],
      ['approved', 'bota', 20, 1],
      ['approved', 'anar', 10, 1],
    ]);
    expect(items[2]).toMatchObject({ kind: 'tree', kindTitles: rules.kinds.tree!.titles, verified: { trees: 1 } });
    expect(totals).toEqual({ actions: 1, metrics: { trees: 1 } });
  });

  test('activity shows the points of an approval under its own rulebook', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1');
    history
      .publish({ ...rules, kinds: { ...rules.kinds, visit: kind(70) } }, { retroactive: true })
      .submit('a2', 'bota', 'visit')
      .approve('a2');
    expect(newsOf(history.fold(), 'staff').items.map(({ points, rank }) => [points, rank])).toEqual([
      [70, 1],
      [0, null],
      [10, 1],
    ]);
  });

  test('a day ends with its last recorded event, despite clock steps', () => {
    const history = season().at('2026-10-10T10:00:00.000Z').submit('a1', 'anar', 'visit').approve('a1');
    history.at('2026-10-11T19:30:00.000Z').submit('a2', 'bota', 'fair').approve('a2');
    const ranks = (history: History) =>
      historyOf(history.fold(), 'staff', 'total').days.map(({ day, ranks }) => [day, ranks.anar, ranks.bota]);
    expect(ranks(history)).toEqual([
      ['2026-10-05', 1, 1],
      ['2026-10-10', 1, 2],
      ['2026-10-12', 2, 1],
    ]);
    history.at('2026-10-11T10:00:00.000Z').submit('a3', 'anar', 'fair').approve('a3');
    expect(ranks(history).slice(1)).toEqual([
      ['2026-10-10', 1, 2],
      ['2026-10-11', 1, 2],
      ['2026-10-12', 1, 2],
    ]);
    history.at('2026-10-10T12:00:00.000Z').adjust('bota', 500);
    expect(
      ranks(history)
        .slice(1)
        .map(([day, anar]) => [day, anar]),
    ).toEqual([
      ['2026-10-10', 2],
      ['2026-10-11', 2],
      ['2026-10-12', 2],
    ]);
  });
});

describe('freeze and reveal', () => {
  test('the public sees the state of the freeze until the reveal', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').freeze();
    const shown = (history: History) => {
      const state = history.fold();
      return [
        boardOf(state, 'public', 'per-100'),
        pointsOf(state, 'public', 'anar'),
        newsOf(state, 'public'),
        historyOf(state, 'public', 'total'),
        challengeOf(state, 'public'),
      ];
    };
    const atFreeze = shown(history);
    history
      .at('2026-11-20T10:00:00.000Z')
      .submit('a2', 'bota', 'fair')
      .approve('a2')
      .rename('anar', 'Жаңа')
      .leave('gul')
      .correct('a1', { trees: 5 });
    history
      .publish({ ...rules, per100: { minimumStudents: 1 } }, { retroactive: true })
      .adjust('anar', 5)
      .close();
    expect(shown(history)).toEqual(atFreeze);
    expect(points(history)).toEqual({ anar: 15, bota: 30 });
    expect(points(history.reveal(), 'public')).toEqual({ anar: 15, bota: 30 });
    expect(shown(history)).not.toEqual(atFreeze);
  });

  test('a takedown of evidence acts at once, frozen or not', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').freeze();
    const evidence = () => pointsOf(history.fold(), 'public', 'anar')!.actions[0]!.evidence;
    const position = headOf(history.fold(), 'public').position;
    expect(evidence()).toHaveLength(1);
    history.takeDown('a1');
    expect(evidence()).toEqual([]);
    expect(headOf(history.fold(), 'public').position).toBe(position);
  });
});

describe('a withdrawn version', () => {
  const dearer = { ...rules, kinds: { ...rules.kinds, visit: kind(25) } };
  const cheaper = { ...rules, kinds: { ...rules.kinds, visit: kind(4) } };

  test('leaves the boards as if it had never been published', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').publish(cheaper, { retroactive: true });
    history.submit('a2', 'bota', 'visit').approve('a2').publish(dearer).submit('a3', 'gul', 'visit').approve('a3');
    expect(points(history)).toEqual({ anar: 4, bota: 4, gul: 25 });
    expect(points(history.withdrawRulebook(2))).toEqual({ anar: 10, bota: 10, gul: 25 });
    expect(points(history.withdrawRulebook(3))).toEqual({ anar: 10, bota: 10, gul: 10 });
    expect(pointsOf(history.fold(), 'staff', 'gul')!.actions[0]!.rulebookVersion).toBe(1);
    expect(headOf(history.fold(), 'staff').rulebookVersion).toBe(1);
  });

  test('passes its actions to a later version when none is earlier', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').publish(dearer).withdrawRulebook(1);
    expect(points(history)).toEqual({ anar: 25, bota: 0, gul: 0 });
  });
});

describe('the calendar', () => {
  test('words and days follow the events that mend them', () => {
    const history = season().redescribe('Қайырым').reschedule('2026-10-02', '2026-12-01');
    expect(challengeOf(history.fold(), 'public')).toMatchObject({
      titles: { kk: 'Қайырым' },
      opensOn: '2026-10-02',
      closesOn: '2026-12-01',
    });
    const reopened = history.close().reopenSubmissions('2026-12-05').fold();
    expect(challengeOf(reopened, 'public')).toMatchObject({ state: 'open', closesOn: '2026-12-05' });
  });

  test('a cancelled challenge stays readable and ends its freeze', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').freeze();
    history.submit('a2', 'bota', 'fair').approve('a2').cancel();
    expect(challengeOf(history.fold(), 'public')).toMatchObject({ state: 'cancelled', frozen: false });
    expect(points(history, 'public')).toEqual({ anar: 10, bota: 30, gul: 0 });
  });
});

describe('the final', () => {
  const ended = () =>
    season().submit('a1', 'anar', 'visit').approve('a1').submit('a2', 'bota', 'fair').approve('a2').close();

  test('counts later events only after a reopening', () => {
    const history = ended().finalise();
    const position = headOf(history.fold(), 'staff').position;
    history.revoke('a2');
    expect(points(history)).toMatchObject({ anar: 10, bota: 30 });
    expect(headOf(history.fold(), 'staff').position).toBe(position);
    expect(challengeOf(history.fold(), 'public')).toMatchObject({ state: 'final' });
    expect(points(history.reopen())).toMatchObject({ anar: 10, bota: 0 });
    expect(challengeOf(history.fold(), 'public')).toMatchObject({ state: 'closed' });
  });

  test('folds through the event it names and ignores concurrent later events', () => {
    const history = ended();
    const through = history.events.at(-1)!;
    const before = history.fold();
    history
      .at('2026-12-01T10:00:00.000Z')
      .revoke('a2')
      .submit('a3', 'gul', 'fair')
      .approve('a3')
      .takeDown('a1')
      .finalise(through.id);
    const state = history.fold();
    expect(boardOf(state, 'public', 'total')).toEqual(boardOf(before, 'public', 'total'));
    expect(newsOf(state, 'public')).toEqual(newsOf(before, 'public'));
    expect(historyOf(state, 'public', 'total')).toEqual(historyOf(before, 'public', 'total'));
    expect(headOf(state, 'staff').eventId).toBe(through.id);
    expect(pointsOf(state, 'public', 'anar')!.actions[0]!.evidence).toEqual([]);
    expect(points(history.reopen())).toMatchObject({ bota: 0, gul: 30 });
  });

  test('a final during a freeze shows at the reveal', () => {
    const history = ended().freeze().submit('a3', 'anar', 'fair', '2026-10-12').approve('a3').finalise();
    history.revoke('a3');
    expect(points(history, 'public')).toMatchObject({ anar: 10 });
    expect(points(history)).toMatchObject({ anar: 40 });
    expect(points(history.reveal(), 'public')).toMatchObject({ anar: 40 });
  });
});

test('a stored state equals the original, and a repeated event changes nothing', () => {
  const history = season()
    .submit('a1', 'anar', 'visit')
    .approve('a1')
    .freeze()
    .submit('a2', 'anar', 'fair')
    .approve('a2')
    .adjust('gul', 7);
  const state = history.fold();
  const twice = history.fold(history.events.flatMap((event) => [event, event]).concat(history.events));
  expect(save(twice)).toBe(save(state));
  expect(load(save(state))).toEqual(state);
});
