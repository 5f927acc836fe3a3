import { readAmount, writeAmount } from './amounts.js';

describe('Amounts as typed', () => {
  it.each([
    ['55', 'trees', 55],
    [' 1 250 ', 'trees', 1250],
    ['1\u00a0250', 'trees', 1250],
    ['1.250.000', 'bags', 1_250_000],
    ['0', 'trees', 0],
    ['5,0', 'trees', 5],
    ['12,5', 'grams', 12_500],
    ['12.5 кг', 'grams', 12_500],
    ['0,001', 'grams', 1],
    [',5', 'grams', 500],
    ['1 440', 'grams', 1_440_000],
    ['150 000 ₸', 'tiyn', 15_000_000],
    ['99,9', 'tiyn', 9990],
    ['1,234.56', 'tiyn', 123_456],
    ['1.234,56', 'tiyn', 123_456],
    ['1,5', 'minutes', 90],
    ['1:40', 'minutes', 100],
    ['0,33', 'minutes', 20],
    ['2 сағ', 'minutes', 120],
    ['５５', 'trees', 55],
  ])('reads «%s» of %s as %i stored units', (text, metric, value) => {
    expect(readAmount(text, metric)).toEqual({ value });
  });

  it('keeps an empty field apart from zero', () => {
    expect(readAmount('  ', 'trees')).toBeNull();
    expect(readAmount('0', 'trees')).toEqual({ value: 0 });
  });

  it.each([
    ['более 100', 'trees', 'amountNoNumber'],
    ['50-ге жуық', 'trees', 'amountNoNumber'],
    ['1,5 т', 'grams', 'amountNoNumber'],
    ['кг', 'grams', 'amountNoNumber'],
    ['1:75', 'minutes', 'amountNoNumber'],
    ['1:30', 'grams', 'amountNoNumber'],
    ['1,2,3', 'tiyn', 'amountNoNumber'],
    ['-5', 'trees', 'amountNegative'],
    ['\u22125', 'trees', 'amountNegative'],
    ['5,5', 'trees', 'amountNotWhole'],
    ['1,2345', 'grams', 'amountTooFine'],
    ['1,999', 'tiyn', 'amountTooFine'],
    ['100000001', 'grams', 'amountTooGreat'],
    ['9'.repeat(40), 'trees', 'amountTooGreat'],
  ])('refuses «%s» of %s with its own reason', (text, metric, fault) => {
    expect(readAmount(text, metric)).toEqual({ fault });
  });

  it.each([
    [12_500, 'grams', '12,5'],
    [1, 'grams', '0,001'],
    [90, 'minutes', '1,5'],
    [100, 'minutes', '1:40'],
    [5, 'minutes', '0:05'],
    [9990, 'tiyn', '99,9'],
    [55, 'trees', '55'],
  ])('writes %i stored units of %s so that reading gives them again', (value, metric, text) => {
    expect(writeAmount(value, metric, 'kk')).toBe(text);
    expect(readAmount(text, metric)).toEqual({ value });
  });

  it('reads back every stored number that it writes', () => {
    for (const metric of ['trees', 'grams', 'tiyn', 'minutes'])
      for (let value = 0; value < 3000; value += 1)
        for (const locale of ['kk', 'en'] as const)
          expect([metric, value, readAmount(writeAmount(value, metric, locale), metric)]).toEqual([
            metric,
            value,
            { value },
          ]);
  });
});
