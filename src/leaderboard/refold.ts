import { decodeOnce } from '../event-store/codec.js';
import type { EventStore } from '../event-store/event-store.js';
import type { Parking } from '../projector/parked-streams.js';
import { ChallengeStandings } from './challenge-standings.js';
import { foldIntoChallenge, readForChallenge } from './challenge-events.js';
import { foldedTypes, replayInto } from './replay.js';
import { ChallengeCache } from './challenge-cache.js';
import type { StandingsSnapshots } from './standings-snapshots.js';

export interface Refold {
  store: EventStore;
  parking: Parking;
  /** Null = every event is to be folded. */
  kept: StandingsSnapshots | null;
  /** Inclusive; null = before the first event. */
  through: string | null;
}

/** All challenges as they were at a position, from the last round before it; `tail` is how many events were read since that. */
export async function refold({
  store,
  parking,
  kept,
  through,
}: Refold): Promise<{ folded: ChallengeCache; tail: number }> {
  const round = through === null ? null : ((await kept?.latest(through)) ?? null);
  const after = round?.position ?? null;
  const folded = new ChallengeCache(round, kept, async (challengeId, end) => {
    const boards = ChallengeStandings.of(challengeId);
    await replayInto(boards, store, { after: null, through: end, isParked: (event) => parking.isParked(event) });
    return boards;
  });
  let tail = 0;
  if (through === null || after === through) return { folded, tail };
  const from = after === null ? {} : { from: after };
  for await (const event of store.readAll({ ...from, filter: { types: foldedTypes } })) {
    if (after !== null && store.compare(event.position, after) <= 0) continue;
    if (store.compare(event.position, through) > 0) break;
    tail += 1;
    const one = parking.isParked(event) ? null : readForChallenge(event, parking, decodeOnce);
    if (!one) continue;
    if (!folded.loaded.has(one.challengeId)) await folded.get(one.challengeId);
    foldIntoChallenge(folded, one, parking);
  }
  return { folded, tail };
}
