import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { decode, isKnownType } from '../event-store/codec.js';
import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import type { ReadModel } from '../projector/read-model.js';
import type { SnapshotStore } from '../projector/snapshot-store.js';
import { type Difference, firstDifference } from '../projector/verify.js';
import { ChallengeStandings } from './challenge-standings.js';
import { foldedTypes } from './replay.js';
import { StandingsSnapshots, type SnapshotSet } from './standings-snapshots.js';
import { CompressedSnapshots } from './compressed-snapshots.js';

export interface VerifiedSnapshots {
  compared: number;
  difference: Difference | null;
}

/**
 * Compares every snapshot of the standings that somebody may go by with a fold of the history that passes it. One that cannot be read
 * is no difference: everybody folds the history instead.
 */
export async function verifySnapshots(
  store: EventStore,
  readModel: ReadModel,
  snapshots: SnapshotStore,
): Promise<VerifiedSnapshots> {
  const live = await readModel.live(standingsProjection.name);
  if (!live?.position) return { compared: 0, difference: null };
  const kept = new StandingsSnapshots(new CompressedSnapshots(snapshots, store, live.generation, () => undefined));
  const parked = await readModel.parked(standingsProjection.name);
  const waits = ({ stream, revision }: StoredEvent) =>
    parked.some((one) => one.stream === stream && revision >= one.revision);
  const challenges = new Map<string, ChallengeStandings>();
  const rounds = await kept.allThrough(live.position);
  const result: VerifiedSnapshots = { compared: 0, difference: null };
  const passed = async (position: string | null) => {
    while (rounds[0] && (position === null || store.compare(rounds[0].position, position) < 0) && !result.difference)
      await compare(rounds.shift()!, kept, challenges, result);
  };
  for await (const event of store.readAll({ filter: { types: foldedTypes } })) {
    await passed(event.position);
    if (rounds.length === 0 || result.difference) break;
    const id = isKnownType(event.type) && !waits(event) ? standingsProjection.key(decode(event)) : null;
    if (id === null) continue;
    const boards = challenges.get(id) ?? ChallengeStandings.of(id);
    challenges.set(id, boards);
    boards.fold(decode(event));
  }
  await passed(null);
  return result;
}

/** Those that are kept at the round itself; the others were compared at theirs. */
async function compare(
  round: SnapshotSet,
  kept: StandingsSnapshots,
  challenges: ReadonlyMap<string, ChallengeStandings>,
  result: VerifiedSnapshots,
): Promise<void> {
  for (const [id, position] of round.challenges) {
    const got = position === round.position ? await kept.load(round, id) : null;
    if (!got) continue;
    result.compared += 1;
    const found = firstDifference(plain(got), plain(challenges.get(id) ?? ChallengeStandings.of(id)));
    if (!found) continue;
    const field = `snapshot at ${position}${found.field ? ` ${found.field}` : ''}`;
    result.difference = { ...found, projection: standingsProjection.name, key: id, field };
    return;
  }
}

function plain(boards: ChallengeStandings): object {
  return { state: boards.state, public: boards.lastVisibleEvent('public'), staff: boards.lastVisibleEvent('staff') };
}
