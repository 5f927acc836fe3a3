import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { ChallengeDocument } from '../../../projections/challenges/challenges.projection.js';
import {
  type ActionDocument,
  reviewQueueProjection,
} from '../../../projections/review-queue/review-queue.projection.js';
import { actionsOf } from '../../challenges/index.js';
import { ListOpenDecisions } from '../../leaderboard/index.js';
import { type Fields, type ListOptions, type Page, ReadModel } from '../../projector/read-model.js';
import { lapseDaysOf, openQuestion } from '../get-action/open-question.js';
import { byUrgency, disputeTask, type HomeTask } from './home-tasks.js';

type Challenges = ReadonlyMap<string, ChallengeDocument>;

const DECIDED = { field: 'status', texts: ['approved', 'rejected', 'revoked'] };

/** Actions of a college that its first page names. */
@Injectable()
export class HomeActions {
  constructor(
    private readonly documents: ReadModel,
    private readonly queries: QueryBus,
  ) {}

  async of(collegeId: string, challenges: Challenges, today: string) {
    const own = await actionsOf(this.documents, collegeId);
    const [waiting, decided, questions, disputes] = await Promise.all([
      this.list(own, { where: { status: 'submitted' }, orderBy: 'submittedAt', limit: 1 }),
      this.list(own, { oneOf: DECIDED, orderBy: 'decidedAt', descending: true, limit: 10 }),
      this.questions(own, challenges),
      this.disputes(collegeId, challenges, today),
    ]);
    return {
      tasks: [...questions, ...disputes].sort(byUrgency),
      waiting: { count: waiting.total, oldest: waiting.items[0]?.body.submittedAt ?? null },
      decided: decided.items.map(({ body }) => body),
    };
  }

  private list(own: readonly Fields[], options: ListOptions): Promise<Page<ActionDocument>> {
    return this.documents.list<ActionDocument>(reviewQueueProjection.name, { ...options, whereAny: own });
  }

  private async questions(own: readonly Fields[], challenges: Challenges): Promise<HomeTask[]> {
    const { items } = await this.list(own, { where: { status: 'needs-info' } });
    return items.flatMap(({ body: action }): HomeTask[] => {
      const of = challenges.get(action.challengeId);
      const open = of && of.live.state !== 'cancelled' ? openQuestion(action, lapseDaysOf(of)) : null;
      return open ? [{ what: 'question', at: open.step.at, until: open.lapsesOn, note: open.step.note, action }] : [];
    });
  }

  /** Without a limit of days nothing ends, so nothing is urgent. */
  private async disputes(collegeId: string, challenges: Challenges, today: string): Promise<HomeTask[]> {
    const tasks: HomeTask[] = [];
    for (const [challengeId, { live }] of challenges) {
      const disputeDays = live.rules?.disputeDays;
      if (disputeDays === undefined || (live.state !== 'open' && live.state !== 'closed')) continue;
      const open = await this.queries.execute(new ListOpenDecisions(challengeId, collegeId));
      const recent = open.filter(({ at }) => Date.parse(at) > Date.parse(today) - (disputeDays + 2) * 86_400_000);
      const ids = recent.map(({ actionId }) => actionId);
      const found = await this.documents.bodies<ActionDocument>(reviewQueueProjection.name, ids);
      for (const { actionId, at } of recent) {
        const action = found.get(actionId);
        const task = action && disputeTask(action, { at, disputeDays, today });
        if (task) tasks.push(task);
      }
    }
    return tasks;
  }
}
