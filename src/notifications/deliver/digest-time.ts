import { dayOf, daysAfter, startOfDay } from '../../events/day.js';

const HOUR_MS = 3_600_000;
const DIGEST_HOUR = 18;

/** The last time at which a daily digest was due: 18:00 in Aqtau, today or yesterday. */
export function lastDigestAt(now: Date): Date {
  const today = dayOf(now);
  const at = (day: string) => new Date(startOfDay(day).getTime() + DIGEST_HOUR * HOUR_MS);
  return at(today) <= now ? at(today) : at(daysAfter(today, -1));
}
