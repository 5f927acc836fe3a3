import type { DomainEvent, Recorded } from '../projection.js';
import { concernedBy } from './news.js';
import { compareRank, tableOf } from './ranking.js';
import type { CollegeStanding, PointsChange, PointsShare } from './standings.contract.js';
import { foldStandings } from './standings.projection.js';
import { byCode } from './scoring.js';
import { ownValue, type StandingsState, type View } from './standings.state.js';

/** The events that moved a college's points or ranks, found one by one. Their differences add up by construction. */
export class ChangeTrace {
  private last: Measure;

  /** `state` is folded on by this trace. */
  constructor(
    private readonly state: StandingsState,
    private readonly collegeId: string,
  ) {
    this.last = measure(state, collegeId);
  }

  /** The standing after the last folded event. */
  get standing(): CollegeStanding {
    return this.last.standing;
  }

  /** Folds an event. Null = neither points nor ranks of the college changed. */
  fold(event: Recorded<DomainEvent>): PointsChange | null {
    const before = this.last;
    const about = concernedBy(this.state.live, event);
    const entrant = () => (about === null ? null : ownValue(this.state.live.colleges, about)?.entrant);
    const then = entrant();
    foldStandings(this.state, event);
    const view = countingView(this.state);
    if (tableOf(view) === before.table && before.table.changes === before.seen) return null;
    const after = measure(this.state, this.collegeId);
    this.last = after;
    const shortNames = (entrant() ?? then)?.shortNames ?? null;
    return changeOf(event, { collegeId: about, shortNames }, before, after, this.state);
  }
}

interface Measure {
  standing: CollegeStanding;
  shares: Map<string, number>;
  table: ReturnType<typeof tableOf>;
  /** Changes of the table that the measure includes. */
  seen: number;
}

const countingView = ({ final, live }: StandingsState): View => final ?? live;

/** Ranks are counted, not sorted: one pass over the colleges serves both boards and the league. */
function measure(state: StandingsState, collegeId: string): Measure {
  const table = tableOf(countingView(state));
  const seen = { table, seen: table.changes };
  const one = table.colleges.get(collegeId);
  if (!one) return { ...seen, standing: { points: 0, ranks: null, leagueRanks: null }, shares: new Map() };
  const { points, league } = one.standing;
  const ranks = { total: 1, 'per-100': 1 };
  const leagueRanks = { total: 1, 'per-100': 1 };
  for (const other of table.colleges.values())
    for (const board of ['total', 'per-100'] as const) {
      if (compareRank(board, other, one) >= 0) continue;
      ranks[board] += 1;
      if (other.standing.league === league) leagueRanks[board] += 1;
    }
  return {
    ...seen,
    standing: { points, ranks, leagueRanks: league === null ? null : leagueRanks },
    shares: sharesOf(one.score),
  };
}

/** The terms of a college's points by key: each kind, the bonus and the adjustments. */
function sharesOf({ points, kinds, diversity }: { points: number } & Scored): Map<string, number> {
  const shares = new Map<string, number>(kinds.map(({ kind, counts }) => [`kind ${kind}`, counts]));
  shares.set('diversity', diversity.points);
  const scored = [...shares.values()].reduce((sum, one) => sum + one, 0);
  return shares.set('adjustments', points - scored);
}

interface Scored {
  kinds: readonly { kind: string; counts: number }[];
  diversity: { points: number };
}

function changeOf(
  { id: eventId, type, position, metadata, data }: Recorded<DomainEvent>,
  about: Pick<PointsChange, 'collegeId' | 'shortNames'>,
  before: Measure,
  after: Measure,
  { live }: StandingsState,
): PointsChange | null {
  const points = after.standing.points - before.standing.points;
  const shares = differences(before.shares, after.shares);
  const [was, is] = [before, after].map(({ standing }) => ({
    ranks: standing.ranks,
    leagueRanks: standing.leagueRanks,
  }));
  if (shares.length === 0 && JSON.stringify(was) === JSON.stringify(is)) return null;
  const actionId = 'actionId' in data ? data.actionId : null;
  // The record of an action stays with the college that submitted it.
  const college = 'actionId' in data ? ownValue(live.colleges, data.collegeId) : undefined;
  return {
    eventId,
    at: metadata.recordedAt,
    position,
    type,
    ...about,
    actionId,
    kind: (actionId !== null && college && ownValue(college.actions, actionId)?.kind) || null,
    reason: 'reason' in data ? data.reason : null,
    points,
    shares,
    before: was!,
    after: is!,
  };
}

function differences(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): PointsShare[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort(byCode).flatMap((key): PointsShare[] => {
    const points = (after.get(key) ?? 0) - (before.get(key) ?? 0);
    if (points === 0) return [];
    const [of, kind = null] = key.split(' ') as [PointsShare['of'], string?];
    return [{ of, kind, points }];
  });
}
