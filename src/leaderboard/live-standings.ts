import type { ChallengeBoards } from './challenge-boards.js';

/** What the projector holds in memory: the standings of every challenge, and the position they are folded to. */
export interface FoldedStandings {
  readonly challenges: ReadonlyMap<string, ChallengeBoards>;
  readonly position: string | null;
}

/** The standings of now, for questions that no stored board answers. */
export class LiveStandings {
  private folded: FoldedStandings = { challenges: new Map(), position: null };

  follow(folded: FoldedStandings): void {
    this.folded = folded;
  }

  get position(): string | null {
    return this.folded.position;
  }

  /** Undefined = no such challenge. */
  get(challengeId: string): ChallengeBoards | undefined {
    return this.folded.challenges.get(challengeId);
  }

  ids(): string[] {
    return [...this.folded.challenges.keys()];
  }
}
