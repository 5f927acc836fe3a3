import { type Day, daysAfter } from '../../events/day.js';

/** State and national holidays of Kazakhstan, month and day. One at a weekend moves to the next working day. */
const MOVED = [
  '01-01',
  '01-02',
  '03-08',
  '03-21',
  '03-22',
  '03-23',
  '05-01',
  '05-07',
  '05-09',
  '07-06',
  '08-30',
  '10-25',
  '12-16',
];
/** Christmas by the old calendar. Kurban Ait follows the moon, so its first day is in the setting. */
const UNMOVED = ['01-07'];

/** Days that a decree adds: other days off, and weekends that are worked. */
export interface DecreedDays {
  off: ReadonlySet<Day>;
  worked: ReadonlySet<Day>;
}

/** Reads `2026-05-27,+2026-03-14`: a day after a plus is worked. */
export function readDecreedDays(text: string): DecreedDays {
  const days = text === '' ? [] : text.split(',').map((one) => one.trim());
  return {
    off: new Set(days.filter((one) => !one.startsWith('+'))),
    worked: new Set(days.filter((one) => one.startsWith('+')).map((one) => one.slice(1))),
  };
}

const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(`${day}T00:00:00.000Z`).getUTCDay());

/** Days off of a year by the law alone, besides weekends. */
function holidaysOf(year: string): ReadonlySet<Day> {
  const fixed = [...MOVED, ...UNMOVED].map((day) => `${year}-${day}`);
  const off = new Set(fixed);
  for (const day of MOVED.map((one) => `${year}-${one}`).filter(isWeekend)) {
    let next = daysAfter(day, 1);
    while (isWeekend(next) || off.has(next)) next = daysAfter(next, 1);
    off.add(next);
  }
  return off;
}

function isWorkingDay(day: Day, { off, worked }: DecreedDays): boolean {
  if (worked.has(day)) return true;
  return !isWeekend(day) && !off.has(day) && !holidaysOf(day.slice(0, 4)).has(day);
}

/** The first working day after a day, in Asia/Aqtau. */
export function nextWorkingDay(day: Day, decreed: DecreedDays): Day {
  let next = daysAfter(day, 1);
  while (!isWorkingDay(next, decreed)) next = daysAfter(next, 1);
  return next;
}
