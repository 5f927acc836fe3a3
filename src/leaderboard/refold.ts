import { decodeOnce } from '../event-store/codec.js';
import type { EventStore } from '../event-store/event-store.js';
import type { Parking } from '../projector/parked-streams.js';
import { ChallengeBoards } from './challenge-boards.js';
import { foldIntoChallenge, readForChallenge } from './challenge-events.js';
import { foldedTypes, foldTail } from './challenge-tail.js';
import { FoldedChallenges } from './folded-challenges.js';
import type { KeptStandings } from './kept-standings.js';

export interface Refold {
  store: EventStore;
  parking: Parking;
  /** Null = every event is to be folded. */
  kept: KeptStandings | null;
  /** Inclusive; null = before the first event. */
  through: string | null;
}

/** All challenges as they were at a position, from the last round before it; `tail` is how many events were read since that. */
export async function refold({
  store,
  parking,
  kept,
  through,
}: Refold): Promise<{ folded: FoldedChallenges; tail: number }> {
  const round = through === null ? null : ((await kept?.roundAt(through)) ?? null);
  const after = round?.position ?? null;
  const folded = new FoldedChallenges(round, kept, async (challengeId, end) => {
    const boards = ChallengeBoards.of(challengeId);
    await foldTail(boards, store, { after: null, through: end, waits: (event) => parking.isParked(event) });
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
    if (!folded.boards.has(one.challengeId)) await folded.get(one.challengeId);
    foldIntoChallenge(folded, one, parking);
  }
  return { folded, tail };
}
