import { Query } from '@nestjs/cqrs';
import type { ChallengeFilter, ChallengeList } from '../challenges.contract.js';

/** Newest first; a state is asked for as the caller may see it. */
export class ListChallenges extends Query<ChallengeList> {
  constructor(
    /** Organisers, reviewers and auditors see what stands now; everybody else what the public may see. */
    readonly isStaff: boolean,
    readonly filter: ChallengeFilter = { limit: Infinity, offset: 0 },
  ) {
    super();
  }
}
