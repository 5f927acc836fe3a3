import { isDay } from '../events/day.js';
import type { Cell } from './cell.js';

export type DayProblem = 'DATE_MISSING' | 'DATE_MONTH_ONLY' | 'DATE_YEAR_ONLY' | 'DATE_UNCLEAR';

/** First and last day of an action, or the code of the reason why the cell names no day. */
export type ReadDays = { doneFrom?: string; doneOn: string } | DayProblem;

const RANGE = /^(.+?)\s*(?:–|—|\.\.|\s-\s|(?<=\.\d{4})-(?=\d))\s*(.+)$/u;
const SHORT_RANGE = /^(\d{1,2})\s*[-–—]\s*\d{1,2}((?:\.\d{1,2}\.|\s\p{L}+\.?\s)\d{4}.*)$/u;
const MIDNIGHT_UTC = /T00:00:00(?:\.0+)?Z$/;
const TIME = /(?:,? |T)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?: ?[AP]M)?$/i;
const YEAR_WORD = /(?<=\d)\s*(?:г|год|года|ж|жыл|жылы|жылғы)\.?(?=\s|$)/giu;
const MONTHS = [
  'қаңтар|қаң|январь|января|янв|january|jan',
  'ақпан|ақп|февраль|февраля|фев|february|feb',
  'наурыз|нау|март|марта|мар|march|mar',
  'сәуір|сәу|апрель|апреля|апр|april|apr',
  'мамыр|мам|май|мая|may',
  'маусым|мау|июнь|июня|июн|june|jun',
  'шілде|шіл|июль|июля|июл|july|jul',
  'тамыз|там|август|августа|авг|august|aug',
  'қыркүйек|қыр|сентябрь|сентября|сен|сент|september|sep|sept',
  'қазан|қаз|октябрь|октября|окт|october|oct',
  'қараша|қар|ноябрь|ноября|ноя|нояб|november|nov',
  'желтоқсан|жел|декабрь|декабря|дек|december|dec',
].map((words) => new RegExp(`^(?:${words})$`, 'iu'));

/** Reads one day or a range of days. A month or a year is not a day, and a year has four digits. */
export function readDays({ text, type }: Cell): ReadDays {
  if (type === 'broken' || type === 'merged' || type === 'time') return 'DATE_UNCLEAR';
  if (text === '') return 'DATE_MISSING';
  if (text.includes('\n')) return 'DATE_UNCLEAR';
  const short = SHORT_RANGE.exec(text);
  const range = short ? [text, `${short[1]}${short[2]}`, text.replace(/^\d{1,2}\s*[-–—]\s*/u, '')] : RANGE.exec(text);
  if (!range) return oneDay(text);
  const first = oneDay(range[1]!);
  const last = oneDay(range[2]!);
  if (typeof first === 'string' || typeof last === 'string') return 'DATE_UNCLEAR';
  if (first.doneOn > last.doneOn) return 'DATE_UNCLEAR';
  return first.doneOn === last.doneOn ? last : { doneFrom: first.doneOn, doneOn: last.doneOn };
}

function oneDay(written: string): { doneOn: string } | DayProblem {
  const text = written.replace(MIDNIGHT_UTC, '').replace(TIME, '').replaceAll(YEAR_WORD, '').trim();
  if (/^\d{4}$/.test(text)) return 'DATE_YEAR_ONLY';
  if (/^\d{4}[-./]\d{1,2}$|^\d{1,2}[-./]\d{4}$/.test(text)) return 'DATE_MONTH_ONLY';
  const words = text.split(/[\s.,-]+/u).filter(Boolean);
  const month = MONTHS.findIndex((names) => words.some((word) => names.test(word)));
  if (month >= 0) {
    const [year, ...years] = words.filter((word) => /^\d{4}$/.test(word));
    const [day, ...days] = words.filter((word) => /^\d{1,2}$/.test(word));
    if (words.length === 2 && year && !day) return 'DATE_MONTH_ONLY';
    return words.length === 3 && years.length + days.length === 0
      ? dayOf(year, String(month + 1), day)
      : 'DATE_UNCLEAR';
  }
  const [, d, m, y] = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})\.?$/.exec(text) ?? [];
  if (y) return dayOf(y, m, d);
  const [, year, mm, dd] = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(text) ?? [];
  if (year) return dayOf(year, mm, dd);
  // 05/11 is May to some and November to others; above twelve there is no doubt.
  const [, before, after, last] = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/.exec(text) ?? [];
  if (last && Number(before) > 12) return dayOf(last, after, before);
  return /^\d{5}$/.test(text) ? serialDay(Number(text)) : 'DATE_UNCLEAR';
}

function dayOf(year = '', month = '', day = ''): { doneOn: string } | DayProblem {
  const doneOn = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(doneOn) && doneOn > '1900' ? { doneOn } : 'DATE_UNCLEAR';
}

/** A date cell without its format: days since 1899-12-30, for the years 2000 to 2099. */
function serialDay(days: number): { doneOn: string } | DayProblem {
  if (days < 36_526 || days > 73_050) return 'DATE_UNCLEAR';
  return { doneOn: new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10) };
}
