import { Query } from '@nestjs/cqrs';
import type { Viewer } from '../../http/access.js';
import type { ChallengeList } from '../challenges.contract.js';

export class ListChallenges extends Query<ChallengeList> {
  constructor(readonly viewer: Viewer | null) {
    super();
  }
}
