import fc from 'fast-check';
import type { DomainEvent, Recorded } from '../projection.js';
import { ChangeTrace } from './changes.js';
import { anyRulebooks, anyStep, HistoryBuilder } from './history.arbitrary.js';
import { History, load, save } from './standings.fixture.js';
import { foldStandings, standingsProjection } from './standings.projection.js';
import { boardOf } from './standings.queries.js';
import type { CollegeStanding, PointsChange } from './standings.contract.js';
import type { StandingsState } from './standings.state.js';

const SEED = Number(process.env.PROPERTY_SEED ?? 20261129);
const RUNS = Number(process.env.PROPERTY_RUNS ?? 500);

type Events = readonly Recorded<DomainEvent>[];
const stateAfter = (events: Events) => events.reduce(foldStandings, standingsProjection.initial('amal-2026'));
const trace = (from: Events, range: Events, collegeId: string) => {
  const tracing = new ChangeTrace(load(save(stateAfter(from))), collegeId);
  const before = tracing.standing;
  const changes = range.flatMap((event) => tracing.fold(event) ?? []);
  return { before, changes, after: tracing.standing };
};

/** The standing as the boards show it, which share no code with the trace. */
function shown(state: StandingsState, collegeId: string): CollegeStanding {
  const rowOf = (board: 'total' | 'per-100') =>
    boardOf(state, 'staff', board).rows.find((row) => row.collegeId === collegeId);
  const [total, perHundred] = [rowOf('total'), rowOf('per-100')];
  if (!total || !perHundred) return { points: 0, ranks: null, leagueRanks: null };
  const { rank, leagueRank, points } = total;
  return {
    points,
    ranks: { total: rank, 'per-100': perHundred.rank },
    leagueRanks: leagueRank === null ? null : { total: leagueRank, 'per-100': perHundred.leagueRank! },
  };
}

/** Faults of a list of changes between two standings. */
function faultsOf(changes: readonly PointsChange[], before: CollegeStanding, after: CollegeStanding): string[] {
  const faults: string[] = [];
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
  if (sum(changes.map(({ points }) => points)) !== after.points - before.points) faults.push('points do not add up');
  if (changes.some(({ points, shares }) => sum(shares.map((share) => share.points)) !== points))
    faults.push('shares do not add up');
  const ranks = ({ ranks: total, leagueRanks }: Pick<CollegeStanding, 'ranks' | 'leagueRanks'>) =>
    JSON.stringify([total, leagueRanks]);
  let last = ranks(before);
  for (const change of changes) {
    if (ranks(change.before) !== last) faults.push(`ranks jump before ${change.type}`);
    last = ranks(change.after);
  }
  if (last !== ranks(after)) faults.push('ranks do not arrive');
  return faults;
}

