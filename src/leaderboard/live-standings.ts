import type { ChallengeBoards } from './challenge-boards.js';

/** What the projector has folded: the standings of every challenge, and the position they are folded to. */
export interface FoldedStandings {
  get(challengeId: string): Promise<ChallengeBoards | undefined>;
  readonly position: string | null;
}

/** The standings of now, for questions that no stored board answers. */
export class LiveStandings {
  private folded: FoldedStandings = { get: () => Promise.resolve(undefined), position: null };

  follow(folded: FoldedStandings): void {
    this.folded = folded;
  }

  get position(): string | null {
    return this.folded.position;
  }

  /** Undefined = no such challenge. */
  get(challengeId: string): Promise<ChallengeBoards | undefined> {
    return this.folded.get(challengeId);
  }
}
