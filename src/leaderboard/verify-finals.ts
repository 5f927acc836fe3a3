import type { StandingsState } from '../../projections/standings/standings.state.js';
import { foldStandings, standingsProjection } from '../../projections/standings/standings.projection.js';
import { decode, type EventStore, isKnownType } from '../event-store/event-store.js';
import type { ReadModel } from '../projector/read-model.js';
import { Parking } from '../projector/runner.js';
import type { Difference } from '../projector/verify.js';
import { standingsHash } from './standings-at.js';

/** Folds the history once, and compares the hash of every final with the boards at that point. */
export async function verifyFinals(
  store: EventStore,
  readModel: ReadModel,
): Promise<{ compared: number; difference: Difference | null }> {
  const { name } = standingsProjection;
  const parking = new Parking(name, await readModel.parked(name));
  const challenges = new Map<string, StandingsState>();
  let compared = 0;
  for await (const stored of store.readAll({ filter: { streamPrefixes: ['challenge-', 'action-'] } })) {
    if (!isKnownType(stored.type) || parking.isParked(stored)) continue;
    const event = decode(stored);
    const challengeId = standingsProjection.key(event);
    if (challengeId === null) continue;
    const state = foldStandings(challenges.get(challengeId) ?? standingsProjection.initial(challengeId), event);
    challenges.set(challengeId, state);
    if (event.type !== 'ResultsFinalised') continue;
    compared += 1;
    const [got, expected] = [event.data.standingsHash, standingsHash(state)];
    if (got !== expected) {
      const key = `${challengeId} final ${event.id}`;
      return { compared, difference: { projection: 'finals', key, field: 'standingsHash', got, expected } };
    }
  }
  return { compared, difference: null };
}
