import type { Writes } from '../projector/runner.js';
import { type BoardState, boardKey, boardKeys, BoardDiff } from './board-documents.js';
import { audiences, boards, type ChallengeStandings } from './challenge-standings.js';
import type { StandingsHead } from '../../projections/standings/standings.contract.js';

/** What the read model holds of all boards, and the number of each, also of those whose challenge is not at hand. */
export class BoardDiffs {
  private readonly written = new Map<string, BoardDiff>();
  private readonly numbers = new Map<string, number>();

  /** Takes over the numbers that boards have as they are written. */
  restoreSequences(heads: ReadonlyMap<string, object>): void {
    for (const [key, body] of heads) {
      const { seq } = body as StandingsHead;
      this.numbers.set(key, seq);
      this.written.get(key)?.restoreSequence(seq);
    }
  }

  /** Takes over what is written of a challenge, as it must be known before that changes. */
  startFrom(challenge: ChallengeStandings): void {
    for (const { key, board } of boardsOf(challenge, (one) => !this.written.has(one))) this.at(key).startFrom(board);
  }

  /** Adds the documents that differ, looked for among the touched colleges, null = all. */
  write(challenge: ChallengeStandings, touched: ReadonlySet<string> | null, to: Omit<Writes, 'parked'>): void {
    for (const { key, board } of boardsOf(challenge)) {
      const written = this.at(key);
      const { upserts, deletes } = written.write(board, touched);
      for (const document of upserts) to.upserts.push(document);
      for (const gone of deletes) to.deletes.push(gone);
      this.numbers.set(key, written.sequence);
    }
  }

  /** Lets go of all but the numbers. */
  release(challengeIds: readonly string[]): void {
    for (const key of challengeIds.flatMap(boardKeys)) this.written.delete(key);
  }

  private at(key: string): BoardDiff {
    const written = this.written.get(key) ?? new BoardDiff(key, this.numbers.get(key) ?? 0);
    this.written.set(key, written);
    return written;
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
      if (head) yield { key, board: { head, contestants: challenge.contestants(audience) } };
    }
  }
}
