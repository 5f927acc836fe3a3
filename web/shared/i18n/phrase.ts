import type { Locale } from '../../../src/pages/page.contract.js';
import { number } from '../format.js';

/** Index of the form for a count: Russian has three forms, English two, Kazakh one. A decimal takes the second. */
export function formIndex(count: number, locale: Locale): number {
  if (locale === 'kk') return 0;
  if (count % 1 !== 0) return 1;
  const n = Math.abs(count);
  if (locale === 'en') return n === 1 ? 0 : 1;
  if (n % 100 > 10 && n % 100 < 20) return 2;
  return n % 10 === 1 ? 0 : n % 10 > 1 && n % 10 < 5 ? 1 : 2;
}

/** The form of `балл|балла|баллов` that a count asks for. */
export function form(forms: string, count: number, locale: Locale): string {
  const list = forms.split('|');
  return list[Math.min(formIndex(count, locale), list.length - 1)]!;
}

/** Fills `{name}` in a phrase; forms parted by `|` are chosen by the number `n`. Lines never break after a hyphen. */
export function phrase(text: string, values: Record<string, string | number>, locale: Locale): string {
  const count = values['n'];
  const chosen = text.indexOf('|') < 0 ? text : form(text, typeof count === 'number' ? count : 0.5, locale);
  return chosen
    .replace(/\{(\w+)\}/g, (whole, key: string) => {
      const value = values[key];
      return value === undefined ? whole : typeof value === 'number' ? number(value, locale) : value;
    })
    .replace(/(\S-)(?=\S)/g, '$1\u2060');
}
