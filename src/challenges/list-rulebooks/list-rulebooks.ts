import { Query } from '@nestjs/cqrs';
import type { RulebookList } from '../challenges.contract.js';

export class ListRulebooks extends Query<RulebookList> {
  constructor(
    readonly challengeId: string,
    readonly isStaff: boolean,
  ) {
    super();
  }
}
