import { choiceOf, dayChoices, dayFault, isLate, latestDay } from './days.js';

const dates = { opensOn: '2026-10-01', closesOn: '2026-11-30' };
const one = (doneOn: string) => ({ doneFrom: '', doneOn });

describe('Days of an action', () => {
  it('offers today, yesterday, another day and several days', () => {
    expect(dayChoices(dates, '2026-11-21')).toEqual(['today', 'yesterday', 'day', 'days']);
  });

  it('offers neither yesterday nor several days on the first day', () => {
    expect(dayChoices(dates, '2026-10-01')).toEqual(['today', 'day']);
  });

  it('offers only days of the challenge after its end', () => {
    expect(dayChoices(dates, '2026-12-01')).toEqual(['yesterday', 'day', 'days']);
    expect(dayChoices(dates, '2026-12-05')).toEqual(['day', 'days']);
    expect([latestDay(dates, '2026-12-05'), latestDay(dates, '2026-11-21')]).toEqual(['2026-11-30', '2026-11-21']);
  });

  it('shows a draft of yesterday as done yesterday', () => {
    expect(choiceOf(one('2026-11-20'), false, '2026-11-20')).toBe('today');
    expect(choiceOf(one('2026-11-20'), false, '2026-11-21')).toBe('yesterday');
    expect(choiceOf(one('2026-11-20'), false, '2026-11-22')).toBe('day');
    expect(choiceOf(one(''), false, '2026-11-22')).toBeNull();
    expect(choiceOf(one(''), true, '2026-11-22')).toBe('days');
    expect(choiceOf({ doneFrom: '2026-11-19', doneOn: '2026-11-20' }, false, '2026-11-20')).toBe('days');
  });

  it.each([
    ['', 'dayMissing'],
    ['2026-11-22', 'dayInFuture'],
    ['2026-09-30', 'dayTooEarly'],
  ])('refuses the day «%s»', (doneOn, fault) => {
    expect(dayFault(one(doneOn), false, dates, '2026-11-21')).toEqual({ field: 'doneOn', fault });
  });

  it('accepts the first and the last day of the challenge', () => {
    expect(dayFault(one('2026-10-01'), false, dates, '2026-11-21')).toBeNull();
    expect(dayFault(one('2026-11-30'), false, dates, '2026-12-02')).toBeNull();
    expect(dayFault(one('2026-12-01'), false, dates, '2026-12-02')?.fault).toBe('dayTooLate');
  });

  it('checks the first of several days too', () => {
    const several = (doneFrom: string, doneOn: string) => dayFault({ doneFrom, doneOn }, true, dates, '2026-11-21');
    expect(several('', '2026-11-20')).toEqual({ field: 'doneFrom', fault: 'dayFirstMissing' });
    expect(several('2026-09-30', '2026-11-20')).toEqual({ field: 'doneFrom', fault: 'dayTooEarly' });
    expect(several('2026-11-20', '2026-11-19')).toEqual({ field: 'doneFrom', fault: 'dayOrder' });
    expect(several('2026-11-19', '')).toEqual({ field: 'doneOn', fault: 'dayMissing' });
    expect(several('2026-11-19', '2026-11-20')).toBeNull();
  });

  it('warns from the day after the last day in time', () => {
    expect(isLate('2026-11-07', '2026-11-21', 14)).toBe(false);
    expect(isLate('2026-11-06', '2026-11-21', 14)).toBe(true);
    expect(isLate('', '2026-11-21', 14)).toBe(false);
  });
});
