import { kind, points, rules, season } from './season.fixture.js';
import { pointsOf } from './standings.queries.js';
import { challengeOf, headOf } from './standings.state.js';

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
