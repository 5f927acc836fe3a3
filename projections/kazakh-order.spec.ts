import fc from 'fast-check';
import { kazakhKey, kazakhOrder } from './kazakh-order.js';

const ALPHABET = 'АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ';
const SEED = 20261101;

/** The control: code-unit order must fail the comparisons below. */
const codeUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

describe('kazakhOrder', () => {
  const words =
    'Ақтау Әдемі Бейнеу Ғажап Қарақия Құрық Маңғыстау Мұнайлы Нұрлы Өнер Түпқараған Ұлттық Үміт Һас Ырыс Іскер Шетпе Жаңаөзен Жаңа Ёлка Елім Ель Щедрый Шам Цех Эко Юрта Яхта Ээ'.split(
      ' ',
    );

  test('sorts the 42 letters as in the alphabet', () => {
    expect([...ALPHABET]).toHaveLength(42);
    expect([...ALPHABET].reverse().sort(kazakhOrder).join('')).toBe(ALPHABET);
    expect([...ALPHABET].reverse().sort(codeUnits).join('')).not.toBe(ALPHABET);
  });

  test('agrees with the Kazakh collation of ICU on letters, digits and spaces', () => {
    expect(Intl.Collator.supportedLocalesOf('kk')).toEqual(['kk']);
    const icu = new Intl.Collator('kk', { sensitivity: 'base' });
    expect([...words].sort(kazakhOrder)).toEqual([...words].sort(icu.compare));
    const letters = fc.string({
      unit: fc.constantFrom(...ALPHABET, ...ALPHABET.toLowerCase(), ...' 0123456789'),
      maxLength: 6,
    });
    const agrees = (compare: (a: string, b: string) => number) =>
      fc.check(
        fc.property(letters, letters, (a, b) => Math.sign(compare(a, b)) === Math.sign(icu.compare(a, b))),
        { numRuns: 5000, seed: SEED },
      ).failed;
    expect(agrees(kazakhOrder)).toBe(false);
    expect(agrees(codeUnits)).toBe(true);
  });

  test('ignores case and marks and sorts spaces, digits, Kazakh, then Latin', () => {
    expect(kazakhOrder('«АҚТАУ» колледжі', 'Ақтау колледжі')).toBe(0);
    expect(kazakhOrder('Жас-Өркен', 'жасөркен')).toBe(0);
    expect(['Aktau', 'Ақ таң', 'Ақ2', 'Ақа', 'Ақ'].sort(kazakhOrder)).toEqual(['Ақ', 'Ақ таң', 'Ақ2', 'Ақа', 'Aktau']);
  });

  test('treats a decomposed letter as the same letter', () => {
    expect(kazakhOrder('Ёлка'.normalize('NFD'), 'Ёлка')).toBe(0);
    expect(kazakhKey('Й'.normalize('NFD'))).toBe(kazakhKey('й'));
    expect(kazakhKey('é')).toBe(kazakhKey('e'));
  });

  test('is antisymmetric and transitive for any texts', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 5 }), fc.constantFrom(...words));
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(kazakhOrder(a, b)).toBe(0 - kazakhOrder(b, a));
        if (kazakhOrder(a, b) <= 0 && kazakhOrder(b, c) <= 0) expect(kazakhOrder(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 5000, seed: SEED },
    );
  });
});
