import { loginFrom, neighboursOf } from './suggest-login.js';

describe('login suggestion', () => {
  it.each([
    ['Айгүл Серікқызы', 'aigul.serikqyzy'],
    ['Щербакова Юлия-Ольга', 'sherbakova.yuliya.olga'],
    ['ushqan-kilem', 'ushqan.kilem'],
    ['  José  ', 'jose'],
    ['ЖӘҢГІР', 'zhangir'],
  ])('writes %s as %s', (text, login) => expect(loginFrom(text)).toBe(login));

  it.each(['', '李', 'Ы', '!!', '..'])('offers nothing for %j', (text) => expect(loginFrom(text)).toBe(''));

  it('cuts a long name without a dot at the end', () => {
    expect(loginFrom(`${'a'.repeat(39)} b`)).toBe('a'.repeat(39));
  });

  it('numbers the neighbours of a taken login', () => {
    expect(neighboursOf('aigul').slice(0, 3)).toEqual(['aigul', 'aigul2', 'aigul3']);
    expect(neighboursOf('')).toEqual([]);
  });
});
