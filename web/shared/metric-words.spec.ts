import { METRICS } from '../../projections/metrics.js';
import { captionsEn } from './i18n/captions.en.js';
import { captionsKk } from './i18n/captions.kk.js';
import { captionsRu } from './i18n/captions.ru.js';
import { metricsEn } from './i18n/metrics.en.js';
import { metricsKk } from './i18n/metrics.kk.js';
import { metricsRu } from './i18n/metrics.ru.js';
import { amountOf, captionOf, eachWords } from './metric-words.js';

describe('captionOf', () => {
  it.each([
    [1, 'дерево высажено'],
    [2, 'дерева высажено'],
    [5, 'деревьев высажено'],
    [11, 'деревьев высажено'],
    [21, 'дерево высажено'],
    [112, 'деревьев высажено'],
  ])('chooses the Russian form for %i trees', (count, caption) => {
    expect(captionOf(captionsRu, 'trees', count, 'ru')).toEqual({ amount: String(count), caption });
  });

  it('shows stored units as people count them', () => {
    expect(captionOf(captionsKk, 'grams', 12_400_000, 'kk')).toEqual({ amount: '12\u00a0400', caption: 'кг жиналды' });
    expect(captionOf(captionsKk, 'minutes', 90, 'kk')?.amount).toBe('1');
    expect(captionOf(captionsEn, 'beneficiaries', 1, 'en')?.caption).toBe('person helped');
  });

  it('gives nothing for a metric without words', () => {
    expect(captionOf(captionsKk, 'unheardOf', 5, 'kk')).toBeNull();
    expect(amountOf(metricsKk, 'unheardOf', 5)).toBe('');
  });

  it.each([
    ['participants', 0],
    ['trees', 0],
    ['grams', 999],
    ['minutes', 59],
    ['tiyn', 99],
  ])('says nothing of %s below one shown unit (%i)', (metric, value) => {
    for (const metrics of [metricsKk, metricsRu, metricsEn]) {
      expect(captionOf(metrics.captions, metric, value, metrics.locale)).toBeNull();
      expect(amountOf(metrics, metric, value)).toBe('');
      expect(amountOf(metrics, metric, value + 1)).toMatch(/^1\u00a0\S/);
    }
  });

  it.each([
    ['kk', metricsKk],
    ['ru', metricsRu],
    ['en', metricsEn],
  ] as const)('has a caption and a unit for every shown metric in %s', (_, { captions, units }) => {
    for (const metric of Object.keys(METRICS)) {
      expect(captions[metric]).toMatch(/\S/);
      expect(units[metric]?.unit).toMatch(/\S/);
      expect(units[metric]?.each).toMatch(/.+\/.*\{n\}/);
    }
  });
});

describe('amountOf', () => {
  it.each(Object.keys(METRICS))('shows %s in the unit of the metric table', (metric) => {
    for (const metrics of [metricsKk, metricsRu, metricsEn])
      expect(amountOf(metrics, metric, 5 * METRICS[metric]!.scale)).toMatch(/^5\u00a0\S/);
  });
});

describe('eachWords', () => {
  it.each([
    [metricsKk, 'beneficiaries', 2, 'әр 2\u00a0адамға'],
    [metricsKk, 'families', 1, 'әр отбасына'],
    [metricsKk, 'grams', 50_000, 'әр 50\u00a0кг үшін'],
    [metricsRu, 'beneficiaries', 2, 'за каждые 2\u00a0человека'],
    [metricsRu, 'families', 1, 'за каждую семью'],
    [metricsRu, 'trees', 5, 'за каждые 5\u00a0деревьев'],
    [metricsRu, 'tiyn', 1_000_000, 'за каждые 10\u00a0000\u00a0₸'],
    [metricsRu, 'minutes', 30, 'за каждые 0,50\u00a0часа'],
    [metricsKk, 'grams', 2_500, 'әр 2,50\u00a0кг үшін'],
    [metricsEn, 'tiyn', 50, 'for every 0.50\u00a0₸'],
    [metricsEn, 'beneficiaries', 2, 'for every 2\u00a0people'],
    [metricsEn, 'trees', 1, 'for every tree'],
    [metricsRu, 'unheardOf', 3, 'за каждые 3\u00a0единиц'],
  ])('names the unit that brings points: %#', (metrics, metric, step, words) => {
    expect(eachWords(metrics, metric, step)).toBe(words);
  });
});
