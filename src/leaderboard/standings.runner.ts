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
import { boardKeys, continueSequence } from './board-documents.js';
import type { ChallengeStandings } from './challenge-standings.js';
import { foldIntoChallenge, readForChallenge } from './challenge-events.js';
import type { ChallengeCache } from './challenge-cache.js';
import { StandingsSnapshots } from './standings-snapshots.js';
import type { StandingsSource, CurrentStandings } from './live-standings.js';
import { refold } from './refold.js';
import { SnapshotPolicy } from './round-pace.js';
import { CompressedSnapshots } from './compressed-snapshots.js';
import { AffectedColleges } from './touched-colleges.js';
import { BoardDiffs } from './board-diffs.js';

/** A rebuild reads its long batches in small parts: what was read and folded is gone before the collector of garbage would move it. */
const READ_AT_ONCE = 250;

export interface SnapshotOptions {
  snapshots: SnapshotStore;
  warn(message: string): void;
  /** A round of snapshots was kept. What goes wrong here is warned of: it costs speed alone. */
  onSaved?(): void | Promise<void>;
  /** Events between two rounds; absent = what suits a server. */
  every?: number;
}

/** Keeps the standings of all challenges in memory and writes the rows that change. Without `keeping` every start folds from the first event. */
export function standingsRunner(live: CurrentStandings, keeping?: SnapshotOptions): ProjectionDefinition {
  return {
    name: standingsProjection.name,
    version: standingsProjection.version,
    isFollowed: true,
    ignoredFields: ['seq'],
    migration: continueSequence,
    async open(start) {
      const runner = new StandingsRunner(start, keeping);
      await runner.restore();
      if (start.live) live.follow(runner);
      return runner;
    },
  };
}

class StandingsRunner implements Runner, StandingsSource {
  private folded: ChallengeCache;
  private readonly parking: Parking;
  private readonly kept: StandingsSnapshots | null = null;
  private readonly pace: SnapshotPolicy;
  private readonly written = new BoardDiffs();
  private keepingRound: Promise<void> | null = null;
  position: string | null;
  /** The batch at hand has changed what is held in memory. */
  private isChanged = false;

  constructor(
    private readonly start: RunnerOptions,
    private readonly keeping?: SnapshotOptions,
  ) {
    this.position = start.position;
    this.parking = new Parking(standingsProjection.name, start.parked);
    this.pace = new SnapshotPolicy(keeping?.every);
    if (!keeping || start.generation === undefined) return;
    const warn = (message: string) => keeping.warn(message);
    this.kept = new StandingsSnapshots(new CompressedSnapshots(keeping.snapshots, start.store, start.generation, warn));
  }

  /** Takes up what was folded before the checkpoint, and the numbers of the boards. */
  async restore(): Promise<void> {
    await this.refold();
    this.written.restoreSequences(await this.start.documents(this.sequenceKeys()));
    for (const challenge of this.folded.loaded.values()) this.written.startFrom(challenge);
    if (this.start.live && this.pace.dueAfterStart) await this.keepRound();
  }

  async get(challengeId: string): Promise<ChallengeStandings | undefined> {
    return this.folded.get(challengeId);
  }

  async fold(batch: readonly StoredEvent[]): Promise<Writes> {
    if (this.start.live || !this.kept) return this.foldPart(batch);
    const { batchSize } = this.pace;
    const writes: Writes[] = [];
    for (let done = 0; done < batch.length; done += batchSize)
      writes.push(await this.foldPart(batch.slice(done, done + batchSize)));
    return mergeWrites(writes);
  }

  private async foldPart(batch: readonly StoredEvent[]): Promise<Writes> {
    // Only now is it known that what was folded before is written.
    if (this.pace.due) await this.keepRound();
    const writes = await this.parking.foldBatch(
      (events) => this.foldAll(events),
      batch,
      () => this.undo(),
    );
    this.position = batch.at(-1)?.position ?? this.position;
    this.pace.eventsFolded(batch.length);
    return writes;
  }

  async idle(): Promise<void> {
    await this.keepingRound;
  }

  /** What was folded and not written is none of the next start's. */
  async end(written: string | null): Promise<void> {
    await this.keepingRound;
    if (written === this.position && this.pace.dueOnShutdown) await this.keepRound();
    await this.keepingRound;
  }

  sequenceKeys(): string[] {
    return this.folded.ids().flatMap(boardKeys);
  }

  restoreSequences(documents: ReadonlyMap<string, object>): void {
    this.written.restoreSequences(documents);
  }

  private async foldAll(events: readonly StoredEvent[]): Promise<Omit<Writes, 'parked'>> {
    const touched = new AffectedColleges();
    this.isChanged = false;
    // Who reads live never sees a part of a batch.
    const atOnce = this.start.live ? events.length : READ_AT_ONCE;
    for (let from = 0; from < events.length; from += atOnce)
      await this.foldSome(events.slice(from, from + atOnce), touched);
    const writes: Omit<Writes, 'parked'> = { upserts: [], deletes: [] };
    for (const id of touched.challenges()) {
      const challenge = this.folded.loaded.get(id);
      if (challenge) this.written.write(challenge, touched.of(id), writes);
    }
    return writes;
  }

  private async foldSome(events: readonly StoredEvent[], touched: AffectedColleges): Promise<void> {
    // Other projections read the events of a live batch too, of a rebuild's none.
    const decoder = this.start.live ? decode : decodeOnce;
    const read = events.map((event) => readForChallenge(event, this.parking, decoder)).filter((one) => one !== null);
    for (const id of touched.add(read.map(({ event }) => event))) {
      const challenge = await this.folded.get(id);
      if (challenge) this.written.startFrom(challenge);
    }
    if (read.length > 0) this.isChanged = true;
    for (const one of read) foldIntoChallenge(this.folded, one, this.parking);
  }

  /** An event that cannot even be read has changed nothing yet. */
  private async undo(): Promise<void> {
    if (this.isChanged) await this.refold();
    this.isChanged = false;
  }

  private async refold(): Promise<void> {
    const { start, parking, kept, position } = this;
    const { folded, tail } = await refold({ store: start.store, parking, kept, through: position });
    this.pace.restarted(tail);
    this.folded = folded;
  }

  /** Keeps all as it is now. Who reads live does not wait for it, a rebuild does: it would never let it end. */
  private async keepRound(): Promise<void> {
    const { kept, position } = this;
    if (!kept || position === null || this.keepingRound) return;
    const { folded } = this;
    const { round, changed, closed } = folded.startSnapshot(position);
    this.written.release(closed);
    this.pace.taken(changed.values());
    this.keepingRound = kept
      .save(round, changed)
      .then((isKept) => (isKept ? this.keeping?.onSaved?.() : folded.retryChallenges(changed.keys())))
      .catch((error: Error) => this.keeping?.warn(`after a round of snapshots: ${error.message}`))
      .finally(() => (this.keepingRound = null));
    if (!this.start.live) await this.keepingRound;
  }
}
