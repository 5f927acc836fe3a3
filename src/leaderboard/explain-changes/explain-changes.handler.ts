import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { LRUCache } from 'lru-cache';
import type { Audience } from '../../../projections/standings/standings.contract.js';
import { DomainError } from '../../event-store/domain-error.js';
import { encode, type EncodedResponse } from '../encoded-response.js';
import { type ChangesRange, StandingsChanges } from './standings-changes.js';

const CACHED_RESPONSES = 50;

/** Explains what moved the points and ranks of a college between two moments. */
export class ExplainChanges extends Query<EncodedResponse> {
  constructor(
    readonly challengeId: string,
    readonly collegeId: string,
    readonly audience: Audience,
    readonly range: ChangesRange,
  ) {
    super();
  }
}

@QueryHandler(ExplainChanges)
export class ExplainChangesHandler implements IQueryHandler<ExplainChanges, EncodedResponse> {
  /** The past never changes, so a range of positions always gives the same response. */
  private readonly cached = new LRUCache<string, Promise<EncodedResponse>>({ max: CACHED_RESPONSES });

  constructor(private readonly changes: StandingsChanges) {}

  async execute({ challengeId, collegeId, audience, range }: ExplainChanges): Promise<EncodedResponse> {
    const between = await this.changes.between(challengeId, audience, range);
    const key = JSON.stringify([challengeId, collegeId, audience, between.after, between.through, range.limit]);
    const known = this.cached.get(key);
    if (known) return known;
    const response = this.respond(challengeId, collegeId, between, range.limit);
    this.cached.set(key, response);
    response.catch(() => this.cached.delete(key));
    return response;
  }

  private async respond(
    challengeId: string,
    collegeId: string,
    between: Awaited<ReturnType<StandingsChanges['between']>>,
    limit: number,
  ): Promise<EncodedResponse> {
    const found = await this.changes.of(challengeId, collegeId, between, limit);
    if (!found) throw new DomainError('not-found', 'COLLEGE_NOT_IN_CHALLENGE', { challengeId, collegeId });
    return encode({ challengeId, collegeId, ...found });
  }
}
