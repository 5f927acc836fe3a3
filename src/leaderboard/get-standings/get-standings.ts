import { Query } from '@nestjs/cqrs';
import type { AsOf } from '../standings-at.js';
import type { EncodedBoard } from '../board-cache.js';
import type { Audience, Board } from '../../../projections/standings/standings.contract.js';

/** A board now, or as of a position or instant; with `league` only that league's rows. */
export class GetStandings extends Query<EncodedBoard> {
  constructor(
    readonly challengeId: string,
    readonly board: Board,
    readonly audience: Audience,
    readonly asOf: AsOf = {},
    readonly league?: string,
  ) {
    super();
  }
}
