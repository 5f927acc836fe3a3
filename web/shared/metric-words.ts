import type { Locale } from '../../src/pages/page.contract.js';
import { number } from './format.js';
import { form } from './i18n/phrase.js';

/** By metric, the most telling first; forms of a count are parted by `|`. */
export type Captions = Record<string, string>;

export interface MetricUnit {
  /** «24 отбасы»; forms of a count are parted by `|`. */
  unit: string;
  /** The unit that brings points, one / several: «әр адамға/әр {n} адамға». */
  each: string;
}

/** All words of metrics in one language. */
export interface LocaleMetrics {
  locale: Locale;
  captions: Captions;
  units: Record<string, MetricUnit>;
  /** As `MetricUnit.each`, for metrics without words. */
  each: string;
}

/** Stored units in one shown unit. */
const SCALE: Record<string, number> = { grams: 1000, tiyn: 100, minutes: 60 };

export const shownValue = (metric: string, value: number): number => Math.floor(value / (SCALE[metric] ?? 1));

/** Number and caption of a metric apart, or null without words. `value` is in stored units. */
export function captionOf(
  captions: Captions,
  metric: string,
  value: number,
  locale: Locale,
): { amount: string; caption: string } | null {
  const caption = captions[metric];
  if (caption === undefined) return null;
  const shown = shownValue(metric, value);
  return { amount: number(shown, locale), caption: form(caption, shown, locale) };
}

/** A number with its unit: `24 отбасы`, `50 кг`; empty without words. `value` is in stored units. */
export function amountOf({ units, locale }: LocaleMetrics, metric: string, value: number): string {
  const words = units[metric];
  const shown = shownValue(metric, value);
  return words ? `${number(shown, locale)}\u00a0${form(words.unit, shown, locale)}` : '';
}

/** The unit that brings points: `әр 2 адамға`, `за каждые 50 кг`, `for every person`. `step` is in stored units. */
export function eachWords({ units, each, locale }: LocaleMetrics, metric: string, step: number): string {
  const count = step / (SCALE[metric] ?? 1);
  const [one = '', many = ''] = (units[metric]?.each ?? each).split('/');
  const unit = form(units[metric]?.unit ?? '', count, locale);
  return count === 1 ? one : many.replace('{n}', number(count, locale)).replace('{unit}', unit);
}
