import type { ChallengeBoards } from './challenge-boards.js';

/** The standings that the projector holds in memory, for questions about the present. */
export class LiveStandings {
  private challenges: ReadonlyMap<string, ChallengeBoards> = new Map();

  follow(challenges: ReadonlyMap<string, ChallengeBoards>): void {
    this.challenges = challenges;
  }

  /** Undefined = no such challenge. */
  get(challengeId: string): ChallengeBoards | undefined {
    return this.challenges.get(challengeId);
  }
}
