import { Query } from '@nestjs/cqrs';
import type { ChallengeDetails, ChallengeList } from '../challenges.contract.js';

export interface ChallengeWish {
  track?: ChallengeDetails['track'];
  state?: ChallengeDetails['state'];
  limit: number;
  offset: number;
}

const all: ChallengeWish = { limit: Infinity, offset: 0 };

/** Newest first; a state is asked for as the caller may see it. */
export class ListChallenges extends Query<ChallengeList> {
  constructor(
    /** Organisers, reviewers and auditors see what stands now; everybody else what the public may see. */
    readonly isStaff: boolean,
    readonly wish: ChallengeWish = all,
  ) {
    super();
  }
}
