import { points, rules, season } from './season.fixture.js';
import type { History } from './standings.fixture.js';
import { boardOf, historyOf, newsOf, pointsOf } from './standings.queries.js';
import { challengeOf, headOf } from './standings.state.js';

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

describe('standings of a challenge', () => {
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
});
