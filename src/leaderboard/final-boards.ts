import { Injectable } from '@nestjs/common';
import { challengesProjection, type ChallengeDocument } from '../../projections/challenges/challenges.projection.js';
import type { Audience, Board } from '../../projections/standings/standings.contract.js';
import { DomainError } from '../event-store/domain-error.js';
import { ReadModel } from '../projector/read-model.js';
import type { EncodedBoard } from './board-cache.js';
import { encode } from './encoded-response.js';
import { StandingsAt } from './standings-at.js';

/** Boards of finals by number, also of those that were reopened. */
@Injectable()
export class FinalBoards {
  constructor(
    private readonly documents: ReadModel,
    private readonly standingsAt: StandingsAt,
  ) {}

  /** The board as it was made final, whatever came later. Throws not-found FINAL_UNKNOWN. */
  async get(
    { challengeId, board, audience }: { challengeId: string; board: Board; audience: Audience },
    number: number,
  ): Promise<EncodedBoard> {
    const found = await this.documents.get<ChallengeDocument>(challengesProjection.name, challengeId);
    const view = audience === 'public' ? (found?.public ?? found?.live) : found?.live;
    const final = view?.finals.find((one) => one.number === number);
    const past = final && (await this.standingsAt.asOf(challengeId, final.position)).board('staff', board);
    if (!past) throw new DomainError('not-found', 'FINAL_UNKNOWN', {}, 'final');
    const standings = Object.assign({ challengeId, board, seq: 0 }, past, { frozen: false });
    return { standings, ...encode(standings) };
  }
}
