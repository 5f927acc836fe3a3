import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { stateFormat } from '../../projections/standings/standings.state.js';
import { decode, type EventStore } from '../event-store/event-store.js';
import type { ReadModel, SnapshotStore } from '../projector/read-model.js';
import { Parking } from '../projector/runner.js';
import { type Difference, firstDifference } from '../projector/verify.js';
import { ChallengeStandings, eventsBetween, foldedTypes, replayInto, type ReplayRange } from './challenge-standings.js';

const projection = standingsProjection.name;

const EVENTS_PER_SET = 12_000;
/** After a start that replayed a larger share of the events between two sets, a set is due. */
const REPLAY_SHARE = 1 / 4;
const SHUTDOWN_EVENTS = 500;
/** Large snapshots take long to write, so more events must pass before the next set. */
const CHARACTERS_PER_EVENT = 1_000;
/** Stored keys. They name the format: a snapshot is never overwritten, so one of another format must not stand in its place. */
const SET = `set/${stateFormat}`;
const keyOf = (challengeId: string) => `challenge/${stateFormat}/${challengeId}`;
const FASTEST = { level: 1 };

const compress = promisify(deflateRaw) as (text: string, options: { level: number }) => Promise<Uint8Array>;
const decompress = promisify(inflateRaw);

/** Snapshots of all challenges at one position. A challenge unchanged since an earlier set is stored with that set. */
export interface SnapshotSet {
  position: string;
  /** Challenge → position of the set that stores it. */
  challenges: ReadonlyMap<string, string>;
}

/** Compressed snapshots of one generation of the standings. An unusable snapshot counts as missing. */
export class StandingsSnapshots {
  constructor(
    private readonly snapshots: SnapshotStore,
    private readonly store: EventStore,
    private readonly generation: number,
    private readonly warn: (message: string) => void = () => undefined,
  ) {}

  /** The snapshots of the live generation. Before there is one, none is found or saved. */
  static async ofLive(snapshots: SnapshotStore, store: EventStore, readModel: ReadModel): Promise<StandingsSnapshots> {
    const live = await readModel.live(projection);
    return new StandingsSnapshots(snapshots, store, live?.generation ?? 0);
  }

  /** The last readable set at or before a position; null = none. */
  latest(position: string): Promise<SnapshotSet | null> {
    return this.firstOrNull(SET, this.sets(position));
  }

  /** All readable sets at or before a position, newest first. */
  async *sets(position: string): AsyncGenerator<SnapshotSet> {
    const parse = (text: string) => new Map(JSON.parse(text) as [string, string][]);
    for await (const { at, found } of this.usable(SET, position, parse)) yield { position: at, challenges: found };
  }

  /** A challenge as of a set; null = none that can be used. */
  async load(challengeId: string, { challenges }: SnapshotSet): Promise<ChallengeStandings | null> {
    const position = challenges.get(challengeId);
    return position === undefined ? null : this.loadParsed(keyOf(challengeId), position, ChallengeStandings.load);
  }

  /** A challenge at a later position, folded on from a set; null = from the first event. */
  async fold(
    challengeId: string,
    set: SnapshotSet | null,
    range: Pick<ReplayRange, 'through' | 'parking'>,
  ): Promise<ChallengeStandings> {
    const begun = ChallengeStandings.of(challengeId);
    const saved = set && (set.challenges.has(challengeId) ? await this.load(challengeId, set) : begun);
    return replayInto(saved ?? begun, { ...range, store: this.store, after: saved ? set!.position : null });
  }

  /** Saves the changed challenges' texts, then the set itself. False = the set was not saved. */
  async saveSet({ position, challenges }: SnapshotSet, changed: ReadonlyMap<string, string>): Promise<boolean> {
    for (const [id, text] of changed) if (!(await this.save(keyOf(id), position, text))) return false;
    return this.save(SET, position, JSON.stringify([...challenges]));
  }

  /** The newest snapshot of a key at or before a position; null = none of this history. */
  newest<T>(key: string, position: string, parse: (text: string) => T): Promise<T | null> {
    return this.firstOrNull(key, this.usable(key, position, parse)).then((snapshot) => snapshot && snapshot.found);
  }

  /** False = not saved. */
  async save(key: string, position: string, text: string): Promise<boolean> {
    const isSaved = await this.orNull(key, async () => {
      const eventId = await this.eventAt(position);
      if (eventId === null) return false;
      const body = await compress(text, FASTEST);
      await this.snapshots.save({ projection, generation: this.generation, key, position, eventId, body });
      return true;
    });
    return isSaved ?? false;
  }

