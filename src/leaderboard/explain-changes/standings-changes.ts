import { Injectable } from '@nestjs/common';
import { ChangeTrace } from '../../../projections/standings/changes.js';
import type {
  Audience,
  ChangeExplained,
  CollegeStanding,
  PointsChange,
} from '../../../projections/standings/standings.contract.js';
import { ownValue, type StandingsState } from '../../../projections/standings/standings.state.js';
import { decode, EventStore, isKnownType, UnreadablePosition } from '../../event-store/event-store.js';
import { eventWords } from '../../events/event-words.js';
import { reasonText } from '../../events/reason-words.js';
import type { EventType } from '../../events/schemas.js';
import { Problem } from '../../http/problem.js';
import { challengeFilter, ChallengeStandings, eventsBetween, namesChallenge } from '../challenge-standings.js';
import { type AsOf, StandingsAt } from '../standings-at.js';

/** A request reads at most this many stored events; `next` continues behind them. */
const MAX_READ = 20_000;

export interface ChangesRange {
  /** Absent = before the first event. */
  from?: AsOf;
  /** Absent = now. */
  to?: AsOf;
  /** Continues a list behind this position. */
  after?: string;
  limit: number;
}

/** Positions as the audience may see them. */
export interface PositionRange {
  /** Exclusive; null = from the first event. */
  after: string | null;
  /** Inclusive. */
  through: string;
}

export interface Moment extends CollegeStanding {
  /** Null = before the first event. */
  position: string | null;
}

export interface ExplainedChanges {
  from: Moment;
  /** The standing after the last event of this list. */
  to: Moment;
  changes: ChangeExplained[];
  /** `after` of the request that continues the list; null = it is complete. */
  next: string | null;
}

/** The events that moved a college, replayed from the standings at the first moment. */
@Injectable()
export class StandingsChanges {
  constructor(
    private readonly store: EventStore,
    private readonly standingsAt: StandingsAt,
  ) {}

  /** A freeze hides what follows it from the public. Throws CHALLENGE_UNKNOWN, or VALIDATION_FAILED for an unusable range. */
  async between(challengeId: string, audience: Audience, { from, to, after }: ChangesRange): Promise<PositionRange> {
    const end = to && (await readable('to', () => this.standingsAt.positionOf(to)));
    const start = from ? await readable('from', () => this.standingsAt.positionOf(from)) : null;
    if (start && end && this.store.compare(start, end) > 0) throw invalid('from', 'FIELD_ORDER');
    const through = shownPosition(await this.standingsAt.at(challengeId, audience, to ?? {}), audience);
    const isBehind = (position: string) => this.store.compare(position, through) >= 0;
    if (after !== undefined)
      return { after: (await readable('after', async () => isBehind(after))) ? through : after, through };
    if (start === null) return { after: null, through };
    if (isBehind(start)) return { after: through, through };
    const begun = await this.standingsAt.asOf(challengeId, start);
    return { after: begun.state.frozen && audience === 'public' ? shownPosition(begun, audience) : start, through };
  }

  /** Null = the college was in the challenge at no moment of the range. */
  async of(
    challengeId: string,
    collegeId: string,
    { after, through }: PositionRange,
    limit: number,
  ): Promise<ExplainedChanges | null> {
    const begun = after === null ? null : await this.standingsAt.asOf(challengeId, after);
    const { state } = begun ? ChallengeStandings.load(begun.save()) : ChallengeStandings.of(challengeId);
    const trace = new ChangeTrace(state, collegeId);
    const from = { position: after, ...trace.standing };
    const changes: PointsChange[] = [];
    const parking = await this.standingsAt.parking();
    let [read, last, isComplete] = [0, after, true];
    for await (const event of eventsBetween(this.store, after, through, challengeFilter(challengeId))) {
      if (changes.length === limit || read === MAX_READ) {
        isComplete = false;
        break;
      }
      [read, last] = [read + 1, event.position];
      if (!isKnownType(event.type) || !namesChallenge(event, challengeId) || parking.isParked(event)) continue;
      const change = trace.fold(decode(event));
      if (change) changes.push(change);
    }
    const to = { position: isComplete ? through : last, ...trace.standing };
    if (isComplete && changes.length === 0 && from.ranks === null && to.ranks === null) return null;
    return { from, to, changes: changes.map((change) => inWords(change, state)), next: isComplete ? null : last };
  }
}

async function readable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UnreadablePosition) throw invalid(path, 'FIELD_FORMAT');
    throw error;
  }
}

/** The position of the view that the audience sees of these standings. */
function shownPosition(standings: ChallengeStandings, audience: Audience): string {
  const { frozen } = standings.state;
  return audience === 'public' && frozen ? frozen.head.position : standings.lastVisibleEvent(audience)!.position;
}

function invalid(path: string, key: string): Problem {
  const validation = { key, params: {} };
  return new Problem(400, 'VALIDATION_FAILED', { errors: [{ path, code: 'RANGE', message: '', validation }] });
}

function inWords(change: PointsChange, { live }: StandingsState): ChangeExplained {
  const { type, collegeId, kind, reason } = change;
  const entrant = collegeId === null ? null : (ownValue(live.colleges, collegeId)?.entrant ?? null);
  const title = live.rulebooks.findLast(({ rules }) => kind !== null && Object.hasOwn(rules.kinds, kind));
  return {
    ...change,
    words: eventWords[type as EventType],
    reasonText: reason === null ? null : reasonText(reason),
    shortNames: entrant?.shortNames ?? change.shortNames,
    kindTitles: (kind !== null && title?.rules.kinds[kind]?.titles) || null,
  };
}
