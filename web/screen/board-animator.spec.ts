import type { StandingsRow } from '../../projections/standings/standings.contract.js';
import { rowsWith } from '../shared/rows.fixture.js';
import { nextStep, pageWindow, settleHidden } from './board-animator.svelte.js';

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

describe('nextStep', () => {
  it('gives nothing when nothing changed', () => {
    expect(nextStep(shown, shown)).toBeNull();
  });

  it('moves one college at a time, the lowest first', () => {
    const truth = given({ c2: 40, c9: 100 });
    const first = nextStep(shown, truth)!;
    expect(first.move).toEqual({ collegeId: 'c9', from: 8, to: 6, valueFrom: 884, valueTo: 984 });
    const second = nextStep(first.rows, truth)!;
    expect(second.move).toMatchObject({ collegeId: 'c2', from: 1, to: 0 });
    expect(second.rows).toBe(truth);
    expect(nextStep(second.rows, truth)).toBeNull();
  });

  it('jumps when many colleges changed at once', () => {
    const truth = given({ c2: 1, c3: 2, c4: 3, c5: 4, c6: 5 });
    expect(nextStep(shown, truth)).toEqual({ rows: truth, move: null });
  });

  it('jumps when a college came or left', () => {
    const truth = shown.slice(1);
    expect(nextStep(shown, truth)).toEqual({ rows: truth, move: null });
  });

  it('moves a college that fell', () => {
    const step = nextStep(shown, given({ c1: -100 }))!;
    expect(step.move).toMatchObject({ collegeId: 'c1', from: 0, to: 2, valueTo: 1186 });
    expect(ids(step.rows).slice(0, 3)).toEqual(['c2', 'c3', 'c1']);
  });
});

describe('a reveal', () => {
  it('moves every college of the first page, the leader last', () => {
    const truth = given({ c1: 5, c2: 100, c3: 3, c4: 4, c5: 5, c6: 6, c7: 7, c8: 8, c9: 9 });
    const moved: string[] = [];
    let rows = settleHidden(shown, truth, 6);
    expect(rows.filter((row) => ['c7', 'c8', 'c9'].includes(row.collegeId)).map((row) => row.points)).toEqual([
      975, 923, 893,
    ]);
    expect(rows.filter((row) => row.collegeId === 'c2')[0]!.points).toBe(1263);
    for (let step = nextStep(rows, truth, Infinity); step; step = nextStep(rows, truth, Infinity)) {
      if (step.move) moved.push(step.move.collegeId);
      rows = step.rows;
    }
    expect(moved).toEqual(['c6', 'c5', 'c4', 'c3', 'c1', 'c2']);
    expect(rows).toBe(truth);
  });

  it('leaves the rows alone when colleges came or left', () => {
    expect(settleHidden(shown, shown.slice(1), 6)).toBe(shown);
  });

  it('shares a rank among equal values between two moves', () => {
    const step = nextStep(shown, given({ c2: 23, c9: 1 }))!;
    const next = nextStep(step.rows, given({ c2: 23, c9: 1, c8: 5 }))!;
    expect(next.rows.map((row) => row.rank).slice(0, 3)).toEqual([1, 2, 3]);
    const tied = nextStep(shown, given({ c2: 23, c1: 1 }))!;
    expect(tied.rows.slice(0, 2).map((row) => row.rank)).toEqual([1, 1]);
  });
});

describe('pageWindow', () => {
  it('reaches every row and fills the last page', () => {
    const seen = new Set([0]);
    const { pages } = pageWindow(40, 9, 0);
    for (let page = 0; page < pages; page += 1) {
      const { start, count } = pageWindow(40, 9, page);
      expect(count).toBe(9);
      for (let slot = 0; slot < count; slot += 1) seen.add(start + slot);
    }
    expect(seen.size).toBe(40);
  });

  it('keeps the pinned rows out of the pages', () => {
    expect(pageWindow(14, 8, 1, 2)).toEqual({ start: 6, count: 8, pages: 2 });
    expect(pageWindow(2, 8, 0, 2)).toEqual({ start: 2, count: 0, pages: 1 });
  });

  it('is one page when the colleges are few', () => {
    expect(pageWindow(3, 9, 5)).toEqual({ start: 1, count: 2, pages: 1 });
    expect(pageWindow(0, 9, 0)).toEqual({ start: 1, count: 0, pages: 1 });
  });
});
