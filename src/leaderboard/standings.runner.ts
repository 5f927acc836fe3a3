import type { DomainEvent, Recorded } from '../../projections/projection.js';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import { decode, decodeOnce, isKnownType } from '../event-store/codec.js';
import type { StoredEvent } from '../event-store/event-store.js';
import type { FoldSnapshots } from '../projector/fold-snapshots.js';
import { Parking } from '../projector/parking.js';
import type { Runner, RunnerFactory, RunnerStart, Writes } from '../projector/runner.js';
import { type BoardState, boardKey, boardKeys, carrySeq, WrittenBoard } from './board-documents.js';
import { audiences, boards, ChallengeBoards } from './challenge-boards.js';
import { foldedTypes, foldTail } from './challenge-tail.js';
import { FoldedChallenges } from './folded-challenges.js';
import { KeptStandings } from './kept-standings.js';
import type { FoldedStandings, LiveStandings } from './live-standings.js';
import { RoundPace } from './round-pace.js';
import { SnapshotTexts } from './snapshot-texts.js';
import { TouchedColleges } from './touched-colleges.js';
import type { StandingsHead } from './standings.contract.js';

export interface Keeping {
  snapshots: FoldSnapshots;
  warn(message: string): void;
  /** A round of snapshots was kept. */
  kept?(): void | Promise<void>;
  /** Events between two rounds; absent = what suits a server. */
  every?: number;
}

