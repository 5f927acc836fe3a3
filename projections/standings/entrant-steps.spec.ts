import { colleges, points, rules, season } from './season.fixture.js';
import { History } from './standings.fixture.js';
import { boardOf, newsOf } from './standings.queries.js';

describe('standings of a challenge', () => {
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
});
