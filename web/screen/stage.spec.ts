import type { StandingsRow } from '../../projections/standings/standings.contract.js';
import { rowsWith } from '../shared/rows.fixture.js';
import { nextStep, pageWindow } from './stage.js';

const points: Record<string, number> = {
  c1: 1286,
  c2: 1263,
  c3: 1197,
  c4: 1102,
  c5: 1094,
  c6: 1071,
  c7: 968,
  c8: 915,
  c9: 884,
};
const shown = rowsWith(points);
const given = (won: Record<string, number>): StandingsRow[] =>
  rowsWith(Object.fromEntries(Object.entries(points).map(([id, value]) => [id, value + (won[id] ?? 0)])));
const ids = (rows: StandingsRow[]): string[] => rows.map((row) => row.collegeId);

describe('what the hall is shown of a change', () => {
  it('has nothing to show when nothing changed', () => {
    expect(nextStep(shown, shown)).toBeNull();
  });

  it('tells one college at a time, the lowest place first, and ends with the truth', () => {
    const truth = given({ c2: 40, c9: 100 });
    const first = nextStep(shown, truth)!;
    expect(first.move).toEqual({ collegeId: 'c9', from: 8, to: 6, valueFrom: 884, valueTo: 984 });
    const second = nextStep(first.rows, truth)!;
    expect(second.move).toMatchObject({ collegeId: 'c2', from: 1, to: 0 });
    expect(second.rows).toBe(truth);
    expect(nextStep(second.rows, truth)).toBeNull();
  });

  it('shows many changes at once instead of falling behind', () => {
    const truth = given({ c2: 1, c3: 2, c4: 3, c5: 4, c6: 5 });
    expect(nextStep(shown, truth)).toEqual({ rows: truth, move: null });
  });

  it('does not tell a story when a college came or left', () => {
    const truth = shown.slice(1);
    expect(nextStep(shown, truth)).toEqual({ rows: truth, move: null });
  });

  it('puts a college that fell in its place too', () => {
    const step = nextStep(shown, given({ c1: -100 }))!;
    expect(step.move).toMatchObject({ collegeId: 'c1', from: 0, to: 2, valueTo: 1186 });
    expect(ids(step.rows).slice(0, 3)).toEqual(['c2', 'c3', 'c1']);
  });
});

describe('the pages of the hall', () => {
  it('reach every row, and the last one is full', () => {
    const seen = new Set([0]);
    const { pages } = pageWindow(40, 9, 0);
    for (let page = 0; page < pages; page += 1) {
      const { start, count } = pageWindow(40, 9, page);
      expect(count).toBe(9);
      for (let slot = 0; slot < count; slot += 1) seen.add(start + slot);
    }
    expect(seen.size).toBe(40);
  });

  it('are one when the colleges are few', () => {
    expect(pageWindow(3, 9, 5)).toEqual({ start: 1, count: 2, pages: 1 });
    expect(pageWindow(0, 9, 0)).toEqual({ start: 1, count: 0, pages: 1 });
  });
});