describe(`changes between two moments (seed ${SEED}, ${RUNS} runs)`, () => {
  const anyHistory = fc.record({
    story: fc.array(anyStep(), { minLength: 5, maxLength: 60 }),
    rulebooks: anyRulebooks,
    from: fc.nat(),
    to: fc.nat(),
  });
  const property = (shorten: (changes: PointsChange[]) => PointsChange[]) =>
    fc.property(anyHistory, ({ story, rulebooks, from, to }) => {
      const { history, colleges } = new HistoryBuilder(4, rulebooks).tell(story);
      const { events } = history;
      const [start, end] = [from % (events.length + 1), to % (events.length + 1)].sort((a, b) => a - b) as [
        number,
        number,
      ];
      for (const id of colleges) {
        const { before, changes, after } = trace(events.slice(0, start), events.slice(start, end), id);
        expect(before).toEqual(shown(stateAfter(events.slice(0, start)), id));
        expect(after).toEqual(shown(stateAfter(events.slice(0, end)), id));
        expect(faultsOf(shorten(changes), before, after)).toEqual([]);
        for (const one of changes) expect(one.shortNames === null).toBe(one.collegeId === null);
      }
    });

  it('add up to the difference of points and ranks in any history', () => {
    fc.assert(
      property((changes) => changes),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it.each<[string, (change: PointsChange) => boolean]>([
    ['any', () => true],
    ['an indirect', ({ collegeId, points }) => collegeId === null && points !== 0],
    ['an overtaking', ({ points }) => points === 0],
  ])('are found incomplete without %s cause', (_, planted) => {
    const without = (changes: PointsChange[]) => {
      const place = changes.findIndex(planted);
      return changes.filter((__, index) => index !== place);
    };
    const { failed } = fc.check(property(without), { seed: SEED, numRuns: 5_000, endOnFailure: true });
    expect(failed).toBe(true);
  });
});

describe('changes of a college', () => {
  const kind = (base: number) => ({ base, cap: 100, parts: [], perDay: 1, seasonCap: null });
  const rules = {
    kinds: { tree: kind(40), visit: kind(10), fair: kind(30) },
    lateAfterDays: 14,
    shareCap: { percent: 50, from: 20 },
    diversity: { points: 0, kinds: 0 },
    per100: { minimumStudents: 200 },
  };
  const season = () =>
    new History()
      .announce()
      .publish(rules)
      .open([
        { id: 'anar', students: 400, league: 'M' },
        { id: 'bota', students: 900, league: 'L' },
      ]);

  it('name what a revocation takes from the share of other kinds', () => {
    const history = season();
    history.submit('a1', 'anar', 'tree').approve('a1').submit('a2', 'anar', 'fair').approve('a2').revoke('a2');
    const { changes } = trace(history.events.slice(0, -1), history.events.slice(-1), 'anar');
    expect(changes).toMatchObject([
      {
        type: 'ApprovalRevoked',
        actionId: 'a2',
        kind: 'fair',
        reason: 'reused-photo',
        points: -45,
        shares: [
          { of: 'kind', kind: 'fair', points: -30 },
          { of: 'kind', kind: 'tree', points: -15 },
        ],
      },
    ]);
  });

  it('name the other college that overtakes, and rules that count backwards', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1');
    const start = history.events.length;
    history.submit('b1', 'bota', 'tree').approve('b1');
    history.publish({ ...rules, kinds: { ...rules.kinds, visit: kind(12) } }, { retroactive: true }).leave('bota');
    const { changes } = trace(history.events.slice(0, start), history.events.slice(start), 'anar');
    expect(changes.map(({ type, collegeId, points, after }) => [type, collegeId, points, after.ranks?.total])).toEqual([
      ['ActionApproved', 'bota', 0, 2],
      ['RulebookPublished', null, 2, 2],
      ['CollegeLeft', 'bota', 0, 1],
    ]);
    expect(changes.map(({ shortNames }) => shortNames?.kk ?? null)).toEqual(['bota', null, 'bota']);
  });

  it('name the college for which an event counts, as the news do', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').submit('b1', 'bota', 'tree').approve('b1');
    history.merge('anar', 'bota').submit('a2', 'anar', 'fair').approve('a2').undoMerger('anar');
    const { changes } = trace([], history.events, 'anar');
    expect(changes.map(({ type, collegeId, shortNames }) => [type, collegeId, shortNames?.kk])).toEqual([
      ['ChallengeOpened', null, undefined],
      ['ActionApproved', 'anar', 'anar'],
      ['ActionApproved', 'bota', 'bota'],
      ['EntrantMerged', 'bota', 'bota'],
      ['EntrantMergerUndone', 'anar', 'anar'],
    ]);
    const own = trace([], history.events, 'bota').changes;
    const news = new Map(history.fold().live.news.map(({ eventId, ...one }) => [eventId, one]));
    const listed = [...changes, ...own].filter(({ eventId }) => news.has(eventId));
    expect(new Set(listed.map(({ type }) => type)).size).toBe(3);
    for (const { eventId, collegeId } of listed) expect(news.get(eventId)!.collegeId).toBe(collegeId);
  });

  it('show entering and leaving with all points, and nothing for a renaming', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1');
    const start = history.events.length;
    history.rename('anar', 'Анар').leave('anar').enter({ id: 'anar', students: 400, league: 'M' });
    const { changes } = trace(history.events.slice(0, start), history.events.slice(start), 'anar');
    expect(changes.map(({ type, points, after }) => [type, points, after.ranks?.total ?? null])).toEqual([
      ['CollegeLeft', -10, null],
      ['CollegeEntered', 10, 1],
    ]);
  });

  it('show a final that reaches back, and its reopening', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').close();
    const through = history.events.at(-1)!.id;
    const start = history.events.length;
    history.revoke('a1').finalise(through).reopen();
    const { changes } = trace(history.events.slice(0, start), history.events.slice(start), 'anar');
    expect(changes.map(({ type, points }) => [type, points])).toEqual([
      ['ApprovalRevoked', -10],
      ['ResultsFinalised', 10],
      ['ChallengeReopened', -10],
    ]);
  });
});
