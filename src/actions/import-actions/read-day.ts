import { isDay } from '../../events/day.js';

export type DayProblem = 'DATE_MISSING' | 'DATE_MONTH_ONLY' | 'DATE_YEAR_ONLY' | 'DATE_UNCLEAR';

/** First and last day of a deed; a string is the code of the reason why the cell names no day. */
export type ReadDays = { doneFrom?: string; doneOn: string } | DayProblem;

const RANGE = /^(\S+?)\s*(?:–|—|\.\.|\s-\s)\s*(\S+)$/;

/** Reads `2026-05-28`, `28.05.2026` and a range of two such days. A month or a year is not a day. */
export function readDays(cell: string): ReadDays {
  const text = cell.trim();
  if (text === '') return 'DATE_MISSING';
  const range = RANGE.exec(text);
  if (!range) return oneDay(text);
  const first = oneDay(range[1]!);
  const last = oneDay(range[2]!);
  if (typeof first === 'string' || typeof last === 'string') return 'DATE_UNCLEAR';
  if (first.doneOn > last.doneOn) return 'DATE_UNCLEAR';
  return first.doneOn === last.doneOn ? last : { doneFrom: first.doneOn, doneOn: last.doneOn };
}

function oneDay(text: string): { doneOn: string } | DayProblem {
  if (/^\d{4}$/.test(text)) return 'DATE_YEAR_ONLY';
  if (/^(\d{4}-\d{2}|\d{1,2}\.\d{4})$/.test(text)) return 'DATE_MONTH_ONLY';
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const day = dotted ? `${dotted[3]}-${dotted[2]!.padStart(2, '0')}-${dotted[1]!.padStart(2, '0')}` : text;
  return isDay(day) ? { doneOn: day } : 'DATE_UNCLEAR';
}
