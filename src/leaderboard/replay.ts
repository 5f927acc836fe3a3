import { decodeOnce, isKnownType } from '../event-store/codec.js';
import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import type { ChallengeStandings } from './challenge-standings.js';

/** Types that standings have a step for. */
export const foldedTypes = Object.keys(standingsProjection.when);

export interface ReplayRange {
  /** Exclusive; null = from the first event. */
  after: string | null;
  /** Inclusive; null = to the last event. */
  through: string | null;
  /** Whether an event waits with its parked stream. */
  isParked(event: StoredEvent): boolean;
}

/** Folds the events of one challenge that lie between two positions. */
export async function replayInto(
  boards: ChallengeStandings,
  store: EventStore,
  { after, through, isParked }: ReplayRange,
) {
  if (after !== null && through !== null && store.compare(after, through) >= 0) return;
  const { challengeId } = boards.state;
  const own = `"challengeId":"${challengeId}"`;
  const filter = { streamPrefixes: [`challenge-${challengeId}`, 'action-'] };
  for await (const event of store.readAll({ filter, ...(after === null ? {} : { from: after }) })) {
    if (after !== null && store.compare(event.position, after) <= 0) continue;
    if (through !== null && store.compare(event.position, through) > 0) break;
    if (!isKnownType(event.type) || !event.data.includes(own) || isParked(event)) continue;
    boards.fold(decodeOnce(event));
  }
}
