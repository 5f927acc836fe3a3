import { Query } from '@nestjs/cqrs';
import type { ChallengeList } from '../challenges.contract.js';

export class ListChallenges extends Query<ChallengeList> {
  constructor(
    /** Organisers, reviewers and auditors see what stands now; everybody else what the public may see. */
    readonly isStaff: boolean,
  ) {
    super();
  }
}
