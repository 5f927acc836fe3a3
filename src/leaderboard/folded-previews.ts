import { Injectable } from '@nestjs/common';
import { previewOf } from '../../projections/standings/preview.js';
import { entrantActions } from '../../projections/standings/standings.state.js';
import { type PreviewedStandings, StandingsPreviews } from '../challenges/index.js';
import type { ChallengeEvent } from '../events/challenge.events.js';
import { StandingsAt } from './standings-at.js';

/** Folds made-up events onto a copy of the standings at the head of the history. */
@Injectable()
export class FoldedPreviews extends StandingsPreviews {
  constructor(private readonly standings: StandingsAt) {
    super();
  }

  override async of(challengeId: string, events: readonly ChallengeEvent[]): Promise<PreviewedStandings> {
    const { state } = await this.standings.atHead(challengeId);
    const { position } = state.live.head;
    const actions = entrantActions(state.live).flatMap((one) => Object.values(one.actions));
    const approved = actions.flatMap(({ verified, kind, rulebookVersion }) =>
      verified ? [{ kind, rulebookVersion, verified }] : [],
    );
    const undecided = actions.filter(({ status }) => status === 'submitted' || status === 'needs-info').length;
    return { position, approved, undecided, ...previewOf(state, events) };
  }
}
