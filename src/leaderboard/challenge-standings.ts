import type { DomainEvent, Recorded } from '../../projections/projection.js';
import { type RankedCollege, tableOf } from '../../projections/standings/ranking.js';
import type { Audience, Board, Standings, StandingsHead } from '../../projections/standings/standings.contract.js';
import { foldStandings, standingsProjection } from '../../projections/standings/standings.projection.js';
import { boardOf } from '../../projections/standings/standings.queries.js';
import { challengeOf, headOf, type StandingsState, viewOf } from '../../projections/standings/standings.state.js';
import {
  decode,
  type EventFilter,
  type EventStore,
  isKnownType,
  type StoredEvent,
} from '../event-store/event-store.js';
import type { Parking } from '../projector/runner.js';

export const boards: readonly Board[] = ['total', 'per-100'];
export const audiences: readonly Audience[] = ['public', 'staff'];

/** Events that no board shows: a board's position must not reveal pending actions. */
const hiddenEventTypes: ReadonlySet<DomainEvent['type']> = new Set([
  'ActionSubmitted',
  'ActionRevised',
  'EvidenceAttached',
  'EvidenceTakenDown',
  'ActionTextsErased',
  'ChallengeTextsErased',
  'InformationRequested',
  'ActionEndorsed',
  'ActionRejected',
  'ActionWithdrawn',
  'ActionLapsed',
  'DecisionDisputed',
  'AdjustmentProposed',
  'AdjustmentDeclined',
  'DisputeWithdrawn',
  'DisputeDismissed',
]);

/** From then on a board is that of the event which the final names. */
const showsFinal: ReadonlySet<DomainEvent['type']> = new Set(['ResultsFinalised', 'StandingsRevealed']);

/** The standings of one challenge after an event, with the last event that each audience sees. */
export class ChallengeStandings {
  private constructor(
    private current: StandingsState,
    private readonly lastVisible: Partial<Record<Audience, LastVisibleEvent>>,
  ) {}

  static of(challengeId: string): ChallengeStandings {
    return new ChallengeStandings(standingsProjection.initial(challengeId), {});
  }

  /** Parses what `save` gave. */
  static load(json: string): ChallengeStandings {
    const { state, marks } = JSON.parse(json) as {
      state: StandingsState;
      marks: Partial<Record<Audience, LastVisibleEvent>>;
    };
    return new ChallengeStandings(state, marks);
  }

  save(): string {
    return JSON.stringify({ state: this.current, marks: this.lastVisible });
  }

  get state(): StandingsState {
    return this.current;
  }

  fold(event: Recorded<DomainEvent>): void {
    this.current = foldStandings(this.current, event);
    for (const audience of audiences) {
      const { eventId, position, asOf } = viewOf(this.current, audience).head;
      const isShown = eventId === event.id && !hiddenEventTypes.has(event.type);
      if (isShown || showsFinal.has(event.type)) this.lastVisible[audience] = { position, asOf };
    }
  }

  /** Null = the challenge was never announced. */
  lastVisibleEvent(audience: Audience): LastVisibleEvent | null {
    return this.lastVisible[audience] ?? null;
  }

  /** A board without `seq`, which only the read model counts; null = the challenge was never announced. */
  board(audience: Audience, board: Board): Omit<Standings, 'seq'> | null {
    const head = this.head(audience, board);
    return head && { ...head, rows: boardOf(this.current, audience, board).rows };
  }

  /** The board without its rows. */
  head(audience: Audience, board: Board): Omit<StandingsHead, 'seq'> | null {
    const last = this.lastVisibleEvent(audience);
    if (!last || !challengeOf(this.current, audience)) return null;
    const { frozen, rulebookVersion } = headOf(this.current, audience);
    return { challengeId: this.current.challengeId, board, ...last, frozen, rulebookVersion };
  }

  /** The colleges of an audience's boards, by id and in no order. */
  colleges(audience: Audience): ReadonlyMap<string, RankedCollege> {
    return tableOf(viewOf(this.current, audience)).colleges;
  }
}

interface LastVisibleEvent {
  position: string;
  asOf: string;
}

/** The current standings, which the live projection holds in memory. */
export class CurrentStandings {
  private source: Pick<CurrentStandings, 'get' | 'position'> | null = null;

  /** `source` is the runner of the live projection. */
  readFrom(source: Pick<CurrentStandings, 'get' | 'position'>): void {
    this.source = source;
  }

  /** The position that the fold has reached. */
  get position(): string | null {
    return this.source?.position ?? null;
  }

  /** Undefined = no such challenge. */
  async get(challengeId: string): Promise<ChallengeStandings | undefined> {
    return this.source?.get(challengeId);
  }
}

/** Folds one challenge's events of a range. */
export async function replayInto(
  standings: ChallengeStandings,
  { store, after, through, parking }: ReplayRange,
): Promise<ChallengeStandings> {
  const { challengeId } = standings.state;
  for await (const event of eventsBetween(store, after, through, challengeFilter(challengeId)))
    if (isKnownType(event.type) && namesChallenge(event, challengeId) && !parking.isParked(event))
      standings.fold(decode(event));
  return standings;
}

/** The streams that a challenge's events are in, beside events of other challenges. */
export const challengeFilter = (challengeId: string): EventFilter => ({
  streamPrefixes: [`challenge-${challengeId}`, 'action-'],
});

export interface ReplayRange {
  store: EventStore;
  /** Exclusive; null = from the first event. */
  after: string | null;
  /** Inclusive; null = to the last event. */
  through: string | null;
  parking: Pick<Parking, 'isParked'>;
}

/** Events after a position (null = from the first) through another (null = to the last). */
export async function* eventsBetween(
  store: EventStore,
  after: string | null,
  through: string | null,
  filter?: EventFilter,
): AsyncGenerator<StoredEvent> {
  if (after !== null && through !== null && store.compare(after, through) >= 0) return;
  for await (const event of store.readAll({ from: after ?? undefined, filter })) {
    if (after !== null && store.compare(event.position, after) <= 0) continue;
    if (through !== null && store.compare(event.position, through) > 0) return;
    yield event;
  }
}

/** The event types that standings have a step for. */
export const foldedTypes = Object.keys(standingsProjection.when);

/** True when the event names the challenge. */
export function namesChallenge({ data }: StoredEvent, challengeId: string): boolean {
  return data.includes(`"challengeId":"${challengeId}"`);
}
