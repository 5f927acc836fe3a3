import { dayOf, dayWords, hundredths, momentWords, number, signed, timeOf } from './format.js';
import { fitName, linesOf } from './names.js';
import { gapText, valueOf } from './rows.js';
import { rowsWith } from './rows.fixture.js';

describe('numbers, days and names as people read them', () => {
  it('parts thousands by a space that does not break, and knows the true minus', () => {
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

  it('tells days and times of Aqtau, with months of its own', () => {
    expect(dayOf('2026-11-30T19:30:00.000Z')).toBe('2026-12-01');
    expect(timeOf('2026-11-30T18:59:00.000Z')).toBe('23:59');
    expect(dayWords('2026-06-05', 'kk')).toBe('5\u00a0маусым');
    expect(momentWords('2026-11-30T18:59:00.000Z', 'ru')).toBe('30\u00a0ноября, 23:59');
  });

  it('sets the short name bold, and shows it alone where the full name needs too many lines', () => {
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
