import './i18n/months.en.js';
import './i18n/months.kk.js';
import './i18n/months.ru.js';
import { dayOf, dayWords, hundredths, momentWords, number, onDay, signed, timeOf } from './format.js';
import { fitName, linesOf } from './names.js';
import { gapText, tieReason, valueOf } from './rows.js';
import { rowsWith } from './rows.fixture.js';

describe('format', () => {
  it('groups thousands with a non-breaking space and writes a true minus', () => {
    expect(number(1234567, 'kk')).toBe('1\u00a0234\u00a0567');
    expect(number(-1286, 'ru')).toBe('\u22121\u00a0286');
    expect(number(1286, 'en')).toBe('1,286');
    expect([signed(5, 'kk'), signed(0, 'kk'), signed(-5, 'kk')]).toEqual(['+5', '0', '\u22125']);
    expect([hundredths(123456, 'kk'), hundredths(-5, 'kk'), hundredths(123456, 'en')]).toEqual([
      '1\u00a0234,56',
      '\u22120,05',
      '1,234.56',
    ]);
  });

  it('writes days and times of Aqtau with its own month names', () => {
    expect(dayOf('2026-11-30T19:30:00.000Z')).toBe('2026-12-01');
    expect(timeOf('2026-11-30T18:59:00.000Z')).toBe('23:59');
    expect(dayWords('2026-06-05', 'kk')).toBe('5\u00a0маусым');
    expect(momentWords('2026-11-30T18:59:00.000Z', 'ru')).toBe('30\u00a0ноября, 23:59');
  });

  it.each([
    ['2026-12-01', '1\u00a0желтоқсанда'],
    ['2026-09-01', '1\u00a0қыркүйекте'],
    ['2026-07-05', '5\u00a0шілдеде'],
    ['2026-04-30', '30\u00a0сәуірде'],
    ['2026-01-10', '10\u00a0қаңтарда'],
    ['2026-11-03', '3\u00a0қарашада'],
  ])('puts %s into the Kazakh locative', (day, words) => {
    expect(onDay(day, 'kk')).toBe(words);
    expect([onDay('2026-12-01', 'ru'), onDay('2026-12-01', 'en')]).toEqual(['1\u00a0декабря', '1\u00a0December']);
  });

  it('sets the short name bold, alone when space is short', () => {
    expect(fitName('Ақ Жайық көркем колледжі', 'Ақ Жайық', 30, 2)).toEqual({
      before: '',
      bold: 'Ақ Жайық',
      after: ' көркем колледжі',
    });
    expect(fitName('Колледж «Ак Жайык»', 'Ак Жайык', 30, 2)).toEqual({
      before: 'Колледж ',
      bold: '«Ак\u00a0Жайык»',
      after: '',
    });
    expect(fitName('Маңғыстау облысының көпсалалы жоғары педагогикалық колледжі', 'Самұрық', 20, 2)).toEqual({
      before: '',
      bold: 'Самұрық',
      after: '',
    });
    expect(linesOf('бір екі үш', 7)).toBe(2);
  });

  it('counts a long word as several lines and keeps hyphenated words whole', () => {
    expect(linesOf('а'.repeat(60), 22)).toBe(3);
    expect(fitName('тау-кен колледжі', 'тау', 22, 2).after).toBe('-\u2060кен колледжі');
  });

  it('breaks a hyphenated word that is longer than a line', () => {
    const { before } = fitName('Строительно-архитектурный колледж «Таусогар»', 'Таусогар', 22, 3);
    expect(before).toBe('Строительно-архитектурный колледж ');
  });

  it('names what decides between equal values', () => {
    const [first, second] = rowsWith({ c1: 100, c2: 100 });
    const below = { ...second!, rank: 2, kinds: 1 };
    expect(tieReason(first!, below)).toBe('tieKinds');
    expect(tieReason(first!, { ...below, kinds: first!.kinds })).toBe('tiePeople');
    expect([tieReason(first!, second!), tieReason(null, first!)]).toEqual([null, null]);
  });

  it('orders and compares both boards in whole numbers', () => {
    const per100 = { ...rowsWith({ c1: 1286 })[0]!, per100Text: '321.50' };
    expect([valueOf(rowsWith({ c1: 1286 })[0]!), valueOf(per100)]).toEqual([1286, 32150]);
    expect(valueOf({ ...per100, per100Text: '-0.25' })).toBe(-25);
    expect([gapText(0, 'total', 'kk'), gapText(-23, 'total', 'kk'), gapText(150, 'per-100', 'kk')]).toEqual([
      '=',
      '\u221223',
      '+1,50',
    ]);
  });
});
