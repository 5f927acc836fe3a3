import { Injectable } from '@nestjs/common';
import { challengesProjection, type ChallengeDocument } from '../../../projections/challenges/challenges.projection.js';
import {
  audiencePrefix,
  type NotificationAudience,
  type NotificationDocument,
  type NotificationKind,
  notificationsProjection,
} from '../../../projections/notifications/notifications.projection.js';
import {
  type ActionDocument,
  reviewQueueProjection,
} from '../../../projections/review-queue/review-queue.projection.js';
import { type CollegeSource, collegeSources } from '../../colleges/index.js';
import { Clock } from '../../config/clock.js';
import type { Viewer } from '../../http/access.js';
import { type Fields, ReadModel } from '../../projector/read-model.js';
import { type Deadline, deadlinesOf } from './deadlines.js';
import type { FeedKind } from './notification-words.js';

/** Newest notifications of each audience; older ones are no news. */
const MOST_OF_AUDIENCE = 300;

/** A notification for one account, before its words. */
export interface FeedEntry {
  /** The id of the event, or of the deadline. */
  id: string;
  at: string;
  kind: FeedKind;
  challengeId: string;
  collegeId: string | null;
  actionId: string | null;
  reason: string | null;
  outcome: string | null;
  /** The last day of a deadline. */
  lastDay: string | null;
}

/** Until the reveal a final shows as closed, also to the entrants. */
const HIDDEN_BY_FREEZE: readonly NotificationKind[] = ['final', 'final-reopened'];

type Challenges = ReadonlyMap<string, ChallengeDocument>;

/** The notifications of an account: events that concern it and deadlines that are near. */
@Injectable()
export class NotificationFeed {
  constructor(
    private readonly documents: ReadModel,
    private readonly clock: Clock,
  ) {}

  /** Newest first. A role that hears of nothing has an empty feed. */
  async of(viewer: Viewer): Promise<FeedEntry[]> {
    if (viewer.role === 'reviewer' || viewer.role === 'organiser') return this.ofStaff(viewer, viewer.role);
    if (viewer.role !== 'coordinator' || viewer.collegeId === null) return [];
    return this.ofCollege(viewer, viewer.collegeId);
  }

  private async ofCollege(viewer: Viewer, collegeId: string): Promise<FeedEntry[]> {
    const sources = await collegeSources(this.documents, collegeId);
    if (sources === null) return [];
    const challenges = await this.challenges();
    const entered = [...challenges].filter(([, { live }]) => live.entrants.some((one) => one.collegeId === collegeId));
    const lists = [
      ...sources.map(({ collegeId: college, challengeId }) =>
        this.newest({ college }, { ...(challengeId !== null && { challengeId }) }),
      ),
      ...entered.map(([challenge]) => this.newest({ challenge })),
    ];
    const events = (await Promise.all(lists)).flat().filter(({ kind, challengeId, actor }) => {
      const isHidden = HIDDEN_BY_FREEZE.includes(kind) && challenges.get(challengeId)?.frozen === true;
      return !isHidden && actor !== viewer.accountId;
    });
    const actions = await this.undecided(sources, challenges);
    const ids = entered.map(([id]) => id);
    const deadlines = deadlinesOf(actions, challenges, ids, this.clock.now());
    return sorted([...events.map(ofEvent), ...deadlines.map((one) => ofDeadline(one, collegeId))]);
  }

  /** A reviewer hears of no dispute on which somebody else has to decide. */
  private async ofStaff(viewer: Viewer, role: 'reviewer' | 'organiser'): Promise<FeedEntry[]> {
    const heard = (await this.newest({ role })).filter(
      ({ collegeId, actor }) => actor !== viewer.accountId && (collegeId === null || collegeId !== viewer.collegeId),
    );
    const ids = heard.flatMap(({ kind, actionId }) => (kind === 'dispute-raised' && actionId ? [actionId] : []));
    const actions = await this.documents.bodies<ActionDocument>(reviewQueueProjection.name, ids);
    const decided = ({ kind, actionId }: NotificationDocument) =>
      kind === 'dispute-raised' && actions.get(actionId ?? '')?.deciders.includes(viewer.accountId) === true;
    return sorted(heard.filter((one) => !decided(one)).map(ofEvent));
  }

  private async newest(audience: NotificationAudience, where: Fields = {}): Promise<NotificationDocument[]> {
    const { items } = await this.documents.list<NotificationDocument>(notificationsProjection.name, {
      prefix: audiencePrefix(audience),
      where,
      descending: true,
      limit: MOST_OF_AUDIENCE,
    });
    return items.map(({ body }) => body);
  }

  private async challenges(): Promise<Challenges> {
    const { items } = await this.documents.list<ChallengeDocument>(challengesProjection.name);
    return new Map(items.map(({ key, body }) => [key, body]));
  }

  /** Actions of the college that may have a deadline. */
  private async undecided(sources: readonly CollegeSource[], challenges: Challenges): Promise<ActionDocument[]> {
    const lists = sources.flatMap(({ collegeId, challengeId }) => {
      const of = { collegeId, ...(challengeId !== null && { challengeId }) };
      return statesWithDeadline(challenges).map((status) =>
        this.documents.list<ActionDocument>(reviewQueueProjection.name, { where: { ...of, status } }),
      );
    });
    return (await Promise.all(lists)).flatMap(({ items }) => items.map(({ body }) => body));
  }
}

/** Without these options of a rulebook no action has a deadline, so none is read. */
function statesWithDeadline(challenges: Challenges): ActionDocument['status'][] {
  const rules = [...challenges.values()].flatMap(({ live }) => live.rules ?? []);
  const lapses = rules.some(({ lapseDays }) => lapseDays !== undefined);
  const ends = rules.some(({ disputeDays }) => disputeDays !== undefined);
  return [...(lapses ? (['needs-info'] as const) : []), ...(ends ? (['rejected', 'revoked'] as const) : [])];
}

const ofEvent = ({ eventId: id, actor: _, ...rest }: NotificationDocument): FeedEntry => ({
  id,
  ...rest,
  lastDay: null,
});

const ofDeadline = (deadline: Deadline, collegeId: string): FeedEntry => ({
  ...deadline,
  collegeId,
  reason: null,
  outcome: null,
});

const sorted = (entries: FeedEntry[]): FeedEntry[] =>
  entries.sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1));
