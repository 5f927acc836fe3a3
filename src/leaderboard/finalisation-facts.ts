import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { StandingsState } from '../../projections/standings/standings.state.js';
import { boardOf } from '../../projections/standings/standings.queries.js';
import { ChallengeFacts, type FinalFacts } from '../challenges/index.js';
import { canonicalJson } from '../event-store/canonical-json.js';
import { boards } from './challenge-standings.js';
import { HistoricalStandings } from './historical-standings.js';

/** SHA-256, hex, of the canonical JSON `{"per-100": rows, "total": rows}`. Rows hold no positions, so any store gives the same. */
export function standingsHash(state: StandingsState): string {
  const rows = Object.fromEntries(boards.map((board) => [board, boardOf(state, 'staff', board).rows]));
  return createHash('sha256').update(canonicalJson(rows)).digest('hex');
}

/** The facts that finalising needs, from every stored event. */
@Injectable()
export class StandingsFinalisationFacts extends ChallengeFacts {
  constructor(private readonly history: HistoricalStandings) {
    super();
  }

  override async atHead(challengeId: string): Promise<FinalFacts> {
    const { state } = await this.history.atHead(challengeId);
    const undecided = { pendingActions: [] as string[], disputedActions: [] as string[] };
    for (const { entrant, actions } of Object.values(state.live.colleges)) {
      if (!entrant) continue;
      for (const [id, { status, disputed }] of Object.entries(actions)) {
        if (status === 'submitted' || status === 'needs-info') undecided.pendingActions.push(id);
        else if (disputed) undecided.disputedActions.push(id);
      }
    }
    return { ...undecided, throughEventId: state.live.head.eventId, standingsHash: standingsHash(state) };
  }
}
