import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { ownerIn } from '../../projections/standings/standings.state.js';
import type { StoredEvent } from '../event-store/event-store.js';
import type { SnapshotStore } from '../projector/read-model.js';
import {
  type KeyedEvent,
  mergeWrites,
  Parking,
  type ProjectionDefinition,
  type Runner,
  type RunnerOptions,
  keyedEvent,
  type Writes,
} from '../projector/runner.js';
import { BoardDiffs, boardKeys, continueSequence } from './board-documents.js';
import { ChallengeStandings, type CurrentStandings, eventsBetween, foldedTypes } from './challenge-standings.js';
import { SnapshotPolicy, type SnapshotSet, StandingsSnapshots } from './standings-snapshots.js';

export interface SnapshotOptions {
  snapshots: SnapshotStore;
  warn(message: string): void;
  /** Runs after a snapshot set is saved; a failure is only logged. */
  onSaved?(): void | Promise<void>;
  /** Events between two sets; absent = the server's default. */
  every?: number;
}

/** Folds the standings in memory and writes the documents that differ. Without `options` every start folds from the first event. */
export function standingsRunner(current: CurrentStandings, options?: SnapshotOptions): ProjectionDefinition {
  return {
    name: standingsProjection.name,
    version: standingsProjection.version,
    isFollowed: true,
    ignoredFields: ['seq'],
    migration: continueSequence,
    async open(start) {
      const runner = new StandingsRunner(start, options);
      await runner.restore();
      if (start.isLive) current.readFrom(runner);
      return runner;
    },
  };
}

class StandingsRunner implements Runner {
  position: string | null;
  private cache: ChallengeCache;
  private readonly parking: Parking;
  private readonly snapshots: StandingsSnapshots | null = null;
  private readonly policy: SnapshotPolicy;
  private readonly diffs = new BoardDiffs();
  private saving: Promise<void> | null = null;
  /** True once the current batch has changed the cache. */
  private isChanged = false;

  constructor(
    private readonly start: RunnerOptions,
    private readonly options?: SnapshotOptions,
  ) {
    this.position = start.position;
    this.parking = new Parking(standingsProjection.name, start.parked);
    this.policy = new SnapshotPolicy(options?.every);
    if (!options || start.generation === undefined) return;
    const warn = (message: string) => options.warn(message);
    this.snapshots = new StandingsSnapshots(options.snapshots, start.store, start.generation, warn);
  }

  /** Restores the fold at the checkpoint, and the boards' seqs. */
  async restore(): Promise<void> {
    await this.replay();
    this.restoreSequences(await this.start.documents(this.sequenceKeys()));
    for (const challenge of this.cache.loaded.values()) this.diffs.recordStored(challenge);
    if (this.start.isLive && this.policy.dueAfterStart) await this.saveSnapshots();
  }

  get(challengeId: string): Promise<ChallengeStandings | undefined> {
    return this.cache.get(challengeId);
  }

  async fold(batch: readonly StoredEvent[]): Promise<Writes> {
    if (this.start.isLive) return this.foldPart(batch);
    const { partSize } = this.policy;
    const writes: Writes[] = [];
    for (let done = 0; done < batch.length; done += partSize)
      writes.push(await this.foldPart(batch.slice(done, done + partSize)));
    return mergeWrites(writes);
  }

  async idle(): Promise<void> {
    await this.saving;
  }

  /** Events that were folded but not committed get no snapshot. */
  async end(written: string | null): Promise<void> {
    await this.saving;
    if (written === this.position && this.policy.dueOnShutdown) await this.saveSnapshots();
    await this.saving;
  }

  sequenceKeys(): string[] {
    return this.cache.ids().flatMap(boardKeys);
  }

  restoreSequences(documents: ReadonlyMap<string, object>): void {
    this.diffs.restoreSequences(documents);
  }

  private async foldPart(batch: readonly StoredEvent[]): Promise<Writes> {
    // The batch before this one is committed only now.
    if (this.policy.due) await this.saveSnapshots();
    const undo = () => (this.isChanged ? this.replay() : Promise.resolve());
    const writes = await this.parking.foldBatch((events) => this.foldAll(events), batch, undo);
    this.position = batch.at(-1)?.position ?? this.position;
    this.policy.events += batch.length;
    return writes;
  }

  private async foldAll(events: readonly StoredEvent[]): Promise<Omit<Writes, 'parked'>> {
    this.isChanged = false;
    const steps = events.map((event) => this.read(event)).filter((step) => step !== null);
    /** The colleges whose standings may change, null = all: an event that names a college affects only that one. */
    const affected = new Map<string, Set<string> | null>();
    for (const { event, key: challengeId } of steps) {
      const known = affected.get(challengeId);
      const challenge = known === undefined ? await this.cache.get(challengeId) : undefined;
      if (challenge) this.diffs.recordStored(challenge);
      const college = 'collegeId' in event.data ? event.data.collegeId : null;
      affected.set(challengeId, college === null || known === null ? null : (known ?? new Set()).add(college));
    }
    // Nothing is awaited from here on: readers must never see a part of a live batch.
    this.isChanged = steps.length > 0;
    for (const step of steps) this.foldInto(this.cache, step);
    const writes: Omit<Writes, 'parked'> = { upserts: [], deletes: [] };
    for (const [id, colleges] of affected) {
      const challenge = this.cache.loaded.get(id)!;
      // Actions of a merged college count for another one.
      const owners = colleges && [...colleges].map((college) => ownerIn(challenge.state.live, college));
      this.diffs.write(challenge, owners && new Set([...colleges, ...owners]), writes);
    }
    return writes;
  }

