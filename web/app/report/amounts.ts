import { metricOf } from '../../../projections/metrics.js';
import type { Locale } from '../../../src/pages/page.contract.js';

/** The greatest number that the server stores. */
const GREATEST = 100_000_000_000;

export type AmountFault = 'amountNoNumber' | 'amountNegative' | 'amountNotWhole' | 'amountTooFine' | 'amountTooGreat';

/** A number as typed, in stored units. Null = nothing was typed, which is "not reported" and not 0. */
export type Amount = { value: number; fault?: never } | { fault: AmountFault; value?: never } | null;

/** Unit words that people type behind a number. Others are no number: `1,5 т` must not become 1,5 kg. */
const UNITS: Record<string, RegExp> = {
  grams: /(кг|kg)\.?$/,
  tiyn: /(₸|тг|теңге|тенге|kzt)\.?$/,
  minutes: /(сағ|сағат|ч|час|часа|часов|h|hours?)\.?$/,
};

/** Reads digits with spaces, a decimal comma or point, or hours as `1:30`. */
export function readAmount(text: string, metric: string): Amount {
  const { scale } = metricOf(metric);
  const typed = text
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(UNITS[metric] ?? /$^/, '')
    .replace(/[\s'’_]/g, '');
  if (typed === '') return text.trim() === '' ? null : { fault: 'amountNoNumber' };
  if (/^[-−–]\d/.test(typed)) return { fault: 'amountNegative' };
  const clock = metric === 'minutes' ? /^(\d{1,9}):([0-5]\d)$/.exec(typed) : null;
  if (clock) return within(Number(clock[1]) * 60 + Number(clock[2]));
  const plain = decimal(typed);
  if (plain === null) return { fault: 'amountNoNumber' };
  const [whole = '', part = ''] = plain.split('.');
  const fine = part.replace(/0+$/, '');
  if (whole.replace(/^0+/, '').length > 12) return { fault: 'amountTooGreat' };
  if (fine === '') return within(Number(whole) * scale);
  if (scale === 1) return { fault: 'amountNotWhole' };
  // A third of an hour has no whole minutes, so hours are rounded; grams and tiyn are counted exactly.
  if (metric === 'minutes') return within(Math.round(Number(`${whole}.${fine}`) * scale));
  const digits = String(scale).length - 1;
  if (fine.length > digits) return { fault: 'amountTooFine' };
  return within(Number(whole) * scale + Number(fine.padEnd(digits, '0')));
}

const within = (value: number): Amount => (value > GREATEST ? { fault: 'amountTooGreat' } : { value });

/** The last separator is the decimal one; earlier ones must part groups of three. Null = no number. */
function decimal(typed: string): string | null {
  const kinds = new Set(typed.replace(/\d/g, ''));
  if (kinds.size === 2 && /^\d{1,3}([.,])\d{3}(\1\d{3})*(?!\1)[.,]\d+$/.test(typed)) {
    const at = Math.max(typed.lastIndexOf('.'), typed.lastIndexOf(','));
    return `${typed.slice(0, at).replace(/[.,]/g, '')}.${typed.slice(at + 1)}`;
  }
  if (/^\d{1,3}([.,])\d{3}(\1\d{3})+$/.test(typed)) return typed.replace(/[.,]/g, '');
  return /^(\d+([.,]\d*)?|[.,]\d+)$/.test(typed) ? typed.replace(',', '.').replace(/^\./, '0.') : null;
}

/** The text of a field for a stored number; reading it gives the same number. */
export function writeAmount(value: number, metric: string, locale: Locale): string {
  const { scale } = metricOf(metric);
  if (metric === 'minutes' && value % 6 !== 0)
    return `${Math.floor(value / 60)}:${String(value % 60).padStart(2, '0')}`;
  const whole = Math.floor(value / scale);
  const rest = value % scale;
  if (rest === 0) return String(whole);
  const part = metric === 'minutes' ? String(rest / 6) : String(rest).padStart(String(scale).length - 1, '0');
  return `${whole}${locale === 'en' ? '.' : ','}${part.replace(/0+$/, '')}`;
}
