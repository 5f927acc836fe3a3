import { dayOf } from '../../events/day.js';
import type { ChallengeState } from '../challenge.js';

export interface Due {
  challengeId: string;
  what: 'open' | 'close';
}

/**
 * What the calendar asks for now: open from 00:00 of opensOn, close after 23:59:59 of closesOn, in Asia/Aqtau. A challenge without a
 * rulebook waits for one; one whose days have all gone by is not opened any more.
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
