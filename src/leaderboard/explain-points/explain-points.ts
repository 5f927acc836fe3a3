import { Query } from '@nestjs/cqrs';
import type { AsOf } from '../standings-at.js';
import type { EncodedResponse } from '../encoded-response.js';
import type { Audience } from '../../../projections/standings/standings.contract.js';

/** Explains every point of a college. */
export class ExplainPoints extends Query<EncodedResponse> {
  constructor(
    readonly challengeId: string,
    readonly collegeId: string,
    readonly audience: Audience,
    readonly asOf: AsOf,
  ) {
    super();
  }
}
