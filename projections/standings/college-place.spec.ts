import fc from 'fast-check';
import { placeOf } from './college-place.js';
import { anyRulebooks, anyStep, HistoryBuilder } from './history.arbitrary.js';
import { foldStandings, standingsProjection } from './standings.projection.js';
import { boardOf, historyOf } from './standings.queries.js';
import type { StandingsState } from './standings.state.js';

const SEED = Number(process.env.PROPERTY_SEED ?? 20261302);
const RUNS = Number(process.env.PROPERTY_RUNS ?? 300);
const TODAY = '2026-10-12';

const anyHistory = fc.tuple(fc.array(anyStep(), { minLength: 10, maxLength: 60 }), anyRulebooks);

describe(`the place of a college (seed ${SEED}, ${RUNS} runs)`, () => {
  const folded = (): StandingsState[] =>
    fc.sample(anyHistory, { seed: SEED, numRuns: RUNS }).map(([story, rulebooks]) => {
      const { history } = new HistoryBuilder(4, rulebooks).tell(story);
      return history.events.reduce<StandingsState>(foldStandings, standingsProjection.initial('amal-2026'));
    });

  it('agrees with the board and the history for both audiences', () => {
    let passed = 0;
    for (const state of folded())
      for (const audience of ['public', 'staff'] as const) {
        const { rows } = boardOf(state, audience, 'total');
        const before = historyOf(state, audience, 'total').days.findLast(({ day }) => day < TODAY);
        for (const { collegeId, rank, points } of rows) {
          const place = placeOf(state, audience, collegeId, TODAY)!;
          expect(place).toMatchObject({ rank, points, of: rows.length });
          expect(place.rankBefore).toBe(before?.ranks[collegeId] ?? null);
          const better = rows.filter((row) => row.rank < rank);
          expect(place.next?.rank ?? 0).toBe(Math.max(0, ...better.map((row) => row.rank)));
          if (!place.next) continue;
          const other = rows.find((row) => row.collegeId === place.next!.collegeId)!;
          expect(other).toMatchObject({ rank: place.next.rank, points: place.next.points });
          expect(points + place.next.toOvertake).toBe(other.points + 1);
          passed += 1;
        }
      }
    expect(passed).toBeGreaterThan(RUNS);
  });

  it('is none for a college that takes no part', () => {
    expect(placeOf(folded()[0]!, 'public', 'nobody', TODAY)).toBeNull();
  });
});
