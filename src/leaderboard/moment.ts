import { Injectable } from '@nestjs/common';
import { DomainError } from '../event-store/domain-error.js';
import { EventStore, UnreadablePosition } from '../event-store/event-store.js';
import { Problem } from '../http/problem.js';
import type { ChallengeStandings } from './challenge-standings.js';
import { CurrentStandings } from './live-standings.js';
import { HistoricalStandings } from './historical-standings.js';
import type { Audience } from '../../projections/standings/standings.contract.js';

export interface AsOf {
  position?: string;
  at?: string;
}

/** Finds the standings of a challenge at the moment a question names. */
@Injectable()
export class StandingsAt {
  constructor(
    private readonly live: CurrentStandings,
    private readonly past: HistoricalStandings,
    private readonly store: EventStore,
  ) {}

  /** The standings of now. Throws not-found CHALLENGE_UNKNOWN. */
  async now(challengeId: string): Promise<ChallengeStandings> {
    const boards = await this.live.get(challengeId);
    if (!boards?.lastVisibleEvent('public')) throw new DomainError('not-found', 'CHALLENGE_UNKNOWN', { challengeId });
    return boards;
  }

  /**
   * The standings as of a position or an instant; those of now when nothing later has changed what the audience sees. During a freeze the
   * public gets the moment of the freeze, however far beyond it the question reaches.
   */
  async at(challengeId: string, audience: Audience, { position, at }: AsOf): Promise<ChallengeStandings> {
    const now = await this.now(challengeId);
    const wanted = position ?? (at === undefined ? undefined : await this.past.positionAt(at));
    if (wanted === undefined) return now;
    try {
      if (wanted !== null && this.store.compare(wanted, now.lastVisibleEvent(audience)!.position) >= 0) return now;
      const boards = wanted === null ? null : await this.past.asOf(challengeId, wanted);
      if (boards?.lastVisibleEvent(audience)) return boards;
    } catch (error) {
      if (error instanceof UnreadablePosition)
        throw new Problem(400, 'VALIDATION_FAILED', { errors: [{ path: 'position', code: 'POSITION', message: '' }] });
      throw error;
    }
    throw new DomainError('not-found', 'CHALLENGE_UNKNOWN', { challengeId });
  }
}
