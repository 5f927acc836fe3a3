import { Query } from '@nestjs/cqrs';
import type { AsOf } from '../moment.js';
import type { ReadyAnswer } from '../ready-answer.js';
import type { Audience } from '../../../projections/standings/standings.contract.js';

/** How every point of a college came about. */
export class ExplainPoints extends Query<ReadyAnswer> {
  constructor(
    readonly challengeId: string,
    readonly collegeId: string,
    readonly audience: Audience,
    readonly asOf: AsOf,
  ) {
    super();
  }
}
