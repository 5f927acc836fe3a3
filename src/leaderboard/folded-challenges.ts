import { ChallengeBoards } from './challenge-boards.js';
import type { KeptStandings, Round } from './kept-standings.js';

/**
 * The standings of all challenges after one event. A challenge that nothing has touched since the last round is fetched when it is asked
 * for, so that a start costs the events since then, and memory holds what is going on.
 */
export class FoldedChallenges {
  /** Those at hand. */
  readonly boards = new Map<string, ChallengeBoards>();
  private readonly opening = new Map<string, Promise<ChallengeBoards>>();
  private changed = new Set<string>();

  constructor(
    private round: Round | null,
    private readonly kept: KeptStandings | null,
    /** Folds a challenge from its first event to the round. */
    private readonly foldAnew: (challengeId: string, through: string) => Promise<ChallengeBoards>,
  ) {}

  /** Of every challenge that there is. */
  ids(): string[] {
    return [...new Set([...(this.round?.challenges.keys() ?? []), ...this.boards.keys()])];
  }

  /** Undefined = there is no such challenge. */
  async get(challengeId: string): Promise<ChallengeBoards | undefined> {
    const { round } = this;
    const known = this.boards.get(challengeId);
    if (known || !round?.challenges.has(challengeId)) return known;
    const opening = this.opening.get(challengeId) ?? this.open(challengeId, round);
    this.opening.set(challengeId, opening);
    return opening;
  }

  /** A challenge at hand that is about to change; made when it is not there yet. */
  toChange(challengeId: string): ChallengeBoards {
    const boards = this.boards.get(challengeId) ?? ChallengeBoards.of(challengeId);
    this.boards.set(challengeId, boards);
    this.changed.add(challengeId);
    return boards;
  }

  /**
   * Begins a round at a position. Gives it with what is to be kept for it; the challenges at hand that had not changed since the last one
   * are let go.
   */
  beginRound(position: string): { round: Round; changed: ReadonlyMap<string, string>; closed: string[] } {
    const changed = new Map([...this.changed].map((id) => [id, this.boards.get(id)!.save()]));
    const closed = [...this.boards.keys()].filter((id) => !changed.has(id));
    for (const id of closed) this.boards.delete(id);
    const places = [...changed.keys()].map((id) => [id, position] as const);
    this.round = { position, challenges: new Map([...(this.round?.challenges ?? []), ...places]) };
    this.changed = new Set();
    return { round: this.round, changed, closed };
  }

  /** The round could not be kept: its challenges belong to the next one. Those that were let go stay where they were kept before. */
  keepAgain(challengeIds: Iterable<string>): void {
    for (const id of challengeIds) if (this.boards.has(id)) this.changed.add(id);
  }

  private async open(challengeId: string, round: Round): Promise<ChallengeBoards> {
    try {
      const boards = (await this.kept?.load(round, challengeId)) ?? (await this.foldAnew(challengeId, round.position));
      const meanwhile = this.boards.get(challengeId);
      if (!meanwhile) this.boards.set(challengeId, boards);
      return meanwhile ?? boards;
    } finally {
      this.opening.delete(challengeId);
    }
  }
}
