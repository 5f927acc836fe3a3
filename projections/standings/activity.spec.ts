import { kind, rules, season } from './season.fixture.js';
import type { History } from './standings.fixture.js';
import { historyOf, newsOf } from './standings.queries.js';

describe('standings of a challenge', () => {
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
