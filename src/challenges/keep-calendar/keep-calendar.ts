import { Command } from '@nestjs/cqrs';
import { dayOf, startOfDay } from '../../events/day.js';
import type { ChallengeState } from '../challenge.js';

/** Opens or closes one challenge when its calendar asks for it; otherwise nothing happens. */
export class KeepCalendar extends Command<void> {
  constructor(readonly challengeId: string) {
    super();
  }
}

export interface Due {
  challengeId: string;
  what: 'open' | 'close';
}

/**
 * Returns what the calendar asks for: open from 00:00 of opensOn, close after 23:59:59.999 of closesOn, in Asia/Aqtau. A
 * challenge without a rulebook waits for one; one whose days have all passed stays announced.
 */
export function due(challenges: Iterable<ChallengeState>, now: Date): Due[] {
  const today = dayOf(now);
  return [...challenges].flatMap((challenge): Due[] => {
    if (challenge.status === 'none') return [];
    const { challengeId, status, opensOn, closesOn, rulebooks } = challenge;
    if (status === 'open' && closesOn < today) return [{ challengeId, what: 'close' }];
    const opens = status === 'announced' && rulebooks.length > 0 && opensOn <= today && today <= closesOn;
    return opens ? [{ challengeId, what: 'open' }] : [];
  });
}

/** The instant at which an announced challenge opens by itself; null = it is open or was. */
export const opensAt = (challenge: ChallengeState): string | null =>
  challenge.status === 'announced' ? startOfDay(challenge.opensOn).toISOString() : null;

const DAY_MS = 86_400_000;

/** Milliseconds until the next day in Asia/Aqtau begins. */
export const untilMidnight = (now: Date): number => startOfDay(dayOf(now)).getTime() + DAY_MS - now.getTime();
