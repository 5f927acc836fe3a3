import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { Adjustment } from '../../../projections/challenges/adjustments.js';
import { challengesProjection, type ChallengeDocument } from '../../../projections/challenges/challenges.projection.js';
import { reasonText } from '../../events/reason-words.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ReadModel } from '../../projector/read-model.js';
import { noteOf } from '../../vault/erased-on.js';
import { type Lookup, Vault } from '../../vault/vault.js';
import type { AdjustmentList } from '../challenges.contract.js';
import { ListAdjustments } from './list-adjustments.js';

@QueryHandler(ListAdjustments)
export class ListAdjustmentsHandler implements IQueryHandler<ListAdjustments> {
  constructor(
    private readonly documents: ReadModel,
    private readonly vault: Vault,
  ) {}

  /** Outsiders see those that count, during a freeze as they were at the freeze. */
  async execute({ challengeId, isStaff }: ListAdjustments): Promise<AdjustmentList> {
    const found = await this.documents.get<ChallengeDocument>(challengesProjection.name, challengeId);
    if (!found) throw new DomainError('not-found', 'CHALLENGE_UNKNOWN');
    if (!isStaff) {
      const { adjustments } = found.public ?? found.live;
      return { challengeId, adjustments: adjustments.filter(counts).map(toPublic) };
    }
    const { adjustments } = found.live;
    const words = await this.vault.look(adjustments.flatMap(({ note }) => note ?? []));
    return { challengeId, adjustments: adjustments.map((one) => ({ ...toPublic(one), staff: toStaff(one, words) })) };
  }
}

const counts = ({ state }: Adjustment) => state === 'made' || state === 'confirmed';

function toPublic({ id, collegeId, points, state, reason, at, decision }: Adjustment) {
  return { id, collegeId, points, state, at: decision?.at ?? at, reasonText: reasonText(reason) };
}

function toStaff({ reason, note, by, at, decision }: Adjustment, words: Lookup) {
  return {
    reason,
    reasonText: reasonText(reason),
    ...noteOf(note, words),
    by,
    at,
    decision: decision && {
      ...decision,
      reasonText: decision.reason === null ? null : reasonText(decision.reason),
    },
  };
}
