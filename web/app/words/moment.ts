import type { Locale } from '../../../src/pages/page.contract.js';
import { dayOf, daysBetween, dayWords, timeOf } from '../../shared/format.js';

/** Last vowel and consonant of the number words нөл … тоғыз and он … елу, as the locative they take. */
const UNITS = ['де', 'де', 'де', 'те', 'те', 'те', 'да', 'де', 'де', 'да'] as const;
const TENS = ['де', 'да', 'да', 'да', 'та', 'де'] as const;

/** The adjective of a locative: `де` → `дегі`, `да` → `дағы`. */
const adjective = (locative: string): string => locative + (locative.endsWith('е') ? 'гі' : 'ғы');

/** Locative of a time of day in Kazakh, by how its minutes are read: `09:12` → `де`, `18:40` → `та`. */
export function timeLocative(time: string): string {
  const minutes = Number(time.slice(3, 5));
  return minutes % 10 === 0 ? TENS[minutes / 10]! : UNITS[minutes % 10]!;
}

/** The moment of a state: `09:12-дегі`, `09:12`; of another day with its date. */
export function stateMoment(at: string, now: string, locale: Locale): string {
  const time = timeOf(at) + (locale === 'kk' ? `-${adjective(timeLocative(timeOf(at)))}` : '');
  return dayOf(at) === dayOf(now) ? time : `${dayWords(dayOf(at), locale)}, ${time}`;
}

const YESTERDAY: Record<Locale, string> = { kk: 'кеше', ru: 'вчера', en: 'yesterday' };

/** A moment of the past: `16:20`, `кеше 16:20`, `19 қараша`. */
export function pastMoment(at: string, now: string, locale: Locale): string {
  const days = daysBetween(dayOf(at), dayOf(now));
  if (days <= 0) return timeOf(at);
  return days === 1 ? `${YESTERDAY[locale]}\u00a0${timeOf(at)}` : dayWords(dayOf(at), locale);
}

/** Up to and with a day: `30 қарашаға дейін`, `до 30 ноября`, `until 30 November`. */
export function untilDay(day: string, locale: Locale): string {
  const words = dayWords(day, locale);
  if (locale !== 'kk') return `${locale === 'ru' ? 'до' : 'until'}\u00a0${words}`;
  const month = Number(day.slice(5, 7));
  // The dative follows the last vowel and consonant of the month.
  return `${words}${month === 9 ? 'ке' : month === 4 || month === 7 ? 'ге' : 'ға'} дейін`;
}

const ENGLISH = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIX: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** After the number of a place: `-орын`, `-е место`, `th place`. */
export function placeSuffix(rank: number, locale: Locale): string {
  if (locale === 'en') return `${SUFFIX[ENGLISH.select(rank)] ?? 'th'} place`;
  return locale === 'kk' ? '-орын' : '-е место';
}
