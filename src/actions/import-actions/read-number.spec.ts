import { readNumber } from './read-number.js';

const people = { per: 1, words: { человек: 1, адам: 1 } };
const kilograms = { per: 1000, words: { кг: 1, т: 1000 } };

describe('a number as a clerk writes it', () => {
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
  ])('%s is %i, %s', (cell, value, precision) => {
    expect(readNumber(cell, people)).toEqual({ value, precision });
  });

  it.each([
    ['362,5', 362_500],
    ['362.5 кг', 362_500],
    ['0,125', 125],
    ['20 т', 20_000_000],
    ['822', 822_000],
  ])('%s in a column of kilograms is %i grams', (cell, value) => {
    expect(readNumber(cell, kilograms)).toEqual({ value, precision: 'exact' });
  });

  it.each([
    ['десятки мешков', 'NUMBER_UNCLEAR'],
    ['много', 'NUMBER_UNCLEAR'],
    ['100-150', 'NUMBER_UNCLEAR'],
    ['от 50 до 100', 'NUMBER_UNCLEAR'],
    ['1.200', 'NUMBER_UNCLEAR'],
    ['-5', 'NUMBER_UNCLEAR'],
    ['более около 5', 'NUMBER_UNCLEAR'],
    ['2,5', 'NUMBER_TOO_FINE'],
    ['400 мешков', 'UNIT_UNCLEAR'],
    ['8 м³', 'UNIT_UNCLEAR'],
    ['99999999999999', 'NUMBER_UNCLEAR'],
  ])('%s is not guessed: %s', (cell, reason) => {
    expect(readNumber(cell, people)).toBe(reason);
  });

  it('bags in a column of kilograms are not turned into kilograms', () => {
    expect(readNumber('400 мешков', kilograms)).toBe('UNIT_UNCLEAR');
  });
});
