import { Command } from '@nestjs/cqrs';
import { dayOf, startOfDay } from '../../events/day.js';
import type { ChallengeState, RunningChallenge } from '../challenge.js';

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
 * challenge without a rulebook waits for one. One that got it after its first day, or whose last day has passed, waits for an
 * organiser.
 */
export function due(challenges: Iterable<ChallengeState>, now: Date): Due[] {
  const today = dayOf(now);
  return [...challenges].flatMap((challenge): Due[] => {
    if (challenge.status === 'none') return [];
    const { challengeId, status, opensOn, closesOn } = challenge;
    if (status === 'open' && closesOn < today) return [{ challengeId, what: 'close' }];
    const opens = opensByItself(challenge) && opensOn <= today && today <= closesOn;
    return opens ? [{ challengeId, what: 'open' }] : [];
  });
}

const opensByItself = (challenge: ChallengeState): challenge is RunningChallenge =>
  challenge.status === 'announced' && challenge.readyOn !== null && challenge.readyOn <= challenge.opensOn;

/** The instant at which an announced challenge opens by itself; null = it does not. */
export const opensAt = (challenge: ChallengeState): string | null =>
  opensByItself(challenge) ? startOfDay(challenge.opensOn).toISOString() : null;

/** A thing that an announced challenge lacks. `opening` = an organiser has to open it. Without `colleges` it opens with nobody in it. */
export type Lack = 'rulebook' | 'colleges' | 'dates' | 'opening';

export interface Readiness {
  status: RunningChallenge['status'];
  opensOn: string;
  closesOn: string;
  /** See {@link RunningChallenge.readyOn}. */
  readyOn: string | null;
}

/** Empty = it opens by itself, or was opened. */
export function lacksOf({ status, opensOn, closesOn, readyOn }: Readiness, today: string, hasColleges = true): Lack[] {
  if (status !== 'announced') return [];
  const lacks: Lack[] = [];
  if (readyOn === null) lacks.push('rulebook');
  if (!hasColleges) lacks.push('colleges');
  if (closesOn < today) lacks.push('dates');
  else if ((readyOn ?? today) > opensOn) lacks.push('opening');
  return lacks;
}

const DAY_MS = 86_400_000;

/** Milliseconds until the next day in Asia/Aqtau begins. */
export const untilMidnight = (now: Date): number => startOfDay(dayOf(now)).getTime() + DAY_MS - now.getTime();
