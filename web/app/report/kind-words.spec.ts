import { amalKinds } from '../../../src/challenges/default-rulebooks/amal.js';
import { defaultRulebook } from '../../../src/challenges/default-rulebooks/default-rulebook.js';
import { greenKinds } from '../../../src/challenges/default-rulebooks/green.js';
import { metricsEn } from '../../shared/i18n/metrics.en.js';
import { metricsKk } from '../../shared/i18n/metrics.kk.js';
import { metricsRu } from '../../shared/i18n/metrics.ru.js';
import { phrase } from '../../shared/i18n/phrase.js';
import { words as en } from '../words/report.en.js';
import { words as kk, type ReportWords } from '../words/report.kk.js';
import { words as ru } from '../words/report.ru.js';
import { bringsWords, metricsOfKind, otherMetrics, scoringMetricsOf } from './kind-words.js';

const languages = { kk: [kk, metricsKk], ru: [ru, metricsRu], en: [en, metricsEn] } as const;
const brings = (kind: string, locale: keyof typeof languages, changes = {}) => {
  const [words, metrics] = languages[locale];
  const say = (word: keyof ReportWords, values: Record<string, string | number> = {}) =>
    phrase(words[word], values, locale);
  const rules = { ...amalKinds, ...greenKinds }[kind]!;
  return bringsWords({ ...rules, ...changes }, metrics, say).replace(/\u00a0/g, ' ');
};

describe('Points of a kind in words', () => {
  it.each([
    ['A1', 'kk', '10 ұпай + әр отбасына 2 ұпай; ең көбі 50'],
    ['A1', 'ru', '10 баллов + 2 балла за каждую семью; не больше 50'],
    ['A1', 'en', '10 points + 2 points for every family; at most 50'],
    ['A4', 'kk', '15 ұпай + әр 10 000 ₸ үшін 1 ұпай; ең көбі 40'],
    ['A4', 'ru', '15 баллов + 1 балл за каждые 10 000 ₸; не больше 40'],
    ['X1', 'kk', 'әр 10 волонтерлік сағатқа 1 ұпай; ең көбі 20'],
    ['X1', 'ru', '1 балл за каждые 10 часов; не больше 20'],
    [
      'G1',
      'kk',
      '10 ұпай + әр 5 қапқа 1 ұпай немесе әр 50 кг үшін 1 ұпай + әр 10 қатысушыға 1 ұпай (ең көбі 10); ең көбі 40',
    ],
    [
      'G1',
      'ru',
      '10 баллов + 1 балл за каждые 5 мешков или 1 балл за каждые 50 кг + 1 балл за каждые 10 участников (не больше 10); не больше 40',
    ],
    ['G7', 'ru', '3 балла + 1 балл за каждые 10 батареек; не больше 10'],
  ] as const)('are right for %s in %s', (kind, locale, words) => {
    expect(brings(kind, locale)).toBe(words);
  });

  it('name the base even when nothing else counts', () => {
    expect(brings('G8', 'kk', { base: 0, parts: [] })).toBe('0 ұпай; ең көбі 10');
  });

  it('name the limit of a season', () => {
    expect(brings('G8', 'ru', { parts: [], seasonCap: 21 })).toBe(
      '5 баллов; не больше 10; за сезон не больше 21 балла',
    );
  });
});

describe('Numbers of a kind', () => {
  it('follow the rulebook, participants last', () => {
    expect(metricsOfKind(greenKinds['G1']!)).toEqual(['bags', 'grams', 'participants']);
    expect(metricsOfKind(greenKinds['G8']!)).toEqual(['participants']);
    expect(scoringMetricsOf(greenKinds['G4']!)).toEqual(['trees']);
  });

  it('may be joined by those of other kinds of the challenge', () => {
    const others = otherMetrics(defaultRulebook('green'), greenKinds['G4']!);
    expect(others).toContain('bags');
    expect(others).not.toContain('trees');
    expect(others).not.toContain('participants');
    expect(new Set(others).size).toBe(others.length);
  });
});
