import { METRICS } from '../../projections/metrics.js';
import { metricAmount, metricWords, TOLD_METRICS } from './metric-words.js';

describe('what verified numbers say', () => {
  it.each(Object.keys(METRICS))('has words for %s in three languages, in the unit of the metric table', (metric) => {
    expect(TOLD_METRICS).toContain(metric);
    const inOneUnit = METRICS[metric]!.scale;
    for (const locale of ['kk', 'ru', 'en'] as const) {
      const words = metricWords(metric, 5 * inOneUnit, locale);
      expect(words?.amount).toBe('5');
      expect(words?.caption).toMatch(/\S/);
    }
  });

  it('declines the Russian noun after its number', () => {
    const trees = (count: number): string => metricWords('trees', count, 'ru')!.caption;
    expect([1, 2, 5, 11, 21, 22, 112].map(trees)).toEqual([
      'дерево высажено',
      'дерева высажено',
      'деревьев высажено',
      'деревьев высажено',
      'дерево высажено',
      'дерева высажено',
      'деревьев высажено',
    ]);
  });

  it('is silent about a metric it does not know', () => {
    expect(metricWords('unheardOf', 5, 'kk')).toBeNull();
    expect(metricAmount('unheardOf', 5, 'kk')).toBe('5');
    expect(metricAmount('tiyn', 1_000_000, 'kk')).toBe('10\u00a0000 ₸');
  });
});
