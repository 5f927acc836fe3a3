import type { DomainEvent, Recorded } from '../../projections/projection.js';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { decodeOnce, isKnownType } from '../event-store/codec.js';
import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import type { Parking } from '../projector/parked-streams.js';
import type { ParkedStream } from '../projector/read-model.js';
import { ChallengeCache } from './challenge-cache.js';
import { ChallengeStandings } from './challenge-standings.js';
import type { StandingsSnapshots } from './standings-snapshots.js';

/** The event types that standings have a step for. */
export const foldedTypes = Object.keys(standingsProjection.when);

/** An event with the challenge whose standings it changes. */
export interface ChallengeEvent {
  stored: StoredEvent;
  event: Recorded<DomainEvent>;
  challengeId: string;
}

/** Null = the event changes no standings. An event that cannot be decoded parks its stream. */
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

/** Folds an event into its challenge. An event that cannot be folded parks its stream. */
export function foldIntoChallenge(
  cache: ChallengeCache,
  { stored, event, challengeId }: ChallengeEvent,
  parking: Parking,
) {
  parking.attempt(stored, () => cache.getForUpdate(challengeId).fold(event));
}

/** Tells whether an event waits with its parked stream. */
export function parkedIn(parked: readonly ParkedStream[]): (event: StoredEvent) => boolean {
  return ({ stream, revision }) => parked.some((one) => one.stream === stream && revision >= one.revision);
}

export interface ReplayRange {
  /** Exclusive; null = from the first event. */
  after: string | null;
  /** Inclusive; null = to the last event. */
  through: string | null;
  isParked(event: StoredEvent): boolean;
}

/** Folds one challenge's events of a range. */
export async function replayInto(
  standings: ChallengeStandings,
  store: EventStore,
  { after, through, isParked }: ReplayRange,
): Promise<void> {
  if (after !== null && through !== null && store.compare(after, through) >= 0) return;
  const { challengeId } = standings.state;
  const own = `"challengeId":"${challengeId}"`;
  const filter = { streamPrefixes: [`challenge-${challengeId}`, 'action-'] };
  for await (const event of store.readAll({ filter, ...(after === null ? {} : { from: after }) })) {
    if (after !== null && store.compare(event.position, after) <= 0) continue;
    if (through !== null && store.compare(event.position, through) > 0) break;
    if (!isKnownType(event.type) || !event.data.includes(own) || isParked(event)) continue;
    standings.fold(decodeOnce(event));
  }
}

export interface Replay {
  store: EventStore;
  parking: Parking;
  /** Null = fold every event. */
  snapshots: StandingsSnapshots | null;
  /** Inclusive; null = before the first event. */
  through: string | null;
}

/** All challenges at a position, from the last snapshot set before it; `tail` counts the events read since that set. */
export async function replayAll({
  store,
  parking,
  snapshots,
  through,
}: Replay): Promise<{ cache: ChallengeCache; tail: number }> {
  const set = through === null ? null : ((await snapshots?.latest(through)) ?? null);
  const after = set?.position ?? null;
  const cache = new ChallengeCache(set, snapshots, async (challengeId, end) => {
    const standings = ChallengeStandings.of(challengeId);
    const isParked = (event: StoredEvent) => parking.isParked(event);
    await replayInto(standings, store, { after: null, through: end, isParked });
    return standings;
  });
  let tail = 0;
  if (through === null || after === through) return { cache, tail };
  const from = after === null ? {} : { from: after };
  for await (const event of store.readAll({ ...from, filter: { types: foldedTypes } })) {
    if (after !== null && store.compare(event.position, after) <= 0) continue;
    if (store.compare(event.position, through) > 0) break;
    tail += 1;
    const one = parking.isParked(event) ? null : readForChallenge(event, parking, decodeOnce);
    if (!one) continue;
    if (!cache.loaded.has(one.challengeId)) await cache.get(one.challengeId);
    foldIntoChallenge(cache, one, parking);
  }
  return { cache, tail };
}
