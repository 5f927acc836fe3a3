import { textCell } from './cell.js';
import { type CellUnit, readNumber } from './read-number.js';

const people = { per: 1, words: { человек: 1, адам: 1 } };
const kilograms = { per: 1000, words: { кг: 1, т: 1000 } };
const hours = { per: 60, words: { ч: 1 }, isTime: true } as const;
const read = (text: string, unit: CellUnit) => readNumber(textCell(text), unit);

describe('readNumber', () => {
  it.each([
    ['140', 140, 'exact'],
    ['1 200', 1200, 'exact'],
    ['1\u00a0200 человек', 1200, 'exact'],
    ['более 100', 100, 'at-least'],
    ['Более 110 человек', 110, 'at-least'],
    ['около 150', 150, 'about'],
    ['порядка 300', 300, 'about'],
    ['50-ге жуық', 50, 'about'],
    ['жүзден астам', 100, 'at-least'],
    ['100-ден астам адам', 100, 'at-least'],
    ['более трёх тысяч', 3000, 'at-least'],
    ['3 тыс.', 3000, 'exact'],
    ['0', 0, 'exact'],
    ['350,0', 350, 'exact'],
    ['1 200,00', 1200, 'exact'],
    ['1\u202f200', 1200, 'exact'],
    ['1\u2009200', 1200, 'exact'],
    ['1’200', 1200, 'exact'],
    ['1.200.000', 1_200_000, 'exact'],
    ['1,200,000', 1_200_000, 'exact'],
    ['1.200,00', 1200, 'exact'],
    ['1,200.0', 1200, 'exact'],
    ['2 млн', 2_000_000, 'exact'],
    ['25 человек.', 25, 'exact'],
  ])('reads %s as %i, %s', (cell, value, precision) => {
    expect(read(cell, people)).toEqual({ value, precision });
  });

  it.each([
    ['362,5', 362_500],
    ['362.5 кг', 362_500],
    ['0,125', 125],
    ['1234,5', 1_234_500],
    ['1.200,50', 1_200_500],
    ['1,200.50', 1_200_500],
    ['1 200,5', 1_200_500],
    ['12,5 кг', 12_500],
    ['12.50', 12_500],
    ['1,2 тыс.', 1_200_000],
    ['20 т', 20_000_000],
    ['822', 822_000],
  ])('reads %s kilograms as %i grams', (cell, value) => {
    expect(read(cell, kilograms)).toEqual({ value, precision: 'exact' });
  });

  it.each([
    ['десятки мешков', 'NUMBER_UNCLEAR'],
    ['много', 'NUMBER_UNCLEAR'],
    ['100-150', 'NUMBER_UNCLEAR'],
    ['от 50 до 100', 'NUMBER_UNCLEAR'],
    ['1.200', 'NUMBER_UNCLEAR'],
    ['1,200', 'NUMBER_UNCLEAR'],
    ['12.000', 'NUMBER_UNCLEAR'],
    ['100,000', 'NUMBER_UNCLEAR'],
    ['1,200 тыс.', 'NUMBER_UNCLEAR'],
    ['1 20', 'NUMBER_UNCLEAR'],
    ['12 00', 'NUMBER_UNCLEAR'],
    ['1.20.000', 'NUMBER_UNCLEAR'],
    ['1,2,3', 'NUMBER_UNCLEAR'],
    ['12.', 'NUMBER_UNCLEAR'],
    ['1e3', 'NUMBER_UNCLEAR'],
    ['1,2E+03', 'NUMBER_UNCLEAR'],
    ['25\n300', 'NUMBER_UNCLEAR'],
    ['2:30', 'NUMBER_UNCLEAR'],
    ['#N/A', 'NUMBER_UNCLEAR'],
    ['#Н/Д', 'NUMBER_UNCLEAR'],
    ['#####', 'NUMBER_UNCLEAR'],
    ['-5', 'NUMBER_UNCLEAR'],
    ['более около 5', 'NUMBER_UNCLEAR'],
    ['2,5', 'NUMBER_TOO_FINE'],
    ['400 мешков', 'UNIT_UNCLEAR'],
    ['8 м³', 'UNIT_UNCLEAR'],
    ['8 constructor', 'UNIT_UNCLEAR'],
    ['8 toString', 'UNIT_UNCLEAR'],
    ['8 __proto__', 'NUMBER_UNCLEAR'],
    ['99999999999999', 'NUMBER_UNCLEAR'],
  ])('refuses %s: %s', (cell, reason) => {
    expect(read(cell, people)).toBe(reason);
  });

  it('never turns bags into kilograms', () => {
    expect(read('400 мешков', kilograms)).toBe('UNIT_UNCLEAR');
  });

  it.each([
    ['2:30', 150],
    ['12:00', 720],
    ['36:15', 2175],
    ['2,5', 150],
    ['2:30:00', 150],
    ['3 ч', 180],
    ['2,00', 120],
    ['2,75', 165],
    ['1,5 ч', 90],
  ])('reads %s hours as %i minutes', (cell, value) => {
    expect(read(cell, hours)).toEqual({ value, precision: 'exact' });
  });

  it.each(['2:75', '2:3', '2:30:15', '2:30 3', '2.30', '2,30', '2,15 ч', 'около 1.45', '12,50'])(
    'refuses %s hours',
    (cell) => {
      expect(read(cell, hours)).toBe('NUMBER_UNCLEAR');
    },
  );

  it.each([
    ['12.125', 12_125],
    ['1.525', 1_525],
    ['100.001', 100_001],
    ['1200', 1_200_000],
  ])('reads the number cell %s as %i grams', (text, value) => {
    expect(readNumber({ text, type: 'number' }, kilograms)).toEqual({ value, precision: 'exact' });
  });

  it.each([
    ['1,5', 'т', 1_500_000],
    ['1.5', 'т', 1_500_000],
    ['500 кг', 'т', 500_000],
    ['1,5 т', 'кг', 1_500_000],
    ['12', 'кг', 12_000],
    ['3', 'тыс т', 3_000_000_000],
    ['3 тыс.', 'т', 3_000_000_000],
    ['1,5 тыс', 'кг', 1_500_000],
    ['3 тыс. кг', 'т', 3_000_000],
  ])('reads %s under a heading in %s as %i grams', (text, unit, value) => {
    expect(readNumber({ text, type: 'text', unit }, kilograms)).toEqual({ value, precision: 'exact' });
  });

  it('applies the unit of a heading to plain and hedged numbers', () => {
    expect(readNumber({ text: '1.525', type: 'number', unit: 'т' }, kilograms)).toEqual({
      value: 1_525_000,
      precision: 'exact',
    });
    expect(readNumber({ text: 'более 2', type: 'text', unit: 'т' }, kilograms)).toEqual({
      value: 2_000_000,
      precision: 'at-least',
    });
    expect(readNumber({ text: '2:30', type: 'text', unit: 'ч' }, hours)).toEqual({ value: 150, precision: 'exact' });
    expect(readNumber({ text: '2.3', type: 'number' }, hours)).toEqual({ value: 138, precision: 'exact' });
    expect(readNumber({ text: '2.5', type: 'number', unit: 'человек' }, people)).toBe('NUMBER_TOO_FINE');
    expect(readNumber({ text: '25', type: 'number', unit: '₽' }, people)).toBe('UNIT_UNCLEAR');
    expect(readNumber({ text: '3 тыс.', type: 'text', unit: 'тыс т' }, kilograms)).toBe('UNIT_UNCLEAR');
  });

  it.each(['broken', 'merged', 'day', 'time'] as const)('refuses a cell that is %s', (type) => {
    expect(readNumber({ text: '2:30', type }, people)).toBe('NUMBER_UNCLEAR');
  });

  it('refuses a number cell below zero and one beyond 15 digits', () => {
    for (const text of ['-5', '123456789012346000'])
      expect(readNumber({ text, type: 'number' }, people)).toBe('NUMBER_UNCLEAR');
  });
});
