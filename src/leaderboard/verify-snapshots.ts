import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { decode, isKnownType } from '../event-store/codec.js';
import type { EventStore } from '../event-store/event-store.js';
import type { ReadModel } from '../projector/read-model.js';
import type { SnapshotStore } from '../projector/snapshot-store.js';
import { type Difference, firstDifference } from '../projector/verify.js';
import { ChallengeStandings } from './challenge-standings.js';
import { foldedTypes, parkedIn } from './replay.js';
import { StandingsSnapshots, type SnapshotSet } from './standings-snapshots.js';
import { CompressedSnapshots } from './compressed-snapshots.js';

export interface VerifiedSnapshots {
  compared: number;
  difference: Difference | null;
}

/** Compares every standings snapshot with a fold of the history. An unreadable snapshot is no difference: readers skip it too. */
export async function verifySnapshots(
  store: EventStore,
  readModel: ReadModel,
  snapshots: SnapshotStore,
): Promise<VerifiedSnapshots> {
  const live = await readModel.live(standingsProjection.name);
  if (!live?.position) return { compared: 0, difference: null };
  const saved = new StandingsSnapshots(new CompressedSnapshots(snapshots, store, live.generation, () => undefined));
  const isParked = parkedIn(await readModel.parked(standingsProjection.name));
  const challenges = new Map<string, ChallengeStandings>();
  const sets = await saved.allThrough(live.position);
  const result: VerifiedSnapshots = { compared: 0, difference: null };
  const compareBefore = async (position: string | null) => {
    while (sets[0] && (position === null || store.compare(sets[0].position, position) < 0) && !result.difference)
      await compare(sets.shift()!, saved, challenges, result);
  };
  for await (const event of store.readAll({ filter: { types: foldedTypes } })) {
    await compareBefore(event.position);
    if (sets.length === 0 || result.difference) break;
    const id = isKnownType(event.type) && !isParked(event) ? standingsProjection.key(decode(event)) : null;
    if (id === null) continue;
    const standings = challenges.get(id) ?? ChallengeStandings.of(id);
    challenges.set(id, standings);
    standings.fold(decode(event));
  }
  await compareBefore(null);
  return result;
}

/** Compares the challenges stored with this set; the others were compared with theirs. */
async function compare(
  set: SnapshotSet,
  saved: StandingsSnapshots,
  challenges: ReadonlyMap<string, ChallengeStandings>,
  result: VerifiedSnapshots,
): Promise<void> {
  for (const [id, position] of set.challenges) {
    const got = position === set.position ? await saved.load(set, id) : null;
    if (!got) continue;
    result.compared += 1;
    const found = firstDifference(plain(got), plain(challenges.get(id) ?? ChallengeStandings.of(id)));
    if (!found) continue;
    const field = `snapshot at ${position}${found.field ? ` ${found.field}` : ''}`;
    result.difference = { ...found, projection: standingsProjection.name, key: id, field };
    return;
  }
}

function plain(standings: ChallengeStandings): object {
  return {
    state: standings.state,
    public: standings.lastVisibleEvent('public'),
    staff: standings.lastVisibleEvent('staff'),
  };
}
