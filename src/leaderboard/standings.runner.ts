import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { decode, decodeOnce } from '../event-store/codec.js';
import type { StoredEvent } from '../event-store/event-store.js';
import { Parking } from '../projector/parked-streams.js';
import {
  mergeWrites,
  type ProjectionDefinition,
  type Runner,
  type RunnerOptions,
  type Writes,
} from '../projector/runner.js';
import type { SnapshotStore } from '../projector/snapshot-store.js';
import { AffectedColleges, BoardDiffs } from './board-diffs.js';
import { boardKeys, continueSequence } from './board-documents.js';
import type { ChallengeCache } from './challenge-cache.js';
import type { ChallengeStandings, CurrentStandings, StandingsSource } from './challenge-standings.js';
import { CompressedSnapshots } from './compressed-snapshots.js';
import { foldIntoChallenge, readForChallenge, replayAll } from './replay.js';
import { SnapshotPolicy, StandingsSnapshots } from './standings-snapshots.js';

/** A rebuild decodes its long batches in small parts, which the garbage collector frees young. */
const DECODED_AT_ONCE = 250;

export interface SnapshotOptions {
  snapshots: SnapshotStore;
  warn(message: string): void;
  /** Runs after a snapshot set is saved; a failure is only warned of. */
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
      if (start.live) current.follow(runner);
      return runner;
    },
  };
}

class StandingsRunner implements Runner, StandingsSource {
  private cache: ChallengeCache;
  private readonly parking: Parking;
  private readonly snapshots: StandingsSnapshots | null = null;
  private readonly policy: SnapshotPolicy;
  private readonly diffs = new BoardDiffs();
  private saving: Promise<void> | null = null;
  position: string | null;
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
    this.snapshots = new StandingsSnapshots(
      new CompressedSnapshots(options.snapshots, start.store, start.generation, warn),
    );
  }

  /** Restores the fold at the checkpoint, and the boards' seqs. */
  async restore(): Promise<void> {
    await this.replay();
    this.restoreSequences(await this.start.documents(this.sequenceKeys()));
    for (const challenge of this.cache.loaded.values()) this.diffs.startFrom(challenge);
    if (this.start.live && this.policy.dueAfterStart) await this.saveSnapshots();
  }

  async get(challengeId: string): Promise<ChallengeStandings | undefined> {
    return this.cache.get(challengeId);
  }

  async fold(batch: readonly StoredEvent[]): Promise<Writes> {
    if (this.start.live || !this.snapshots) return this.foldPart(batch);
    const { batchSize } = this.policy;
    const writes: Writes[] = [];
    for (let done = 0; done < batch.length; done += batchSize)
      writes.push(await this.foldPart(batch.slice(done, done + batchSize)));
    return mergeWrites(writes);
  }

  private async foldPart(batch: readonly StoredEvent[]): Promise<Writes> {
    // The batch before this one is committed only now.
    if (this.policy.due) await this.saveSnapshots();
    const writes = await this.parking.foldBatch(
      (events) => this.foldAll(events),
      batch,
      () => this.undo(),
    );
    this.position = batch.at(-1)?.position ?? this.position;
    this.policy.eventsFolded(batch.length);
    return writes;
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

  private async foldAll(events: readonly StoredEvent[]): Promise<Omit<Writes, 'parked'>> {
    const affected = new AffectedColleges();
    this.isChanged = false;
    // A live batch is folded at once: readers must never see a part of it.
    const size = this.start.live ? events.length : DECODED_AT_ONCE;
    for (let from = 0; from < events.length; from += size)
      await this.foldSome(events.slice(from, from + size), affected);
    const writes: Omit<Writes, 'parked'> = { upserts: [], deletes: [] };
    for (const id of affected.challenges()) {
      const challenge = this.cache.loaded.get(id);
      if (challenge) this.diffs.write(challenge, affected.of(id), writes);
    }
    return writes;
  }

  private async foldSome(events: readonly StoredEvent[], affected: AffectedColleges): Promise<void> {
    // Other projections decode the events of a live batch too, so only then is decoding worth caching.
    const decoder = this.start.live ? decode : decodeOnce;
    const read = events.map((event) => readForChallenge(event, this.parking, decoder)).filter((one) => one !== null);
    for (const id of affected.add(read.map(({ event }) => event))) {
      const challenge = await this.cache.get(id);
      if (challenge) this.diffs.startFrom(challenge);
    }
    if (read.length > 0) this.isChanged = true;
    for (const one of read) foldIntoChallenge(this.cache, one, this.parking);
  }

  private async undo(): Promise<void> {
    if (this.isChanged) await this.replay();
    this.isChanged = false;
  }

  private async replay(): Promise<void> {
    const { start, parking, snapshots, position } = this;
    const { cache, tail } = await replayAll({ store: start.store, parking, snapshots, through: position });
    this.policy.restarted(tail);
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
      .save(set, changed)
      .then((isSaved) => (isSaved ? this.options?.onSaved?.() : cache.retryChallenges(changed.keys())))
      .catch((error: Error) => this.options?.warn(`failed after saving standings snapshots: ${error.message}`))
      .finally(() => (this.saving = null));
    if (!this.start.live) await this.saving;
  }
}
