import type { Locale } from '../../src/pages/page.contract.js';

// Browsers know no `kk` in Intl and fall back to their own language, so months and numbers are spelled here.
const MONTHS: Record<Locale, readonly string[]> = {
  kk: [
    'қаңтар',
    'ақпан',
    'наурыз',
    'сәуір',
    'мамыр',
    'маусым',
    'шілде',
    'тамыз',
    'қыркүйек',
    'қазан',
    'қараша',
    'желтоқсан',
  ],
  ru: [
    'января',
    'февраля',
    'марта',
    'апреля',
    'мая',
    'июня',
    'июля',
    'августа',
    'сентября',
    'октября',
    'ноября',
    'декабря',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};
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
  return `${Number(day.slice(8, 10))}${NBSP}${MONTHS[locale][Number(day.slice(5, 7)) - 1] ?? ''}`;
}

/** Day, month and time in Aqtau: `30 қараша, 23:59`. */
export function momentWords(instant: string, locale: Locale): string {
  return `${dayWords(dayOf(instant), locale)}, ${timeOf(instant)}`;
}

/** Whole days from one calendar day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Russian plural: 1 балл, 2 балла, 5 баллов. */
export function pluralRu(value: number, [one, few, many]: readonly [string, string, string]): string {
  const n = Math.abs(value) % 100;
  if (n > 10 && n < 20) return many;
  const last = n % 10;
  return last === 1 ? one : last > 1 && last < 5 ? few : many;
}
