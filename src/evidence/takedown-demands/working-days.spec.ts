import { nextWorkingDay, readDecreedDays } from './working-days.js';

const none = readDecreedDays('');

describe('nextWorkingDay', () => {
  it.each([
    ['2026-11-23', '2026-11-24', 'a Monday'],
    ['2026-11-27', '2026-11-30', 'a Friday'],
    ['2026-11-28', '2026-11-30', 'a Saturday'],
    ['2026-12-15', '2026-12-17', 'the day before Independence Day'],
    ['2026-03-20', '2026-03-26', 'the day before Nauryz, which takes a weekend and two days of it'],
    ['2026-12-31', '2027-01-05', 'the last day of a year whose holidays take a Saturday'],
    ['2026-10-23', '2026-10-27', 'the Friday before Republic Day on a Sunday'],
  ])('after %s is %s (%s)', (day, next) => {
    expect(nextWorkingDay(day, none)).toBe(next);
  });

  it('follows a decree', () => {
    const decreed = readDecreedDays('2026-05-27, +2026-03-22');
    expect(nextWorkingDay('2026-05-26', decreed)).toBe('2026-05-28');
    expect(nextWorkingDay('2026-05-26', none)).toBe('2026-05-27');
    expect(nextWorkingDay('2026-03-20', decreed)).toBe('2026-03-22');
  });
});
