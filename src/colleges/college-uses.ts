import { Injectable } from '@nestjs/common';
import {
  challengesProjection,
  type ChallengeDocument,
  type ChallengeView,
} from '../../projections/challenges/challenges.projection.js';
import { AccountDirectory } from '../accounts/index.js';
import { EventStore } from '../event-store/event-store.js';
import { ReadYourWrites } from '../projector/projector.js';
import { ReadModel } from '../projector/read-model.js';
import type { RegisteredCollege } from './college.js';

/** Things that a changed college leaves behind: no event of the roster touches them. */
export interface CollegeUses {
  /** Running challenges that do not follow the roster yet, each with the command that makes it follow. */
  challenges: { challengeId: string; state: ChallengeView['state']; command: string }[];
  /** Open accounts of coordinators of the college. */
  coordinators: number;
}

/** Finds what still uses a college, so that an organiser can decide about it. */
@Injectable()
export class FindCollegeUses {
  constructor(
    private readonly store: EventStore,
    private readonly documents: ReadModel,
    private readonly readYourWrites: ReadYourWrites,
    private readonly accounts: AccountDirectory,
  ) {}

  /** At the end of the history. Throws Problem 503 when the read models do not reach it in time. */
  async of(college: RegisteredCollege): Promise<CollegeUses> {
    await this.readYourWrites.waitFor((await this.store.head()) ?? undefined);
    const { items } = await this.documents.list<ChallengeDocument>(challengesProjection.name);
    const challenges = items.flatMap(({ key: challengeId, body: { live } }) => {
      const step = wayOut(live, college);
      if (step === null) return [];
      const command = `POST /api/challenges/${challengeId}/colleges/${college.collegeId}/${step}`;
      return [{ challengeId, state: live.state, command }];
    });
    const coordinators = (await this.accounts.all()).filter(
      (account) =>
        account.state === 'open' && account.role === 'coordinator' && account.collegeId === college.collegeId,
    );
    return { challenges, coordinators: coordinators.length };
  }
}

/** The command by which a running challenge follows the roster; null = nothing to do. */
export function wayOut(
  { state, entrants, merged }: Pick<ChallengeView, 'state' | 'entrants' | 'merged'>,
  college: Pick<RegisteredCollege, 'collegeId' | 'state' | 'into'>,
): 'merge' | 'leave' | 'undo-merger' | null {
  const takesPart = (id: string) => entrants.some(({ collegeId }) => collegeId === id);
  if (state !== 'open' && state !== 'closed') return null;
  if (college.state === 'active') return merged.some(({ from }) => from === college.collegeId) ? 'undo-merger' : null;
  if (!takesPart(college.collegeId)) return null;
  return college.state === 'merged' && college.into.every(takesPart) ? 'merge' : 'leave';
}