/** Keeps the standings of all challenges in memory and writes the rows that change. Without `keeping` every start folds from the first event. */
export function standingsRunner(live: LiveStandings, keeping?: Keeping): RunnerFactory {
  return {
    name: standingsProjection.name,
    version: standingsProjection.version,
    isFollowed: true,
    uncompared: ['seq'],
    carry: carrySeq,
    async open(start) {
      const runner = new StandingsRunner(start, keeping);
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

class StandingsRunner implements Runner, FoldedStandings {
  private folded: FoldedChallenges;
  private readonly parking: Parking;
  private readonly kept: KeptStandings | null = null;
  private readonly pace: RoundPace;
  private readonly written = new Map<string, WrittenBoard>();
  /** The number of every board, also of those whose challenge is not at hand. */
  private readonly numbers = new Map<string, number>();
  private keepingRound: Promise<void> | null = null;
  position: string | null;
  /** The batch at hand has changed what is held in memory. */
  private isChanged = false;

  constructor(
    private readonly start: RunnerStart,
    private readonly keeping?: Keeping,
  ) {
    this.position = start.position;
    this.parking = new Parking(standingsProjection.name, start.parked);
    this.pace = new RoundPace(keeping?.every);
    if (!keeping || start.generation === undefined) return;
    const warn = (message: string) => keeping.warn(message);
    this.kept = new KeptStandings(new SnapshotTexts(keeping.snapshots, start.store, start.generation, warn));
  }

  /** Takes up what was folded before the checkpoint, and the numbers of the boards. */
  async restore(): Promise<void> {
    await this.refold();
    const heads = await this.start.documents(this.counted());
    for (const [key, body] of heads) this.numbers.set(key, (body as StandingsHead).seq);
    for (const id of this.folded.boards.keys()) this.adoptBoards(id);
    if (this.start.live && this.pace.isLongTail) await this.keepRound();
  }

  async get(challengeId: string): Promise<ChallengeBoards | undefined> {
    return this.folded.get(challengeId);
  }

  async fold(batch: readonly StoredEvent[]): Promise<Writes> {
    // Only now is it known that what was folded before is written.
    if (this.pace.isDue) await this.keepRound();
    const writes = await this.parking.around(
      (events) => this.foldAll(events),
      batch,
      () => this.undo(),
    );
    this.position = batch.at(-1)?.position ?? this.position;
    this.pace.passed(batch.length);
    return writes;
  }

  async idle(): Promise<void> {
    await this.keepingRound;
  }

  /** What was folded and not written is none of the next start's. */
  async end(written: string | null): Promise<void> {
    await this.keepingRound;
    if (written === this.position && this.pace.isWorthAStop) await this.keepRound();
    await this.keepingRound;
  }

  counted(): string[] {
    return this.folded.ids().flatMap(boardKeys);
  }

  adopt(documents: ReadonlyMap<string, object>): void {
    for (const [key, body] of documents) {
      const { seq } = body as StandingsHead;
      this.numbers.set(key, seq);
      this.written.get(key)?.adoptSeq(seq);
    }
  }

  private async foldAll(events: readonly StoredEvent[]): Promise<Omit<Writes, 'parked'>> {
    const read = events.flatMap((event) => this.read(event));
    const touched = new TouchedColleges(read.map(({ event }) => event));
    for (const id of touched.challenges()) await this.takeInHand(id);
    this.isChanged = read.length > 0;
    for (const one of read) this.foldInto(this.folded, one);
    const writes: Omit<Writes, 'parked'> = { upserts: [], deletes: [] };
    for (const { key, board } of this.boardsOf(touched.challenges())) {
      const written = this.written.get(key) ?? new WrittenBoard(key, this.numbers.get(key) ?? 0);
      this.written.set(key, written);
      const { upserts, deletes } = written.write(board, touched.of(board.head.challengeId));
      for (const document of upserts) writes.upserts.push(document);
      for (const gone of deletes) writes.deletes.push(gone);
      this.numbers.set(key, written.number);
    }
    return writes;
  }

  /** What is written of a challenge must be known before it changes. */
  private async takeInHand(challengeId: string): Promise<void> {
    if (await this.folded.get(challengeId)) this.adoptBoards(challengeId);
  }

  private adoptBoards(challengeId: string): void {
    for (const { key, board } of this.boardsOf([challengeId], (one) => !this.written.has(one))) {
      const written = new WrittenBoard(key, this.numbers.get(key) ?? 0);
      written.adopt(board);
      this.written.set(key, written);
    }
  }

  private *boardsOf(
    challengeIds: Iterable<string>,
    isWanted: (key: string) => boolean = () => true,
  ): Generator<{ key: string; board: BoardState }> {
    for (const id of challengeIds) {
      for (const audience of audiences) {
        for (const name of boards) {
          const key = boardKey(id, name, audience);
          const boards = isWanted(key) ? this.folded.boards.get(id) : undefined;
          const head = boards?.head(audience, name);
          if (head) yield { key, board: { head, contestants: boards!.contestants(audience) } };
        }
      }
    }
  }

  /** The event with its challenge; nothing when it belongs to none. */
  private read(stored: StoredEvent, decoder = decode): Read[] {
    return this.parking.step(stored, () => {
      if (isKnownType(stored.type) && !standingsProjection.when[stored.type]) return [];
      const event = decoder(stored);
      const challengeId = standingsProjection.key(event);
      return challengeId === null ? [] : [{ stored, event, challengeId }];
    });
  }

  private foldInto(folded: FoldedChallenges, { stored, event, challengeId }: Read): void {
    this.parking.step(stored, () => folded.toChange(challengeId).fold(event));
  }

  /** An event that cannot even be read has changed nothing yet. */
  private async undo(): Promise<void> {
    if (this.isChanged) await this.refold();
    this.isChanged = false;
  }

  /** Everything as it was at the position, from the last round before it. */
  private async refold(): Promise<void> {
    const { position, start } = this;
    const round = position === null ? null : ((await this.kept?.roundAt(position)) ?? null);
    const after = round?.position ?? null;
    const folded = new FoldedChallenges(round, this.kept, (id, through) => this.foldAnew(id, through));
    let tail = 0;
    if (position !== null && after !== position) {
      const from = after === null ? {} : { from: after };
      for await (const event of start.store.readAll({ ...from, filter: { types: foldedTypes } })) {
        if (after !== null && start.store.compare(event.position, after) <= 0) continue;
        if (start.store.compare(event.position, position) > 0) break;
        tail += 1;
        if (this.parking.has(event)) continue;
        for (const one of this.read(event, decodeOnce)) {
          if (!folded.boards.has(one.challengeId)) await folded.get(one.challengeId);
          this.foldInto(folded, one);
        }
      }
    }
    this.pace.begin(tail);
    this.folded = folded;
  }

  private async foldAnew(challengeId: string, through: string): Promise<ChallengeBoards> {
    const boards = ChallengeBoards.of(challengeId);
    await foldTail(boards, this.start.store, { after: null, through, waits: (event) => this.parking.has(event) });
    return boards;
  }

  /** Keeps all as it is now. Who reads live does not wait for it, a rebuild does: it would never let it end. */
  private async keepRound(): Promise<void> {
    const { kept, position } = this;
    if (!kept || position === null || this.keepingRound) return;
    const { folded } = this;
    const { round, changed, closed } = folded.beginRound(position);
    for (const key of closed.flatMap(boardKeys)) this.written.delete(key);
    this.pace.keeps(changed.values());
    this.keepingRound = kept
      .keep(round, changed)
      .then((isKept) => (isKept ? this.keeping?.kept?.() : folded.keepAgain(changed.keys())))
      .finally(() => (this.keepingRound = null));
    if (!this.start.live) await this.keepingRound;
  }
}
