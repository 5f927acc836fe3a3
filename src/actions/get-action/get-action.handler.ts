import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import {
  reviewQueueProjection,
  type ActionDocument,
} from '../../../projections/review-queue/review-queue.projection.js';
import { challengesProjection, type ChallengeDocument } from '../../../projections/challenges/challenges.projection.js';
import { ownerAmong } from '../../../projections/challenges/mergers.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ReadModel } from '../../projector/read-model.js';
import { ActionLookup } from '../action-lookup.js';
import type { ActionDetails } from '../actions.contract.js';
import { GetAction } from './get-action.js';

@QueryHandler(GetAction)
export class GetActionHandler implements IQueryHandler<GetAction> {
  constructor(
    private readonly documents: ReadModel,
    private readonly lookup: ActionLookup,
  ) {}

  /** An action of another college is no different from none at all for a coordinator. Both colleges of a merger see it. */
  async execute({ actionId, by: viewer }: GetAction): Promise<ActionDetails> {
    const found = await this.documents.get<ActionDocument>(reviewQueueProjection.name, actionId);
    const visible = found && (viewer.role !== 'coordinator' || (await this.isOwn(found, viewer.collegeId)));
    const [described] = visible ? await this.lookup.describe([found], viewer) : [];
    if (!described) throw new DomainError('not-found', 'ACTION_UNKNOWN');
    return described;
  }

  private async isOwn({ challengeId, collegeId }: ActionDocument, own: string | null): Promise<boolean> {
    if (collegeId === own) return true;
    const of = await this.documents.get<ChallengeDocument>(challengesProjection.name, challengeId);
    return ownerAmong(of?.live.merged ?? [], collegeId) === own;
  }
}
