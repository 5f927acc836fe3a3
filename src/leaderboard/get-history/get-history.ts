import { Query } from '@nestjs/cqrs';
import type { EncodedResponse } from '../encoded-response.js';
import type { Board } from '../../../projections/standings/standings.contract.js';

/** Each college's rank at the end of each day, on the public board. */
export class GetHistory extends Query<EncodedResponse> {
  constructor(
    readonly challengeId: string,
    readonly board: Board,
  ) {
    super();
  }
}
