import type { DomainEvent, Recorded } from '../../projections/projection.js';
import type { Standing } from '../../projections/standings/ranking.js';
import type { StandingsHead } from '../../projections/standings/standings.contract.js';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import type { Document } from '../projector/read-model.js';
import type { Writes } from '../projector/runner.js';
import { boardKey, boardKeys } from './board-documents.js';
import { audiences, boards, type ChallengeStandings } from './challenge-standings.js';

/** A board without `seq`, and its colleges in no order. */
export interface BoardState {
  head: Omit<StandingsHead, 'seq'>;
  colleges: ReadonlyMap<string, { standing: Standing }>;
}

/** Compares one board with its stored documents, to write only the differences. */
export class BoardDiff {
  private head = '';
  private readonly standings = new Map<string, Standing>();

  constructor(
    private readonly key: string,
    private seq: number,
  ) {}

  get sequence(): number {
    return this.seq;
  }

  /** Takes the stored state without raising `seq`. */
  startFrom(board: BoardState): void {
    this.differences(board, null);
  }

  /** Takes the seq that another process gave to the same change. */
  restoreSequence(seq: number): void {
    this.seq = seq;
  }

  /** The differing documents of the affected colleges, null = all; any difference raises `seq` by one. */
  write(board: BoardState, affected: Iterable<string> | null): { upserts: Document[]; deletes: string[] } {
    const { isHeadChanged, changed, removed } = this.differences(board, affected);
    const upserts: Document[] = changed.map((body) => ({ key: this.key + body.collegeId, body }));
    const deletes = removed.map((collegeId) => this.key + collegeId);
    if (upserts.length + deletes.length === 0 && !isHeadChanged) return { upserts, deletes };
    this.seq += 1;
    return { upserts: [{ key: this.key, body: { ...board.head, seq: this.seq } }, ...upserts], deletes };
  }

  private differences({ head, colleges }: BoardState, affected: Iterable<string> | null) {
    const changed: Standing[] = [];
    const removed: string[] = [];
    for (const collegeId of affected ?? new Set([...colleges.keys(), ...this.standings.keys()])) {
      const before = this.standings.get(collegeId);
      const now = colleges.get(collegeId)?.standing;
      if (before === now) continue;
      if (now) this.standings.set(collegeId, now);
      else this.standings.delete(collegeId);
      if (!now) removed.push(collegeId);
      else if (!before || JSON.stringify(before) !== JSON.stringify(now)) changed.push(now);
    }
    const text = JSON.stringify(head);
    const isHeadChanged = text !== this.head;
    this.head = text;
    return { isHeadChanged, changed, removed };
  }
}

/** Compares all boards with their stored documents, and remembers every board's seq. */
export class BoardDiffs {
  private readonly diffs = new Map<string, BoardDiff>();
  private readonly sequences = new Map<string, number>();

  /** Takes the seqs of stored heads. */
  restoreSequences(heads: ReadonlyMap<string, object>): void {
    for (const [key, body] of heads) {
      const { seq } = body as StandingsHead;
      this.sequences.set(key, seq);
      this.diffs.get(key)?.restoreSequence(seq);
    }
  }

  /** Takes a challenge's stored state, before an event changes it. */
  startFrom(challenge: ChallengeStandings): void {
    for (const { key, board } of boardsOf(challenge, (one) => !this.diffs.has(one))) this.at(key).startFrom(board);
  }

  /** Adds the differing documents of the affected colleges, null = all. */
  write(challenge: ChallengeStandings, affected: ReadonlySet<string> | null, to: Omit<Writes, 'parked'>): void {
    for (const { key, board } of boardsOf(challenge)) {
      const diff = this.at(key);
      const { upserts, deletes } = diff.write(board, affected);
      for (const document of upserts) to.upserts.push(document);
      for (const gone of deletes) to.deletes.push(gone);
      this.sequences.set(key, diff.sequence);
    }
  }

  /** Forgets all but the seqs. */
  release(challengeIds: readonly string[]): void {
    for (const key of challengeIds.flatMap(boardKeys)) this.diffs.delete(key);
  }

  private at(key: string): BoardDiff {
    const diff = this.diffs.get(key) ?? new BoardDiff(key, this.sequences.get(key) ?? 0);
    this.diffs.set(key, diff);
    return diff;
  }
}

function* boardsOf(
  challenge: ChallengeStandings,
  isWanted: (key: string) => boolean = () => true,
): Generator<{ key: string; board: BoardState }> {
  for (const audience of audiences) {
    for (const name of boards) {
      const key = boardKey(challenge.state.challengeId, name, audience);
      const head = isWanted(key) ? challenge.head(audience, name) : null;
      if (head) yield { key, board: { head, colleges: challenge.colleges(audience) } };
    }
  }
}

/** The colleges whose standings a batch may change: an event that names a college affects only that one. */
export class AffectedColleges {
  private readonly byChallenge = new Map<string, Set<string> | null>();

  /** Gives the challenges that no earlier event belonged to. */
  add(events: Iterable<Recorded<DomainEvent>>): string[] {
    const found: string[] = [];
    for (const event of events) {
      const challengeId = standingsProjection.key(event);
      if (challengeId === null) continue;
      const college = 'collegeId' in event.data ? event.data.collegeId : null;
      const known = this.byChallenge.get(challengeId);
      if (known === undefined) found.push(challengeId);
      if (college === null) this.byChallenge.set(challengeId, null);
      else if (known) known.add(college);
      else if (known === undefined) this.byChallenge.set(challengeId, new Set([college]));
    }
    return found;
  }

  challenges(): Iterable<string> {
    return this.byChallenge.keys();
  }

  /** Null = all of them. */
  of(challengeId: string): ReadonlySet<string> | null {
    return this.byChallenge.get(challengeId) ?? null;
  }
}
