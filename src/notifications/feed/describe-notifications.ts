import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { challengesProjection, type ChallengeDocument } from '../../../projections/challenges/challenges.projection.js';
import { ownerAmong } from '../../../projections/challenges/mergers.js';
import { collegesProjection, type CollegeDocument } from '../../../projections/colleges/colleges.projection.js';
import {
  type ActionDocument,
  reviewQueueProjection,
} from '../../../projections/review-queue/review-queue.projection.js';
import { DomainError } from '../../event-store/domain-error.js';
import { formatReceipt } from '../../events/receipt.js';
import { reasonText } from '../../events/reason-words.js';
import type { LocalisedText } from '../../events/values.js';
import type { Viewer } from '../../http/access.js';
import { PointsOfActions } from '../../leaderboard/index.js';
import { ReadModel } from '../../projector/read-model.js';
import { untilWords } from './day-words.js';
import type { FeedEntry } from './notification-feed.js';
import { type FeedKind, notificationWords } from './notification-words.js';

export interface DescribedNotification {
  id: string;
  at: string;
  kind: FeedKind;
  challengeId: string;
  actionId: string | null;
  words: LocalisedText;
  /** Path of the page that it is about. */
  href: string;
}

const BRINGS_POINTS: readonly FeedKind[] = ['approved', 'corrected', 'dispute-resolved'];
const UNKNOWN: LocalisedText = { kk: '–', ru: '–', en: '–' };

type Points = ReadonlyMap<string, number>;

/** Puts notifications into words: the action, its points and the reason. */
@Injectable()
export class DescribeNotifications {
  constructor(
    private readonly documents: ReadModel,
    private readonly queries: QueryBus,
  ) {}

  async describe(entries: readonly FeedEntry[], viewer: Viewer): Promise<DescribedNotification[]> {
    const ids = entries.flatMap(({ actionId }) => actionId ?? []);
    const actions = await this.documents.bodies<ActionDocument>(reviewQueueProjection.name, ids);
    const challenges = await this.documents.bodies<ChallengeDocument>(
      challengesProjection.name,
      entries.map(({ challengeId }) => challengeId),
    );
    const colleges = await this.collegesOf(entries, viewer);
    const points = await this.pointsOf(entries, challenges, viewer);
    return entries.map(({ collegeId, reason, outcome, lastDay, ...entry }) => {
      const { kind, actionId, challengeId } = entry;
      const action = actions.get(actionId ?? '');
      const view = viewOf(challenges.get(challengeId), viewer);
      const title = (action && view?.rules?.kinds[action.kind]?.titles) ?? null;
      const told = {
        kind,
        outcome,
        action: action ? { title, receipt: action.receipt === null ? null : formatReceipt(action.receipt) } : null,
        challenge: view?.titles ?? UNKNOWN,
        college: colleges.get(collegeId ?? '')?.shortNames ?? null,
        reason: reason === null ? null : reasonText(reason),
        points: (BRINGS_POINTS.includes(kind) && points.get(actionId ?? '')) || null,
        until: lastDay === null ? null : untilWords(lastDay),
      };
      return { ...entry, words: notificationWords(told), href: hrefOf(entry, viewer) };
    });
  }

  /** Staff reads of several colleges. */
  private collegesOf(entries: readonly FeedEntry[], { role }: Viewer): Promise<ReadonlyMap<string, CollegeDocument>> {
    const ids = role === 'coordinator' ? [] : entries.flatMap(({ collegeId }) => collegeId ?? []);
    return this.documents.bodies<CollegeDocument>(collegesProjection.name, ids);
  }

  /** By action, as the public may see them: during a freeze nobody learns what a decision brought. */
  private async pointsOf(
    entries: readonly FeedEntry[],
    challenges: ReadonlyMap<string, ChallengeDocument>,
    { role, collegeId }: Viewer,
  ): Promise<Points> {
    if (role !== 'coordinator' || collegeId === null) return new Map();
    const ids = new Set(
      entries.filter(({ kind }) => BRINGS_POINTS.includes(kind)).map(({ challengeId }) => challengeId),
    );
    const all = new Map<string, number>();
    for (const challengeId of ids) {
      const owner = ownerAmong(challenges.get(challengeId)?.live.merged ?? [], collegeId);
      if (owner !== collegeId) continue;
      const asked = new PointsOfActions(challengeId, collegeId, 'public');
      const points = await this.queries.execute(asked).catch(noneIfUnknown);
      for (const [actionId, number] of points) all.set(actionId, number);
    }
    return all;
  }
}

/** The standings may be rebuilt at the moment; the words then name no points. */
function noneIfUnknown(error: unknown): Points {
  if (error instanceof DomainError) return new Map();
  throw error;
}

/** During a freeze a coordinator knows the challenge as the public does. */
const viewOf = (challenge: ChallengeDocument | undefined, { role }: Viewer) =>
  (role === 'coordinator' ? challenge?.public : null) ?? challenge?.live;

function hrefOf({ actionId }: Pick<FeedEntry, 'actionId'>, { role }: Viewer): string {
  if (role !== 'coordinator') return '/console';
  return actionId === null ? '/portal' : `/portal/actions/${actionId}`;
}
