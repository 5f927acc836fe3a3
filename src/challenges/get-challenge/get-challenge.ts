import { Query } from '@nestjs/cqrs';
import type { ChallengeDetails } from '../challenges.contract.js';

export class GetChallenge extends Query<ChallengeDetails> {
  constructor(
    readonly challengeId: string,
    /** Organisers, reviewers and auditors see what stands now; everybody else what the public may see. */
    readonly isStaff: boolean,
  ) {
    super();
  }
}