  /** The usable snapshots of a key at or before a position, newest first. */
  private async *usable<T>(key: string, position: string, parse: (text: string) => T) {
    const { store } = this;
    const headers = (await this.snapshots.list(projection, this.generation, key))
      .filter((header) => store.compare(header.position, position) <= 0)
      .sort((a, b) => store.compare(b.position, a.position));
    for (const { position: at, eventId } of headers) {
      // The snapshot may be of another history.
      if ((await this.eventAt(at)) !== eventId) continue;
      const found = await this.loadParsed(key, at, parse);
      if (found !== null) yield { at, found };
    }
  }

  private firstOrNull<T>(key: string, from: AsyncGenerator<T>): Promise<T | null> {
    return this.orNull(key, async () => {
      for await (const one of from) return one;
      return null;
    });
  }

  private loadParsed<T>(key: string, position: string, parse: (text: string) => T): Promise<T | null> {
    return this.orNull(key, async () => {
      const body = await this.snapshots.load({ projection, generation: this.generation, key, position });
      return body && parse(String(await decompress(body)));
    });
  }

  /** Null and a warning when the work throws. */
  private async orNull<T>(key: string, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.warn(`unusable standings snapshot (${key}): ${(error as Error).message}`);
      return null;
    }
  }

  private async eventAt(position: string): Promise<string | null> {
    for await (const event of this.store.readAll({ from: position, max: 1 }))
      return this.store.compare(event.position, position) === 0 ? event.id : null;
    return null;
  }
}

/** Decides when the next snapshot set is due. */
export class SnapshotPolicy {
  /** Events folded since the last set. */
  events = 0;
  private characters = 0;

  constructor(private readonly every = EVENTS_PER_SET) {}

  /** A rebuild folds its long batches in parts of this many events, so that sets fall between them. */
  get partSize(): number {
    return Math.ceil(this.every / 3);
  }

  get due(): boolean {
    return this.events >= Math.max(this.every, this.characters / CHARACTERS_PER_EVENT);
  }

  /** Due after a start that replayed many events, so that the next start does not replay them again. */
  get dueAfterStart(): boolean {
    return this.events >= this.every * REPLAY_SHARE;
  }

  get dueOnShutdown(): boolean {
    return this.events >= Math.min(SHUTDOWN_EVENTS, this.every * REPLAY_SHARE);
  }

  /** Called with the texts of a started set; the next set is due later when they are long. */
  taken(texts: Iterable<string>): void {
    this.events = 0;
    this.characters = 0;
    for (const text of texts) this.characters += text.length;
  }
}

/** Compares every standings snapshot with a fold of the history. An unreadable snapshot is no difference: readers skip it too. */
export async function verifySnapshots(
  store: EventStore,
  readModel: ReadModel,
  snapshots: SnapshotStore,
): Promise<{ compared: number; difference: Difference | null }> {
  const live = await readModel.live(projection);
  const saved = await StandingsSnapshots.ofLive(snapshots, store, readModel);
  const sets: SnapshotSet[] = [];
  if (live?.position) for await (const set of saved.sets(live.position)) sets.unshift(set);
  const parking = new Parking(projection, await readModel.parked(projection));
  const challenges = new Map<string, ChallengeStandings>();
  let [after, compared]: [string | null, number] = [null, 0];
  for (const set of sets) {
    for await (const event of eventsBetween(store, after, set.position, { types: foldedTypes })) {
      const id = parking.isParked(event) ? null : standingsProjection.key(decode(event));
      if (id === null) continue;
      const standings = challenges.get(id) ?? ChallengeStandings.of(id);
      challenges.set(id, standings);
      standings.fold(decode(event));
    }
    after = set.position;
    for (const [key, position] of set.challenges) {
      // The others were compared with the set that stores them.
      const got = position === set.position ? await saved.load(key, set) : null;
      if (!got) continue;
      compared += 1;
      const plain = (standings: ChallengeStandings) => JSON.parse(standings.save()) as object;
      const found = firstDifference(plain(got), plain(challenges.get(key) ?? ChallengeStandings.of(key)));
      const field = `snapshot at ${position}${found?.field ? ` ${found.field}` : ''}`;
      if (found) return { compared, difference: { ...found, projection, key, field } };
    }
  }
  return { compared, difference: null };
}
