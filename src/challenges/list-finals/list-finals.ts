import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { challengesProjection, type ChallengeDocument } from '../../../projections/challenges/challenges.projection.js';
import { DomainError } from '../../event-store/domain-error.js';
import { reasonText } from '../../events/reason-words.js';
import { QueryRoute } from '../../projector/query-route.js';
import { ReadModel } from '../../projector/read-model.js';
import { isStaff } from '../challenge-view.js';
import type { FinalList } from '../challenges.contract.js';
import { finalList } from '../challenges.schema.js';

export class ListFinals extends Query<FinalList> {
  constructor(
    readonly challengeId: string,
    readonly isStaff: boolean,
  ) {
    super();
  }
}

export class ListFinalsController extends QueryRoute(
  'GET api/challenges/:id/finals',
  { allow: ['anyone'], response: finalList },
  ({ id, viewer }) => new ListFinals(id, isStaff(viewer)),
) {}

@QueryHandler(ListFinals)
export class ListFinalsHandler implements IQueryHandler<ListFinals> {
  constructor(private readonly documents: ReadModel) {}

  /** During a freeze the public sees the finals at the freeze. */
  async execute({ challengeId, isStaff: seesAll }: ListFinals): Promise<FinalList> {
    const found = await this.documents.get<ChallengeDocument>(challengesProjection.name, challengeId);
    if (!found) throw new DomainError('not-found', 'CHALLENGE_UNKNOWN');
    const { finals } = seesAll ? found.live : (found.public ?? found.live);
    return { challengeId, finals: finals.map(shown) };
  }
}

const shown = ({ position: _, ...final }: ChallengeDocument['live']['finals'][number]) => ({
  ...final,
  reasonText: final.reason === null ? null : reasonText(final.reason),
});
