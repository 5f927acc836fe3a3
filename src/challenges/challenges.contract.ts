/** What is told of challenges, in REST. Types only: the browser code reads this file too. */
import type { Entrant } from '../events/challenge.events.js';
import type { Rulebook } from '../events/rulebook.js';
import type { ChallengeItem } from '../leaderboard/standings.contract.js';

/** `GET /api/challenges`: newest first. */
export interface ChallengeList {
  items: ChallengeItem[];
}

/** `GET /api/challenges/:id`. */
export interface ChallengeDetails extends ChallengeItem {
  /** 0 = none published yet. */
  rulebookVersion: number;
  /** The rules in force; null = none published yet. */
  rules: Rulebook | null;
  entrants: Entrant[];
}