  /** Null = the event changes no standings. An event that cannot be decoded parks its stream. */
  private read(stored: StoredEvent): KeyedEvent | null {
    return this.parking.attempt(stored, () => keyedEvent(standingsProjection, stored));
  }

  /** An event that cannot be folded parks its stream. */
  private foldInto(cache: ChallengeCache, { stored, event, key }: KeyedEvent): void {
    this.parking.attempt(stored, () => cache.getForUpdate(key).fold(event));
  }

  /** Folds the challenges again, from the last snapshot set before the position. */
  private async replay(): Promise<void> {
    const { start, parking, snapshots, position } = this;
    const set = position === null ? null : ((await snapshots?.latest(position)) ?? null);
    const cache = new ChallengeCache(set, (challengeId, from) =>
      snapshots!.fold(challengeId, from, { through: from.position, parking }),
    );
    this.policy.events = 0;
    const tail =
      position === null ? [] : eventsBetween(start.store, set?.position ?? null, position, { types: foldedTypes });
    for await (const stored of tail) {
      this.policy.events += 1;
      const step = parking.isParked(stored) ? null : this.read(stored);
      if (!step) continue;
      await cache.get(step.key);
      this.foldInto(cache, step);
    }
    this.cache = cache;
  }

  /** Saves beside the live fold; a rebuild waits, or it would never let a save end. */
  private async saveSnapshots(): Promise<void> {
    const { snapshots, position, cache } = this;
    if (!snapshots || position === null || this.saving) return;
    const { set, changed, unloaded } = cache.startSnapshot(position);
    this.diffs.release(unloaded);
    this.policy.taken(changed.values());
    this.saving = snapshots
      .saveSet(set, changed)
      .then((isSaved) => (isSaved ? this.options?.onSaved?.() : cache.retryChallenges(changed.keys())))
      .catch((error: Error) => this.options?.warn(`failed after saving standings snapshots: ${error.message}`))
      .finally(() => (this.saving = null));
    if (!this.start.isLive) await this.saving;
  }
}

/**
 * The standings of all challenges after one event. A challenge unchanged since the last snapshot set is loaded on demand.
 * A start thus costs the events since that set, and memory holds only the active challenges.
 */
class ChallengeCache {
  readonly loaded = new Map<string, ChallengeStandings>();
  private readonly loading = new Map<string, Promise<ChallengeStandings>>();
  private changed = new Set<string>();

  constructor(
    private set: SnapshotSet | null,
    /** Loads a challenge as of the set's position. */
    private readonly load: (challengeId: string, set: SnapshotSet) => Promise<ChallengeStandings>,
  ) {}

  /** The ids of all challenges, loaded or not. */
  ids(): string[] {
    return [...new Set([...(this.set?.challenges.keys() ?? []), ...this.loaded.keys()])];
  }

  /** Undefined = no such challenge. */
  async get(challengeId: string): Promise<ChallengeStandings | undefined> {
    const known = this.loaded.get(challengeId) ?? this.loading.get(challengeId);
    if (known || !this.set?.challenges.has(challengeId)) return known;
    const loading = this.load(challengeId, this.set)
      .then((standings) => {
        this.loaded.set(challengeId, standings);
        return standings;
      })
      .finally(() => this.loading.delete(challengeId));
    this.loading.set(challengeId, loading);
    return loading;
  }

  /** A loaded challenge that is about to change; created when missing. */
  getForUpdate(challengeId: string): ChallengeStandings {
    const standings = this.loaded.get(challengeId) ?? ChallengeStandings.of(challengeId);
    this.loaded.set(challengeId, standings);
    this.changed.add(challengeId);
    return standings;
  }

  /** Starts a snapshot set: returns the texts to save and unloads the challenges that did not change. */
  startSnapshot(position: string): { set: SnapshotSet; changed: ReadonlyMap<string, string>; unloaded: string[] } {
    const changed = new Map([...this.changed].map((id) => [id, this.loaded.get(id)!.save()]));
    const unloaded = [...this.loaded.keys()].filter((id) => !changed.has(id));
    for (const id of unloaded) this.loaded.delete(id);
    const positions = [...changed.keys()].map((id) => [id, position] as const);
    this.set = { position, challenges: new Map([...(this.set?.challenges ?? []), ...positions]) };
    this.changed = new Set();
    return { set: this.set, changed, unloaded };
  }

  /** The set was not saved: its loaded challenges belong to the next one. */
  retryChallenges(challengeIds: Iterable<string>): void {
    for (const id of challengeIds) if (this.loaded.has(id)) this.changed.add(id);
  }
}
