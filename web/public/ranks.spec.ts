import { decidingColumn, decimal } from './ranks.js';

describe('the table of deciding numbers', () => {
  it('marks the first number that differs, and none of equals', () => {
    expect((['points', 'per100', 'kinds', 'participants', null] as const).map(decidingColumn)).toEqual([
      0,
      0,
      1,
      2,
      null,
    ]);
  });

  it('writes decimals as the language does', () => {
    expect([decimal('-12.34', 'kk'), decimal('0.50', 'ru'), decimal('-3.00', 'en')]).toEqual([
      '\u221212,34',
      '0,50',
      '\u22123.00',
    ]);
  });
});
