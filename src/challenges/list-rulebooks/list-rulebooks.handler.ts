import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { challengesProjection, type ChallengeDocument } from '../../../projections/challenges/challenges.projection.js';
import { DomainError } from '../../event-store/domain-error.js';
import { reasonText } from '../../events/reason-words.js';
import { ReadModel } from '../../projector/read-model.js';
import type { RulebookList } from '../challenges.contract.js';
import { ListRulebooks } from './list-rulebooks.js';

@QueryHandler(ListRulebooks)
export class ListRulebooksHandler implements IQueryHandler<ListRulebooks> {
  constructor(private readonly documents: ReadModel) {}

  async execute({ challengeId, isStaff }: ListRulebooks): Promise<RulebookList> {
    const found = await this.documents.get<ChallengeDocument>(challengesProjection.name, challengeId);
    if (!found) throw new DomainError('not-found', 'CHALLENGE_UNKNOWN');
    const { rulebooks } = isStaff ? found.live : (found.public ?? found.live);
    const items = rulebooks.map(({ withdrawn, ...one }) => ({
      ...one,
      withdrawn: withdrawn && { ...withdrawn, reasonText: reasonText(withdrawn.reason) },
    }));
    return { challengeId, items: items.reverse() };
  }
}
