import type { Locale } from '../../src/pages/page.contract.js';
import { hundredths, number } from './format.js';
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

/**
 * Number and caption of a metric apart; null without words and below one shown unit. `value` is in stored units.
 * A metric that was not reported counts as 0.
 */
export function captionOf(
  captions: Partial<Captions>,
  metric: string,
  value: number,
  locale: Locale,
): { amount: string; caption: string } | null {
  const caption = captions[metric];
  const shown = shownValue(metric, value);
  if (caption === undefined || shown < 1) return null;
  return { amount: number(shown, locale), caption: form(caption, shown, locale) };
}

/** A number with its unit: `24 отбасы`, `50 кг`; empty where `captionOf` is null. `value` is in stored units. */
export function amountOf({ units, locale }: LocaleMetrics, metric: string, value: number): string {
  const words = captionOf({ [metric]: units[metric]?.unit }, metric, value, locale);
  return words ? `${words.amount}\u00a0${words.caption}` : '';
}

/** The unit that brings points: `әр 2 адамға`, `за каждые 50 кг`, `for every person`. `step` is in stored units. */
export function eachWords({ units, each, locale }: LocaleMetrics, metric: string, step: number): string {
  const count = step / (SCALE[metric] ?? 1);
  const [one = '', many = ''] = (units[metric]?.each ?? each).split('/');
  const unit = form(units[metric]?.unit ?? '', count, locale);
  const amount = count % 1 ? hundredths(Math.round(count * 100), locale) : number(count, locale);
  return count === 1 ? one : many.replace('{n}', amount).replace('{unit}', unit);
}
