import { metric } from '../src/events/values.js';
import { METRICS, metricOf } from './metrics.js';

test('every metric may stand in an event and has a label in each language', () => {
  for (const [code, { labels, unit, scale }] of Object.entries(METRICS)) {
    expect(metric.safeParse(code).success).toBe(true);
    expect([...Object.values(labels), ...Object.values(unit ?? {})].every((label) => label.trim().length > 0)).toBe(
      true,
    );
    expect(Number.isInteger(scale) && scale >= 1).toBe(true);
  }
});

test('grams are shown in kilograms, tiyn in tenge, minutes in hours', () => {
  expect(['grams', 'tiyn', 'minutes'].map((code) => [metricOf(code).unit?.kk, metricOf(code).scale])).toEqual([
    ['кг', 1000],
    ['₸', 100],
    ['сағ', 60],
  ]);
});

test('a metric without a label is shown under its code', () => {
  expect(metricOf('toString')).toEqual({
    labels: { kk: 'toString', ru: 'toString', en: 'toString' },
    unit: null,
    scale: 1,
  });
});
