import fc from 'fast-check';
import { anyRulebooks, anyStep, HistoryBuilder } from './history.arbitrary.js';
import { History } from './standings.fixture.js';
import { boardOf, pointsOf } from './standings.queries.js';

const SEED = Number(process.env.PROPERTY_SEED ?? 20261130);
const kind = (base: number, perDay = 1) => ({ base, cap: 100, parts: [], perDay, seasonCap: null });
const people = { metric: 'participants', step: 1_000_000, weight: 1, max: null };
const rules = {
  kinds: { visit: { ...kind(10, 2), parts: [people] }, fair: kind(10), zero: kind(0) },
  lateAfterDays: 14,
  shareCap: { percent: 50, from: 15 },
  diversity: { points: 0, kinds: 0 },
  per100: { minimumStudents: 200 },
};
const season = () =>
  new History()
    .announce()
    .publish(rules)
    .open([
      { id: 'anar', students: 400, name: 'Анар', league: 'M' },
      { id: 'bota', students: 400, name: 'Бота', league: 'M' },
      { id: 'gul', students: 400, name: 'Гүл', league: 'L' },
    ]);
const explained = (history: History, id: string) => pointsOf(history.fold(), 'staff', id)!;

describe('unscored actions', () => {
  it('are listed with the reason of each', () => {
    const history = season();
    history.submit('a1', 'anar', 'fair').approve('a1').submit('a2', 'anar', 'fair').approve('a2');
    history.submit('a3', 'anar', 'visit').reject('a3').submit('a4', 'anar', 'visit').approve('a4').revoke('a4');
    history.submit('a5', 'anar', 'zero').approve('a5').submit('a6', 'anar', 'comet').approve('a6');
    history.submit('a7', 'anar', 'visit').submit('a8', 'anar', 'visit').withdraw('a8');
    expect(explained(history, 'anar').unscored.map(({ actionId, why, reason }) => [actionId, why, reason])).toEqual([
      ['a2', 'day-limit', null],
      ['a3', 'rejected', 'no-photo'],
      ['a4', 'revoked', 'reused-photo'],
      ['a5', 'no-points', null],
      ['a6', 'kind-unknown', null],
    ]);
    expect(explained(history, 'anar').unscored[1]!.reasonText).toMatchObject({ ru: 'Нет фото' });
    expect(explained(history, 'bota').unscored).toEqual([]);
  });

  it('leave no raw code in the wording of an adjustment', () => {
    const history = season().adjust('anar', -5);
    expect(explained(history, 'anar').adjustments).toMatchObject([
      { reason: 'reused-photo', reasonText: { en: 'The photo was used before' } },
    ]);
  });

  it('come with the numbers behind the share cap', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').submit('a2', 'anar', 'visit').approve('a2');
    history.submit('a3', 'anar', 'fair').approve('a3');
    expect(explained(history, 'anar').share).toEqual({ percent: 50, from: 15, sum: 30, limit: 15 });
    expect(explained(history, 'anar').kinds).toMatchObject([{ kind: 'visit', shareCapCut: 5 }]);
  });
});

describe('ranks of a college', () => {
  it('name the number that decides against each neighbour', () => {
    const history = season();
    history.submit('a1', 'anar', 'visit').approve('a1', { participants: 40 });
    history.submit('b1', 'bota', 'visit').approve('b1', { participants: 20 });
    history.submit('g1', 'gul', 'fair').approve('g1').adjust('gul', -1);
    const [total, inLeague] = explained(history, 'bota').ranks;
    expect(total).toMatchObject({
      board: 'total',
      league: null,
      rank: 2,
      of: 3,
      shared: false,
      above: { collegeId: 'anar', rank: 1, decidedBy: 'participants', numbers: { participantsPer100Text: '10.00' } },
      below: { collegeId: 'gul', rank: 3, decidedBy: 'points', numbers: { points: 9 } },
    });
    expect(inLeague).toMatchObject({ league: 'M', rank: 2, of: 2, below: null });
  });

  it('are shared only when every number is equal', () => {
    const history = season().submit('a1', 'anar', 'visit').approve('a1').submit('b1', 'bota', 'visit').approve('b1');
    expect(explained(history, 'anar').ranks[0]).toMatchObject({ rank: 1, shared: true, below: { decidedBy: null } });
    history.submit('b2', 'bota', 'fair').approve('b2').adjust('bota', -10);
    expect(explained(history, 'anar').ranks[0]).toMatchObject({
      rank: 2,
      shared: false,
      above: { decidedBy: 'kinds' },
    });
  });

  it(`equal the boards in any history (seed ${SEED}, 200 runs)`, () => {
    const property = fc.property(
      fc.array(anyStep(), { minLength: 5, maxLength: 45 }),
      anyRulebooks,
      (story, rulebooks) => {
        const state = new HistoryBuilder(4, rulebooks).tell(story).history.fold();
        for (const board of ['total', 'per-100'] as const)
          for (const row of boardOf(state, 'staff', board).rows) {
            const { ranks } = pointsOf(state, 'staff', row.collegeId)!;
            const of = (league: string | null) => ranks.find((one) => one.board === board && one.league === league);
            expect([of(null)?.rank, row.league && of(row.league)?.rank]).toEqual([row.rank, row.leagueRank]);
          }
      },
    );
    fc.assert(property, { seed: SEED, numRuns: 200 });
  });
});
