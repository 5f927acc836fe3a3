import { textCell } from './cell.js';
import { readDays } from './read-day.js';

const read = (text: string) => readDays(textCell(text));

describe('readDays', () => {
  it.each([
    '2026-11-15',
    '15.11.2026',
    '15.11.2026 г.',
    '15.11.2026г',
    '15.11.2026 года',
    '15.11.2026 ж.',
    '15.11.2026 0:00',
    '15.11.2026 00:00:00',
    '15.11.2026 14:30',
    '15.11.2026, 00:00:00',
    '15.11.2026 г., 0:00',
    '15.11.2026 12:00 AM',
    '2026-11-15, 12:00:00 am',
    '2026-11-15 00:00:00',
    '2026-11-15T00:00:00.000Z',
    '2026.11.15',
    '2026/11/15',
    '15/11/2026',
    '15-11-2026',
    '15 ноября 2026 г.',
    '15 ноября 2026',
    '15 нояб. 2026',
    '15 қараша 2026 ж.',
    '2026 жылғы 15 қараша',
    '2026 ж. 15 қараша',
    '15 November 2026',
    'November 15, 2026',
    '15 Nov 2026',
    '46341',
    '15.11.2026.',
    '15. 11. 2026',
    '15-қараша 2026',
    '15 қар. 2026 ж.',
    '15-ноя-2026',
  ])('reads %s', (text) => {
    expect(read(text)).toEqual({ doneOn: '2026-11-15' });
  });

  it.each([
    ['14.11.2026 – 15.11.2026', '2026-11-14'],
    ['14.11.2026 г. — 15.11.2026 г.', '2026-11-14'],
    ['2026-11-14..2026-11-15', '2026-11-14'],
    ['14.11.2026 - 15.11.2026', '2026-11-14'],
    ['14-15.11.2026', '2026-11-14'],
    ['1–15.11.2026', '2026-11-01'],
    ['14.11.2026-15.11.2026', '2026-11-14'],
    ['14–15 ноября 2026 г.', '2026-11-14'],
    ['14-15 қараша 2026 ж.', '2026-11-14'],
    ['14—15 нояб. 2026', '2026-11-14'],
  ])('reads the range %s', (text, doneFrom) => {
    expect(read(text)).toEqual({ doneFrom, doneOn: '2026-11-15' });
  });

  it.each([
    ['', 'DATE_MISSING'],
    ['2026', 'DATE_YEAR_ONLY'],
    ['2026 г.', 'DATE_YEAR_ONLY'],
    ['2026-11', 'DATE_MONTH_ONLY'],
    ['11.2026', 'DATE_MONTH_ONLY'],
    ['ноябрь 2026', 'DATE_MONTH_ONLY'],
    ['қараша 2026', 'DATE_MONTH_ONLY'],
    ['16.11.26', 'DATE_UNCLEAR'],
    ['11/12/2026', 'DATE_UNCLEAR'],
    ['31.11.2026', 'DATE_UNCLEAR'],
    ['15.11.2026 25:00', 'DATE_UNCLEAR'],
    ['2026-11-14T19:00:00Z', 'DATE_UNCLEAR'],
    ['14.11.2026\n15.11.2026', 'DATE_UNCLEAR'],
    ['16.11.2026 – 15.11.2026', 'DATE_UNCLEAR'],
    ['15 ноября', 'DATE_UNCLEAR'],
    ['позавчера', 'DATE_UNCLEAR'],
    ['1234567', 'DATE_UNCLEAR'],
    ['12345', 'DATE_UNCLEAR'],
    ['15.11.0026', 'DATE_UNCLEAR'],
    ['15.11-2026', 'DATE_UNCLEAR'],
    ['15-11 қараша 2026', 'DATE_UNCLEAR'],
    ['30.11-01.12.2026', 'DATE_UNCLEAR'],
    ['#N/A', 'DATE_UNCLEAR'],
  ])('refuses %j: %s', (text, code) => {
    expect(read(text)).toBe(code);
  });

  it.each(['қаң', 'ақп', 'нау', 'сәу', 'мам', 'мау', 'шіл', 'там', 'қыр', 'қаз', 'қар', 'жел'])(
    'reads the short Kazakh month %s as the short Russian one',
    (month) => {
      const months = ['янв', 'фев', 'мар', 'апр', 'мая', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];
      const kazakh = ['қаң', 'ақп', 'нау', 'сәу', 'мам', 'мау', 'шіл', 'там', 'қыр', 'қаз', 'қар', 'жел'];
      expect(read(`5 ${month}. 2026 ж.`)).toEqual(read(`5 ${months[kazakh.indexOf(month)]}. 2026 г.`));
      expect(read(`5 ${month}. 2026 ж.`)).toHaveProperty('doneOn');
    },
  );

  it('refuses a merged cell and a time', () => {
    expect(readDays({ text: '15.11.2026', type: 'merged' })).toBe('DATE_UNCLEAR');
    expect(readDays({ text: '2:30', type: 'time' })).toBe('DATE_UNCLEAR');
  });
});
