/** A calendar day `YYYY-MM-DD` in Asia/Aqtau. The zone is UTC+5 all year and has no daylight saving since 2004. */
export type Day = string;

const OFFSET_MS = 5 * 3_600_000;
const DAY_MS = 86_400_000;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The day in Asia/Aqtau on which an instant falls. */
export function dayOf(instant: Date | string): Day {
  return new Date(new Date(instant).getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** The last millisecond of a day in Asia/Aqtau, as an instant. */
export function endOfDay(day: Day): Date {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + DAY_MS - 1 - OFFSET_MS);
}

/** The first millisecond of a day in Asia/Aqtau, as an instant. */
export function startOfDay(day: Day): Date {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - OFFSET_MS);
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  if (from === to) return 0;
  return Math.round((Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / DAY_MS);
}

/** The day a number of days later. */
export function daysAfter(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 0 for a month that is none. */
function daysIn(month: number, year: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** True for a day that exists in the calendar: 2026-02-29 does not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [month, day] = [Number(text.slice(5, 7)), Number(text.slice(8))];
  return day >= 1 && day <= daysIn(month, Number(text.slice(0, 4)));
}
