import { languageOf, pageLanguageOf } from './language.js';
import { catalogues, messageOf } from './messages/catalogue.js';

const asked = (header?: string, query?: object, cookie?: string) =>
  languageOf({ headers: { ...(header === undefined ? {} : { 'accept-language': header }), cookie }, query });

describe('the reader’s language', () => {
  test.each([
    [undefined, 'kk'],
    ['', 'kk'],
    ['de-DE,fr;q=0.9', 'kk'],
    ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
    ['en;q=0.5,kk;q=0.7', 'kk'],
    ['ru;q=0,en;q=0.1', 'en'],
    [';;;,,q=,', 'kk'],
  ])('of Accept-Language %s is %s', (header, language) => {
    expect(asked(header)).toBe(language);
  });

  test('is the one in the address, then the one in the cookie', () => {
    expect(asked('ru', { lang: 'en' }, 'other=1; qorzhyn_lang=kk')).toBe('en');
    expect(asked('ru', { lang: 'xx' }, 'other=1; qorzhyn_lang=en')).toBe('en');
    expect(asked('ru', { lang: ['en', 'kk'] })).toBe('ru');
  });
});

describe('the language of a page', () => {
  test.each([
    [undefined, 'kk'],
    ['en-US,en;q=0.9', 'kk'],
    ['en-US,en;q=0.9,ru;q=0.8', 'kk'],
    ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
    ['kk-KZ,kk;q=0.9,ru;q=0.8', 'kk'],
    ['en;q=0.5,ru;q=0.7', 'ru'],
  ])('for a browser that asks for %s is %s', (header, language) => {
    expect(pageLanguageOf({ headers: { 'accept-language': header } })).toBe(language);
  });

  test('is English for a reader who chose it', () => {
    expect(pageLanguageOf({ headers: { 'accept-language': 'ru' }, query: { lang: 'en' } })).toBe('en');
    expect(pageLanguageOf({ headers: { 'accept-language': 'ru', cookie: 'qorzhyn_lang=en' } })).toBe('en');
  });
});

describe('the sentences', () => {
  const all = catalogues.flatMap((catalogue) => Object.entries(catalogue));

  test('stand in three languages, Kazakh in Kazakh letters, Russian in Cyrillic', () => {
    for (const [code, { kk, ru, en }] of all) {
      expect([code, kk, ru, en].every((text) => text.trim() !== '')).toBe(true);
      expect([code, /[А-Яа-яӘҒҚҢӨҰҮҺІәғқңөұүһі]/.test(kk) && kk !== ru]).toEqual([code, true]);
      expect([code, /[А-Яа-я]/.test(ru)]).toEqual([code, true]);
    }
  });

  test('say the same params in each language', () => {
    const params = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [code, { kk, ru, en }] of all)
      expect([code, params(kk), params(ru)]).toEqual([code, params(en), params(en)]);
  });

  test('are told apart by code: none is written twice', () => {
    const codes = all.map(([code]) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  test('carry their params; a code nobody wrote about stands for itself', () => {
    expect(messageOf('TOO_MANY_REQUESTS', 'en', { seconds: 7 })).toBe('Too many requests. Try again in 7 s.');
    expect(messageOf('NEVER_WRITTEN', 'kk')).toBe('NEVER_WRITTEN');
    expect(messageOf('constructor', 'kk')).toBe('constructor');
  });
});
