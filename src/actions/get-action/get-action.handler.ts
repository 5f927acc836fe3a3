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
import { ActionStory } from './action-story.js';
import { GetAction } from './get-action.js';
import type { ActionPage } from './get-action.schema.js';

@QueryHandler(GetAction)
export class GetActionHandler implements IQueryHandler<GetAction> {
  constructor(
    private readonly documents: ReadModel,
    private readonly lookup: ActionLookup,
    private readonly story: ActionStory,
  ) {}

  /** An action of another college is no different from none at all for a coordinator. Both colleges of a merger see it. */
  async execute({ actionId, by: viewer }: GetAction): Promise<ActionPage> {
    const found = await this.documents.get<ActionDocument>(reviewQueueProjection.name, actionId);
    const of = found && (await this.documents.get<ChallengeDocument>(challengesProjection.name, found.challengeId));
    const visible = found && of && (viewer.role !== 'coordinator' || isOwn(found, of, viewer.collegeId));
    const [described] = visible ? await this.lookup.describe([found], viewer) : [];
    if (!visible || !described) throw new DomainError('not-found', 'ACTION_UNKNOWN');
    return { ...described, ...(await this.story.of(found, described, of, viewer)) };
  }
}

const isOwn = ({ collegeId }: ActionDocument, { live }: ChallengeDocument, own: string | null): boolean =>
  collegeId === own || ownerAmong(live.merged, collegeId) === own;
