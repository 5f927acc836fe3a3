import { dayOf, isDay } from './day.js';

describe('a day of the calendar', () => {
  test.each(['2026-01-31', '2026-02-28', '2028-02-29', '2000-02-29', '2026-04-30', '2026-12-31'])('is %s', (text) =>
    expect(isDay(text)).toBe(true),
  );

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-1-01',
    '٢٠٢٦-٠١-٠١',
    '',
  ])('is not %s', (text) => expect(isDay(text)).toBe(false));

  test('agrees with the calendar of the language', () => {
    const agree = (text: string) => isDay(text) === new Date(`${text}T00:00:00.000Z`).toJSON()?.startsWith(text);
    const two = (number: number) => String(number).padStart(2, '0');
    const wrong: string[] = [];
    for (const year of ['1900', '2000', '2026', '2028'])
      for (let month = 1; month <= 12; month += 1)
        for (let day = 1; day <= 31; day += 1)
          if (!agree(`${year}-${two(month)}-${two(day)}`)) wrong.push(`${year}-${two(month)}-${two(day)}`);
    expect(wrong).toEqual([]);
  });

  test('begins in Asia/Aqtau at 19:00 UTC for any earlier query', () => {
    const instants = [
      ['2026-10-04T18:59:59.999Z', '2026-10-04'],
      ['2026-10-04T19:00:00.000Z', '2026-10-05'],
      ['2026-10-05T18:59:59.999Z', '2026-10-05'],
      ['2026-10-05T19:00:00.000Z', '2026-10-06'],
      ['2026-10-04T18:59:59.999Z', '2026-10-04'],
    ] as const;
    for (const [instant, day] of instants) {
      expect(dayOf(new Date(instant))).toBe(day);
      expect(dayOf(instant)).toBe(day);
    }
  });
});
