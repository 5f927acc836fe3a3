import { eventSchemas } from '../../src/events/schemas.js';
import { colleges, kind, points, rules, season, trees } from './season.fixture.js';
import { History, load, save } from './standings.fixture.js';
import { standingsProjection } from './standings.projection.js';
import { boardOf, pointsOf } from './standings.queries.js';

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
