import type { Locale } from '../../src/pages/page.contract.js';

/** Names of the months, by language: browsers have no `kk` in Intl. Filled by `i18n/months.*.ts`. */
export const months: Partial<Record<Locale, readonly string[]>> = {};
const AQTAU_MS = 5 * 3_600_000;
const MINUS = '\u2212';
const NBSP = '\u00a0';

/** Whole number with thousands apart: U+00A0 in Kazakh and Russian, a comma in English; the minus is U+2212. */
export function number(value: number, locale: Locale): string {
  const digits = String(Math.abs(Math.trunc(value))).replace(/\B(?=(\d{3})+$)/g, locale === 'en' ? ',' : NBSP);
  return value < 0 ? MINUS + digits : digits;
}

/** As `number`, with a plus before what is above zero. */
export function signed(value: number, locale: Locale): string {
  return value > 0 ? `+${number(value, locale)}` : number(value, locale);
}

/** A number of hundredths with two decimals: 1234 → `12,34`. */
export function hundredths(value: number, locale: Locale): string {
  const whole = number(Math.trunc(Math.abs(value) / 100), locale);
  const cents = String(Math.abs(Math.trunc(value)) % 100).padStart(2, '0');
  return `${value < 0 ? MINUS : ''}${whole}${locale === 'en' ? '.' : ','}${cents}`;
}

/** Time of day in Aqtau, `18:42`. */
export function timeOf(instant: string): string {
  return new Date(Date.parse(instant) + AQTAU_MS).toISOString().slice(11, 16);
}

/** Calendar day in Aqtau, `2026-11-30`. */
export function dayOf(instant: string | number): string {
  return new Date(new Date(instant).getTime() + AQTAU_MS).toISOString().slice(0, 10);
}

/** Day and month in words: `30 қараша`, `30 ноября`, `30 November`. */
export function dayWords(day: string, locale: Locale): string {
  return `${Number(day.slice(8, 10))}${NBSP}${months[locale]?.[Number(day.slice(5, 7)) - 1] ?? ''}`;
}

/** Day with its year: `2026 жылғы 30 қараша`, `30 ноября 2026 г.`, `30 November 2026`. */
export function fullDay(day: string, locale: Locale): string {
  const [year, words] = [day.slice(0, 4), dayWords(day, locale)];
  if (locale === 'kk') return `${year}${NBSP}жылғы ${words}`;
  return `${words} ${year}${locale === 'ru' ? `${NBSP}г.` : ''}`;
}

/** On a day: `1 желтоқсанда`, `1 декабря`, `1 December`. */
export function onDay(day: string, locale: Locale): string {
  if (locale !== 'kk') return dayWords(day, locale);
  // The locative follows the last vowel and consonant of the month.
  const month = Number(day.slice(5, 7));
  return dayWords(day, locale) + (month === 9 ? 'те' : month === 4 || month === 7 ? 'де' : 'да');
}

/** Day, month and time in Aqtau: `30 қараша, 23:59`. */
export function momentWords(instant: string, locale: Locale): string {
  return `${dayWords(dayOf(instant), locale)}, ${timeOf(instant)}`;
}

/** Whole days from one calendar day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
