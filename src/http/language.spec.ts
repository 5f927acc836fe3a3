import { languageOf, pageLanguageOf } from './language.js';
import { addMessages, messageOf } from './messages/catalogue.js';

const asked = (header?: string, query?: object, cookie?: string) =>
  languageOf({ headers: { ...(header === undefined ? {} : { 'accept-language': header }), cookie }, query });

describe('languageOf', () => {
  test.each([
    [undefined, 'kk'],
    ['', 'kk'],
    ['de-DE,fr;q=0.9', 'kk'],
    ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
    ['en;q=0.5,kk;q=0.7', 'kk'],
    ['ru;q=0,en;q=0.1', 'en'],
    [';;;,,q=,', 'kk'],
  ])('reads Accept-Language %s as %s', (header, language) => {
    expect(asked(header)).toBe(language);
  });

  test('prefers the address to the cookie', () => {
    expect(asked('ru', { lang: 'en' }, 'other=1; qorzhyn_lang=kk')).toBe('en');
    expect(asked('ru', { lang: 'xx' }, 'other=1; qorzhyn_lang=en')).toBe('en');
    expect(asked('ru', { lang: ['en', 'kk'] })).toBe('ru');
  });
});

describe('pageLanguageOf', () => {
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

describe('messageOf', () => {
  test('fills in params and returns an unknown code as it is', () => {
    expect(messageOf('TOO_MANY_REQUESTS', 'en', { seconds: 7 })).toBe('Too many requests. Try again in 7 s.');
    expect(messageOf('NEVER_WRITTEN', 'kk')).toBe('NEVER_WRITTEN');
    expect(messageOf('constructor', 'kk')).toBe('constructor');
  });

  test.each([
    ['kk', '05.09.2026', '1\u00a0234\u00a0567', 'отырғызылған ағаш (trees), rainbows'],
    ['ru', '05.09.2026', '1\u00a0234\u00a0567', 'посаженные деревья (trees), rainbows'],
    ['en', '5 September 2026', '1,234,567', 'trees planted (trees), rainbows'],
  ] as const)('writes days, numbers and metrics as a reader of %s does', (language, day, count, metrics) => {
    const text = '{until} {count} {metrics} {cell} {collegeId}';
    addMessages({ kk: { ON_PAPER: text }, ru: { ON_PAPER: text }, en: { ON_PAPER: text } });
    const params = {
      until: '2026-09-05',
      count: 1_234_567,
      metrics: 'trees, rainbows',
      cell: '2026-09-05',
      collegeId: 'aktau',
    };
    expect(messageOf('ON_PAPER', language, params)).toBe([day, count, metrics, '2026-09-05', 'aktau'].join(' '));
  });
});
