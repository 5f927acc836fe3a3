import { metricOf } from '../../../projections/metrics.js';
import type { Language } from '../language.js';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const numbers = {
  kk: new Intl.NumberFormat('kk'),
  ru: new Intl.NumberFormat('ru'),
  en: new Intl.NumberFormat('en-GB'),
};
const englishDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** A param of a message as a reader of the language writes it: numbers, days, metrics. A quoted cell stays as it was found. */
export function paramText(name: string, value: string | number, language: Language): string {
  if (typeof value === 'number') return numbers[language].format(value);
  if (name === 'metric' || name === 'metrics')
    return value
      .split(', ')
      .map((code) => metricText(code, language))
      .join(', ');
  if (name === 'cell') return value;
  return dayText(value, language);
}

/** The label of a metric, with the code that requests use. */
function metricText(code: string, language: Language): string {
  const label = metricOf(code).labels[language];
  return label === code ? code : `${label} (${code})`;
}

function dayText(text: string, language: Language): string {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (!year) return text;
  return language === 'en' ? englishDay.format(new Date(`${text}T00:00:00.000Z`)) : `${day}.${month}.${year}`;
}
