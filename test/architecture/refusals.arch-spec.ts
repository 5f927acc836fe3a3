import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import '../../src/app.module.js';
import { allCatalogues, messageOf } from '../../src/http/messages/catalogue.js';

const root = path.join(__dirname, '../../src');
const languages = ['kk', 'ru', 'en'] as const;
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .map((file) => readFileSync(path.join(root, file), 'utf8'));

/** Codes of refusals that a text of a program throws. */
const codesIn = (text: string) =>
  [...text.matchAll(/new (?:DomainError|Problem)\(\s*(?:'[a-z-]+'|\w+),\s*'([A-Z][A-Z0-9_]+)'/g)].map(
    ([, code]) => code!,
  );
const paramsOf = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();
const withoutSentence = (codes: readonly string[]) =>
  [...new Set(codes)].filter((code) => languages.some((language) => messageOf(code, language) === code)).sort();

/** Names that all three languages write in Latin letters. */
const NAMES = [
  'ASCII',
  'CSV',
  'Excel',
  'HEIC',
  'iPhone',
  'gzip',
  'Idempotency-Key',
  'JPEG',
  'JSON',
  'PDF',
  'PNG',
  'RAR',
  'UTF-8',
  'WebP',
  'XML',
  'cookie',
  'dryRun',
  'false',
  'true',
  'xls',
  'xlsx',
];
/** Words in Latin letters outside params, quotes, brackets and requests, which name fields and commands. */
const latinIn = (sentence: string): string[] =>
  (
    sentence
      .replaceAll(/\{\w+\}|«[^»]*»|\([^)]*\)|https?:\/\/|(?:(?:GET|POST|PUT|DELETE) )?\/\w\S*/g, '')
      .match(/[A-Za-z][\w-]*/g) ?? []
  ).filter((word) => !NAMES.includes(word.replace(/-$/, '')));

describe('refusals', () => {
  it('have a sentence in Kazakh, Russian and English', () => {
    const codes = sources.flatMap(codesIn);
    expect(codes.length).toBeGreaterThan(50);
    expect(withoutSentence(codes)).toEqual([]);
    expect(withoutSentence(codesIn(`throw new DomainError('conflict', 'NOBODY_WROTE_THIS');`))).toEqual([
      'NOBODY_WROTE_THIS',
    ]);
  });

  it('use the same parameters in each language and are never empty', () => {
    for (const [catalogue, code] of allCatalogues().flatMap((one) =>
      Object.keys(one.kk).map((key) => [one, key] as const),
    )) {
      for (const language of languages) {
        expect([code, language, catalogue[language][code]!.trim().length > 5]).toEqual([code, language, true]);
        expect([code, language, paramsOf(catalogue[language][code]!)]).toEqual([
          code,
          language,
          paramsOf(catalogue.kk[code]!),
        ]);
      }
      const [kk, ru] = [catalogue.kk[code]!, catalogue.ru[code]!];
      expect([code, /[А-Яа-яӘҒҚҢӨҰҮҺІәғқңөұүһі]/.test(kk) && kk !== ru]).toEqual([code, true]);
      expect([code, /[А-Яа-я]/.test(ru)]).toEqual([code, true]);
    }
  });

  it('mix no English word and no letter of another language in', () => {
    for (const { kk, ru } of allCatalogues())
      for (const code of Object.keys(kk)) {
        expect([code, latinIn(kk[code]!), latinIn(ru[code]!)]).toEqual([code, [], []]);
        expect([code, ru[code]!.match(/[ӘҒҚҢӨҰҮҺІәғқңөұүһі]+/g)]).toEqual([code, null]);
      }
    expect(latinIn('Поле «trees» пусто (claimed), see the Excel list')).toEqual(['see', 'the', 'list']);
  });

  it('define the sentence of each code only once', () => {
    const codes = allCatalogues().flatMap((catalogue) => Object.keys(catalogue.kk));
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });
});
