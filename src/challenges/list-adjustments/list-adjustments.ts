import { Query } from '@nestjs/cqrs';
import type { AdjustmentList } from '../challenges.contract.js';

export class ListAdjustments extends Query<AdjustmentList> {
  constructor(
    readonly challengeId: string,
    readonly isStaff: boolean,
  ) {
    super();
  }
}
