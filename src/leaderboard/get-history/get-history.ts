import { Query } from '@nestjs/cqrs';
import type { EncodedResponse } from '../encoded-response.js';
import type { Board } from '../../../projections/standings/standings.contract.js';

/** Rank of each college at the end of each day, as the public may see it. */
export class GetHistory extends Query<EncodedResponse> {
  constructor(
    readonly challengeId: string,
    readonly board: Board,
  ) {
    super();
  }
}
