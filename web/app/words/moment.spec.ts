import '../../shared/i18n/months.en.js';
import '../../shared/i18n/months.kk.js';
import '../../shared/i18n/months.ru.js';
import { pastMoment, placeSuffix, stateMoment, untilDay } from './moment.js';

const NOW = '2026-11-23T14:00:00.000Z';
const at = (time: string, day = '2026-11-23') => new Date(`${day}T${time}:00.000+05:00`).toISOString();
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

describe('The moment of a shown state', () => {
  test.each([
    ['09:00', 'дегі'],
    ['09:01', 'дегі'],
    ['09:12', 'дегі'],
    ['09:23', 'тегі'],
    ['09:34', 'тегі'],
    ['09:45', 'тегі'],
    ['09:56', 'дағы'],
    ['09:07', 'дегі'],
    ['09:18', 'дегі'],
    ['09:29', 'дағы'],
    ['09:10', 'дағы'],
    ['09:20', 'дағы'],
    ['09:30', 'дағы'],
    ['09:40', 'тағы'],
    ['09:50', 'дегі'],
  ])('takes the vowels of the last number word at %s', (time, suffix) => {
    expect(stateMoment(at(time), NOW, 'kk')).toBe(`${time}-${suffix}`);
  });

  test('names the day when it is not today in Aqtau', () => {
    expect(plain(stateMoment(at('23:59', '2026-11-22'), NOW, 'kk'))).toBe('22 қараша, 23:59-дағы');
    expect(plain(stateMoment(at('23:59', '2026-11-22'), NOW, 'ru'))).toBe('22 ноября, 23:59');
    expect(stateMoment(at('00:01'), NOW, 'ru')).toBe('00:01');
  });
});

describe('A moment of the past', () => {
  test('shows the time of today and of yesterday, and the day before', () => {
    expect(pastMoment(at('16:20'), NOW, 'kk')).toBe('16:20');
    expect(plain(pastMoment(at('16:20', '2026-11-22'), NOW, 'kk'))).toBe('кеше 16:20');
    expect(plain(pastMoment(at('16:20', '2026-11-22'), NOW, 'ru'))).toBe('вчера 16:20');
    expect(plain(pastMoment(at('16:20', '2026-11-19'), NOW, 'kk'))).toBe('19 қараша');
  });
});

describe('The last day of a period', () => {
  test.each([
    ['01', 'қаңтарға'],
    ['02', 'ақпанға'],
    ['03', 'наурызға'],
    ['04', 'сәуірге'],
    ['05', 'мамырға'],
    ['06', 'маусымға'],
    ['07', 'шілдеге'],
    ['08', 'тамызға'],
    ['09', 'қыркүйекке'],
    ['10', 'қазанға'],
    ['11', 'қарашаға'],
    ['12', 'желтоқсанға'],
  ])('takes the dative of month %s', (month, dative) => {
    expect(plain(untilDay(`2026-${month}-05`, 'kk'))).toBe(`5 ${dative} дейін`);
  });

  test('takes a preposition in Russian and English', () => {
    expect(plain(untilDay('2026-11-30', 'ru'))).toBe('до 30 ноября');
    expect(plain(untilDay('2026-11-30', 'en'))).toBe('until 30 November');
  });
});

describe('The word after a place', () => {
  test('is the same for every place in Kazakh and Russian', () => {
    expect([1, 9, 22].map((rank) => placeSuffix(rank, 'kk'))).toEqual(['-орын', '-орын', '-орын']);
    expect(placeSuffix(3, 'ru')).toBe('-е место');
  });

  test('follows the number in English', () => {
    expect([1, 2, 3, 4, 11, 12, 21, 22, 113].map((rank) => `${rank}${placeSuffix(rank, 'en')}`.slice(0, -6))).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '21st',
      '22nd',
      '113th',
    ]);
  });
});
