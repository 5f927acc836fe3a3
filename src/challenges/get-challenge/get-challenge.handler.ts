import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { challengesProjection, type ChallengeDocument } from '../../../projections/challenges/challenges.projection.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ReadModel } from '../../projector/read-model.js';
import type { ChallengeDetails } from '../challenges.contract.js';
import { toChallengeView } from '../challenge-view.js';
import { GetChallenge } from './get-challenge.js';

@QueryHandler(GetChallenge)
export class GetChallengeHandler implements IQueryHandler<GetChallenge> {
  constructor(private readonly documents: ReadModel) {}

  async execute({ challengeId, isStaff }: GetChallenge): Promise<ChallengeDetails> {
    const found = await this.documents.get<ChallengeDocument>(challengesProjection.name, challengeId);
    if (!found) throw new DomainError('not-found', 'CHALLENGE_UNKNOWN');
    return toChallengeView(found, isStaff);
  }
}
