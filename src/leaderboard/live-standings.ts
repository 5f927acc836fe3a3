import type { ChallengeStandings } from './challenge-standings.js';

/** What the projector has folded: the standings of every challenge, and the position they are folded to. */
export interface StandingsSource {
  get(challengeId: string): Promise<ChallengeStandings | undefined>;
  readonly position: string | null;
}

/** The standings of now, for questions that no stored board answers. */
export class CurrentStandings {
  private folded: StandingsSource = { get: () => Promise.resolve(undefined), position: null };

  follow(folded: StandingsSource): void {
    this.folded = folded;
  }

  get position(): string | null {
    return this.folded.position;
  }

  /** Undefined = no such challenge. */
  get(challengeId: string): Promise<ChallengeStandings | undefined> {
    return this.folded.get(challengeId);
  }
}
