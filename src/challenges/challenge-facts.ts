/** Facts at the head of the history that a final needs. */
export interface FinalFacts {
  /** Revision of the challenge's stream in these standings. */
  revision: number;
  /** Ids of actions that await a decision, oldest first. */
  pendingActions: readonly string[];
  /** Those of them that wait for an answer of the college. */
  questions: readonly string[];
  /** Instants of the decisions that are not disputed. */
  decisions: readonly { actionId: string; at: string }[];
  /** Ids of actions whose decision is disputed. */
  disputedActions: readonly string[];
  /** Id of the last event that is in these standings. */
  throughEventId: string;
  /** SHA-256, hex, of the canonical JSON of the boards as of that event. */
  standingsHash: string;
}

/** Port: objections are a feature of their own, built upon challenges. */
export abstract class OpenObjections {
  /** Ids of the open objections in a challenge, oldest first, as the history has them now. */
  abstract openIn(challengeId: string): Promise<readonly string[]>;
}

/** Port: the leaderboard answers, because it alone folds whole challenges. */
export abstract class ChallengeFacts {
  /** Folds everything stored up to now, not what a read model has got to, and says what stands. */
  abstract atHead(challengeId: string): Promise<FinalFacts>;
}
