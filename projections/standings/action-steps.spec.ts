import { points, season } from './season.fixture.js';
import { newsOf, undecidedOf } from './standings.queries.js';

describe('standings of a challenge', () => {
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
});
