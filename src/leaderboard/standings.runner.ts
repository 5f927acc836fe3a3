import type { DomainEvent, Recorded } from '../../projections/projection.js';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { decode, isKnownType } from '../event-store/codec.js';
import type { StoredEvent } from '../event-store/event-store.js';
import { Parking } from '../projector/parking.js';
import type { Runner, RunnerFactory, RunnerStart, Writes } from '../projector/runner.js';
import { boardKey, boardKeys, carrySeq, WrittenBoard } from './board-documents.js';
import { audiences, boards, ChallengeBoards } from './challenge-boards.js';
import type { Standings, StandingsHead } from './standings.contract.js';
import type { LiveStandings } from './live-standings.js';

/** Keeps the standings of all challenges in memory and writes the rows that change. */
export function standingsRunner(live: LiveStandings): RunnerFactory {
  return {
    name: standingsProjection.name,
    version: standingsProjection.version,
    isFollowed: true,
    uncompared: ['seq'],
    carry: carrySeq,
    async open(start) {
      const runner = new StandingsRunner(start);
      await runner.restore();
      if (start.live) live.follow(runner);
      return runner;
    },
  };
}

interface Read {
  stored: StoredEvent;
  event: Recorded<DomainEvent>;
  challengeId: string;
}

class StandingsRunner implements Runner {
  readonly challenges = new Map<string, ChallengeBoards>();
  private readonly parking: Parking;
  private readonly written = new Map<string, WrittenBoard>();
  position: string | null;
  /** The batch at hand has changed what is held in memory. */
  private isChanged = false;

  constructor(private readonly start: RunnerStart) {
    this.position = start.position;
    this.parking = new Parking(standingsProjection.name, start.parked);
  }

  /** Folds what was folded before, from the first event to the checkpoint, and takes up the numbers of the boards. */
  async restore(): Promise<void> {
    await this.refold();
    const heads = await this.start.documents(this.counted());
    for (const { key, board } of this.boardsOf(this.challenges.keys())) {
      const written = new WrittenBoard(key, (heads.get(key) as StandingsHead | undefined)?.seq ?? 0);
      written.adopt(board);
      this.written.set(key, written);
    }
  }

  async fold(batch: readonly StoredEvent[]): Promise<Writes> {
    const writes = await this.parking.around(
      (events) => Promise.resolve(this.foldAll(events)),
      batch,
      () => this.undo(),
    );
    this.position = batch.at(-1)?.position ?? this.position;
    return writes;
  }

  counted(): string[] {
    return [...this.challenges.keys()].flatMap(boardKeys);
  }

  adopt(documents: ReadonlyMap<string, object>): void {
    for (const [key, body] of documents) this.written.get(key)?.adoptSeq((body as StandingsHead).seq);
  }

  private foldAll(events: readonly StoredEvent[]): Omit<Writes, 'parked'> {
    const read = events.flatMap((event) => this.read(event));
    const touched = new Set(read.map(({ challengeId }) => challengeId));
    this.isChanged = read.length > 0;
    for (const one of read) this.foldInto(this.challenges, one);
    const writes: Omit<Writes, 'parked'> = { upserts: [], deletes: [] };
    for (const { key, board } of this.boardsOf(touched)) {
      const written = this.written.get(key) ?? new WrittenBoard(key, 0);
      this.written.set(key, written);
      const { upserts, deletes } = written.write(board);
      writes.upserts.push(...upserts);
      writes.deletes.push(...deletes);
    }
    return writes;
  }

  private *boardsOf(challengeIds: Iterable<string>): Generator<{ key: string; board: Omit<Standings, 'seq'> }> {
    for (const id of challengeIds) {
      for (const audience of audiences) {
        for (const name of boards) {
          const board = this.challenges.get(id)?.board(audience, name);
          if (board) yield { key: boardKey(id, name, audience), board };
        }
      }
    }
  }

  /** The event with its challenge; nothing when it belongs to none. */
  private read(stored: StoredEvent): Read[] {
    return this.parking.step(stored, () => {
      if (isKnownType(stored.type) && !standingsProjection.when[stored.type]) return [];
      const event = decode(stored);
      const challengeId = standingsProjection.key(event);
      return challengeId === null ? [] : [{ stored, event, challengeId }];
    });
  }

  private foldInto(challenges: Map<string, ChallengeBoards>, { stored, event, challengeId }: Read): void {
    this.parking.step(stored, () => {
      const challenge = challenges.get(challengeId) ?? ChallengeBoards.of(challengeId);
      challenges.set(challengeId, challenge);
      challenge.fold(event);
    });
  }

  /** An event that cannot even be read has changed nothing yet. */
  private async undo(): Promise<void> {
    if (this.isChanged) await this.refold();
    this.isChanged = false;
  }

  private async refold(): Promise<void> {
    const challenges = new Map<string, ChallengeBoards>();
    if (this.position !== null) {
      for await (const event of this.start.store.readAll()) {
        if (this.start.store.compare(event.position, this.position) > 0) break;
        if (!this.parking.has(event)) for (const one of this.read(event)) this.foldInto(challenges, one);
      }
    }
    this.challenges.clear();
    for (const [id, challenge] of challenges) this.challenges.set(id, challenge);
  }
}
