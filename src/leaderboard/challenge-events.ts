import type { DomainEvent, Recorded } from '../../projections/projection.js';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { type decodeOnce, isKnownType } from '../event-store/codec.js';
import type { StoredEvent } from '../event-store/event-store.js';
import type { Parking } from '../projector/parked-streams.js';
import type { ChallengeCache } from './challenge-cache.js';

/** An event that some challenge's standings have a step for. */
export interface ChallengeEvent {
  stored: StoredEvent;
  event: Recorded<DomainEvent>;
  challengeId: string;
}

/** The event with its challenge; null when it belongs to none. What cannot be read is blamed on the event. */
export function readForChallenge(
  stored: StoredEvent,
  parking: Parking,
  decoder: typeof decodeOnce,
): ChallengeEvent | null {
  return parking.attempt(stored, () => {
    if (isKnownType(stored.type) && !standingsProjection.when[stored.type]) return null;
    const event = decoder(stored);
    const challengeId = standingsProjection.key(event);
    return challengeId === null ? null : { stored, event, challengeId };
  });
}

/** Folds the event into its challenge, which is made when it is not there yet. What the step throws is blamed on the event. */
export function foldIntoChallenge(folded: ChallengeCache, one: ChallengeEvent, parking: Parking): void {
  parking.attempt(one.stored, () => folded.getForUpdate(one.challengeId).fold(one.event));
}
