import { daysAfter, daysBetween } from '../../../src/events/day.js';

export type DayChoice = 'today' | 'yesterday' | 'day' | 'days';

/** First and last day of a challenge, both included. */
export interface Dates {
  opensOn: string;
  closesOn: string;
}

/** Days of an action as typed; `doneFrom` stays empty for one day. */
export interface DoneDays {
  doneFrom: string;
  doneOn: string;
}

export interface DayFault {
  field: 'doneFrom' | 'doneOn';
  fault: 'dayMissing' | 'dayFirstMissing' | 'dayInFuture' | 'dayTooEarly' | 'dayTooLate' | 'dayOrder';
}

/** Choices that the challenge allows today: on its first day nothing was done yesterday. */
export function dayChoices({ opensOn, closesOn }: Dates, today: string): DayChoice[] {
  const isInside = (day: string) => day >= opensOn && day <= closesOn;
  return [
    ...(isInside(today) ? (['today'] as const) : []),
    ...(isInside(yesterdayOf(today)) ? (['yesterday'] as const) : []),
    'day',
    ...(opensOn < latestDay({ opensOn, closesOn }, today) ? (['days'] as const) : []),
  ];
}

export const yesterdayOf = (today: string): string => daysAfter(today, -1);

/** The last day on which an action of the challenge can have been done. */
export const latestDay = ({ closesOn }: Dates, today: string): string => (closesOn < today ? closesOn : today);

/** The choice that a draft shows: a draft of yesterday no longer says «today». Null = none was made yet. */
export function choiceOf({ doneFrom, doneOn }: DoneDays, isSeveral: boolean, today: string): DayChoice | null {
  if (isSeveral || doneFrom !== '') return 'days';
  if (doneOn === '') return null;
  return doneOn === today ? 'today' : doneOn === yesterdayOf(today) ? 'yesterday' : 'day';
}

/** The first thing that is wrong with the days; null = nothing. */
export function dayFault(
  { doneFrom, doneOn }: DoneDays,
  isSeveral: boolean,
  dates: Dates,
  today: string,
): DayFault | null {
  const faultOf = (day: string): DayFault['fault'] | null =>
    day > today ? 'dayInFuture' : day < dates.opensOn ? 'dayTooEarly' : day > dates.closesOn ? 'dayTooLate' : null;
  if (isSeveral) {
    if (doneFrom === '') return { field: 'doneFrom', fault: 'dayFirstMissing' };
    const first = faultOf(doneFrom);
    if (first) return { field: 'doneFrom', fault: first };
  }
  if (doneOn === '') return { field: 'doneOn', fault: 'dayMissing' };
  const last = faultOf(doneOn);
  if (last) return { field: 'doneOn', fault: last };
  return isSeveral && doneFrom > doneOn ? { field: 'doneFrom', fault: 'dayOrder' } : null;
}

/** True when a report that arrives today brings the base points only. */
export const isLate = (doneOn: string, today: string, lateAfterDays: number): boolean =>
  doneOn !== '' && daysBetween(doneOn, today) > lateAfterDays;
