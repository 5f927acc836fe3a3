import { Injectable } from '@nestjs/common';
import type { ActionDocument } from '../../projections/review-queue/review-queue.projection.js';
import { reasonText } from '../events/reason-words.js';
import { formatReceipt } from '../events/receipt.js';
import type { Viewer } from '../http/access.js';
import { Vault } from '../vault/vault.js';
import type { ActionSummary } from './actions.contract.js';
import { KindTitles } from './kind-titles.js';
import { broughtBy, PointsLookup } from './points-lookup.js';

/** Events whose reason tells why the action stands as it does. */
const WITH_REASON: ReadonlySet<string> = new Set([
  ...['InformationRequested', 'ActionRejected', 'ActionLapsed', 'ApprovalRevoked', 'ActionCorrected'],
  ...['ActionReclassified', 'DisputeDismissed', 'DisputeResolved', 'DecisionReopened', 'ActionApproved'],
]);

/** The reason of the last decision or question. */
export const lastReason = ({ journal }: Pick<ActionDocument, 'journal'>): string | null =>
  journal.findLast(({ type }) => WITH_REASON.has(type))?.reason ?? null;

/** Actions as lines of a list. */
@Injectable()
export class SummaryLookup {
  constructor(
    private readonly vault: Vault,
    private readonly titles: KindTitles,
    private readonly points: PointsLookup,
  ) {}

  async of(actions: readonly ActionDocument[], viewer: Viewer): Promise<ActionSummary[]> {
    const words = await this.vault.get(actions.flatMap(({ details }) => details ?? []));
    const titles = await this.titles.all();
    const pointsFor = await this.points.of(actions, viewer);
    return actions.map((action) => {
      const { actionId, challengeId, collegeId, status, pending, disputed, kind, doneFrom, doneOn } = action;
      const { submittedAt, decidedAt, claimed, verified, evidence, receipt, details } = action;
      const { place = null } = (words.get(details ?? '') ?? {}) as { place?: string };
      const reason = lastReason(action);
      return {
        ...{ id: actionId, receipt: receipt === null ? null : formatReceipt(receipt), challengeId, collegeId },
        ...{ status, pending, disputed, kind, titles: titles(action), doneFrom, doneOn, submittedAt, decidedAt },
        ...{ place, claimed, verified, evidence: evidence.length },
        points: broughtBy(actionId, pointsFor(action)),
        ...{ reason, reasonText: reason === null ? null : reasonText(reason) },
      };
    });
  }
}
