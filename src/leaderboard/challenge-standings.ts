import type { DomainEvent, Recorded } from '../../projections/projection.js';
import type { RankedCollege } from '../../projections/standings/ranking.js';
import { restore, save } from '../../projections/standings/snapshot-codec.js';
import { foldStandings, standingsProjection } from '../../projections/standings/standings.projection.js';
import type { StandingsState } from '../../projections/standings/standings.state.js';
import {
  boardOf,
  challengeOf,
  rankedColleges,
  headOf,
  lastEvent,
} from '../../projections/standings/standings.queries.js';
import type { Audience, Board, Standings, StandingsHead } from '../../projections/standings/standings.contract.js';

export const boards: readonly Board[] = ['total', 'per-100'];
export const audiences: readonly Audience[] = ['public', 'staff'];

interface LastVisibleEvent {
  position: string;
  asOf: string;
}

/** Events of an action that a board never shows: the position of a board must not tell of what is pending. */
const hiddenEventTypes: ReadonlySet<DomainEvent['type']> = new Set([
  'ActionSubmitted',
  'ActionRevised',
  'EvidenceAttached',
  'EvidenceTakenDown',
  'InformationRequested',
  'ActionEndorsed',
  'ActionRejected',
  'ActionWithdrawn',
  'DecisionDisputed',
]);

/** The standings of one challenge after some event, with the last event each audience's boards show. */
export class ChallengeStandings {
  private constructor(
    private current: StandingsState,
    private readonly marks: Partial<Record<Audience, LastVisibleEvent>>,
  ) {}

  static of(challengeId: string): ChallengeStandings {
    return new ChallengeStandings(standingsProjection.initial(challengeId), {});
  }

  /** From what `save` gave. A long state is read once: it stands in the text as it is, not as a text in a text. */
  static load(json: string): ChallengeStandings {
    const { state, marks } = JSON.parse(json) as {
      state: StandingsState;
      marks: Partial<Record<Audience, LastVisibleEvent>>;
    };
    return new ChallengeStandings(restore(state), marks);
  }

  save(): string {
    return `{"state":${save(this.current)},"marks":${JSON.stringify(this.marks)}}`;
  }

  get state(): StandingsState {
    return this.current;
  }

  fold(event: Recorded<DomainEvent>): void {
    this.current = foldStandings(this.current, event);
    for (const audience of audiences) {
      const { eventId, position, asOf } = lastEvent(this.current, audience);
      const isShown = eventId === event.id && !hiddenEventTypes.has(event.type);
      if (isShown || event.type === 'ResultsFinalised') this.marks[audience] = { position, asOf };
    }
  }

  /** The last event an audience sees; null = the challenge was never announced. */
  lastVisibleEvent(audience: Audience): LastVisibleEvent | null {
    return this.marks[audience] ?? null;
  }

  /** A board without its `seq`, which only the read model counts; null = the challenge was never announced. */
  board(audience: Audience, board: Board): Omit<Standings, 'seq'> | null {
    const head = this.head(audience, board);
    return head && { ...head, rows: boardOf(this.current, audience, board).rows };
  }

  /** The same without the rows. */
  head(audience: Audience, board: Board): Omit<StandingsHead, 'seq'> | null {
    const mark = this.lastVisibleEvent(audience);
    if (!mark || !challengeOf(this.current, audience)) return null;
    const { frozen, rulebookVersion } = headOf(this.current, audience);
    return { challengeId: this.current.challengeId, board, ...mark, frozen, rulebookVersion };
  }

  /** Who stands on an audience's boards, by college; no row is made and nothing put in order. */
  contestants(audience: Audience): ReadonlyMap<string, RankedCollege> {
    return rankedColleges(this.current, audience);
  }
}
