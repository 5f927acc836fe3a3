import { metric } from '../src/events/values.js';
import { METRICS, metricOf } from './metrics.js';

test('every metric is valid in events and labelled in each language', () => {
  for (const [code, { labels, unit, scale }] of Object.entries(METRICS)) {
    expect(metric.safeParse(code).success).toBe(true);
    expect([...Object.values(labels), ...Object.values(unit ?? {})].every((label) => label.trim().length > 0)).toBe(
      true,
    );
    expect(Number.isInteger(scale) && scale >= 1).toBe(true);
  }
});

test('shows grams in kilograms, tiyn in tenge and minutes in hours', () => {
  expect(['grams', 'tiyn', 'minutes'].map((code) => [metricOf(code).unit?.kk, metricOf(code).scale])).toEqual([
    ['кг', 1000],
    ['₸', 100],
    ['сағ', 60],
  ]);
});

test('shows a metric without a label under its code', () => {
  expect(metricOf('toString')).toEqual({
    labels: { kk: 'toString', ru: 'toString', en: 'toString' },
    unit: null,
    scale: 1,
  });
});
