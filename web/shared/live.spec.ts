import { boardWith } from './rows.fixture.js';
import { applyChange } from './live.js';

const own = boardWith({ c1: 1286, c2: 1263, c3: 1197 });
const { rows: _, ...head } = own;
const row = (index: number) => own.rows[index]!;

describe('a change message against the copy one has', () => {
  it('is ignored when its seq is not greater', () => {
    expect(applyChange(own, { ...head, seq: 10, prev: 9, changes: [{ ...row(0), points: 1 }], removed: [] })).toEqual({
      kind: 'ignore',
    });
  });

  it('asks to watch again when messages before it are missing', () => {
    expect(applyChange(own, { ...head, seq: 12, prev: 11, changes: [], removed: [] })).toEqual({ kind: 'resync' });
  });

  it('replaces whole rows, drops colleges that are gone and keeps the order', () => {
    const changes = [
      { ...row(1), order: 0, points: 2000 },
      { ...row(0), order: 1, rank: 2 },
    ];
    const result = applyChange(own, { ...head, seq: 13, prev: 8, position: 'p13', changes, removed: ['c3'] });
    if (result.kind !== 'newer') throw new Error(result.kind);
    expect(result.standings.rows.map((one) => [one.collegeId, one.points])).toEqual([
      ['c2', 2000],
      ['c1', 1286],
    ]);
    expect(result.standings).toMatchObject({ seq: 13, position: 'p13', challengeId: 'amal-2026', board: 'total' });
  });
});
