import { en } from './en.js';
import { kk } from './kk.js';
import { form, phrase } from './phrase.js';
import { ru } from './ru.js';

describe('phrase', () => {
  it.each([
    [1, 'балл'],
    [2, 'балла'],
    [4, 'балла'],
    [5, 'баллов'],
    [11, 'баллов'],
    [14, 'баллов'],
    [21, 'балл'],
    [111, 'баллов'],
    [322, 'балла'],
    [0, 'баллов'],
    [-3, 'балла'],
  ])('takes the Russian form for %i points', (count, word) => {
    expect(form(ru.pointsOf, count, 'ru')).toBe(word);
  });

  it('takes the genitive for decimals', () => {
    expect(phrase(ru.ahead, { place: 2, n: '12,50' }, 'ru')).toContain('на 12,50 балла');
  });

  it('writes numbers as the language does and keeps hyphenated words whole', () => {
    expect(phrase(kk.ahead, { place: 2, n: 1234 }, 'kk')).toBe('2-\u2060орыннан 1\u00a0234 ұпай алда');
    expect(phrase(en.students, { n: 1234 }, 'en')).toBe('1,234 students');
  });

  it('has every plural form of the language for each counted noun', () => {
    const counted = Object.keys(ru).filter(
      (key) => /\{n\}/.test(en[key as keyof typeof en]) && / \{n\}|\{n\} /.test(en[key as keyof typeof en]),
    );
    for (const key of counted as (keyof typeof ru)[]) {
      if (en[key].includes('|')) {
        expect([key, ru[key].split('|').length]).toEqual([key, 3]);
        expect([key, en[key].split('|').length]).toEqual([key, 2]);
      }
    }
    expect(counted.length).toBeGreaterThan(5);
  });
});
