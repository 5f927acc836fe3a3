import { Query } from '@nestjs/cqrs';
import type { Viewer } from '../../http/access.js';
import type { ChallengeDetails } from '../challenges.contract.js';

export class GetChallenge extends Query<ChallengeDetails> {
  constructor(
    readonly challengeId: string,
    readonly viewer: Viewer | null,
  ) {
    super();
  }
}
