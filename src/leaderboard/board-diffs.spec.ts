import type { Standing } from '../../projections/standings/ranking.js';
import { type BoardState, BoardDiff } from './board-diffs.js';

const standing = (collegeId: string, points: number) => ({ collegeId, points }) as Standing;
const board = (position: string, standings: Standing[]) =>
  ({
    head: { position },
    colleges: new Map(standings.map((one) => [one.collegeId, { standing: one }])),
  }) as unknown as BoardState;
const keys = ({ upserts }: ReturnType<BoardDiff['write']>) => upserts.map(({ key }) => key);

describe('BoardDiff', () => {
  const aktau = standing('aktau', 9);
  const beineu = standing('beineu', 5);
  let diff: BoardDiff;

  beforeEach(() => {
    diff = new BoardDiff('b/', 7);
    diff.startFrom(board('1', [aktau, beineu]));
  });

  it('writes the head and the standings that differ', () => {
    const after = diff.write(board('2', [aktau, standing('beineu', 6)]), null);
    expect(keys(after)).toEqual(['b/', 'b/beineu']);
    expect(after.upserts[0]!.body).toEqual({ position: '2', seq: 8 });
    expect(after.upserts[1]!.body).toEqual({ collegeId: 'beineu', points: 6 });
  });

  it('writes one standing when a college overtakes all others', () => {
    expect(keys(diff.write(board('2', [aktau, standing('beineu', 11)]), ['beineu']))).toEqual(['b/', 'b/beineu']);
  });

  it('compares only the affected colleges', () => {
    const changed = board('2', [standing('aktau', 10), standing('beineu', 6)]);
    expect(keys(diff.write(changed, ['beineu', 'nobody']))).toEqual(['b/', 'b/beineu']);
    expect(keys(diff.write(changed, null))).toEqual(['b/', 'b/aktau']);
  });

  it('writes nothing when equal standings are other objects', () => {
    const same = board('1', [standing('aktau', 9), standing('beineu', 5)]);
    expect(diff.write(same, null)).toEqual({ upserts: [], deletes: [] });
    expect(diff.sequence).toBe(7);
  });

  it('writes the head alone when only the position moved', () => {
    expect(keys(diff.write(board('2', [aktau, beineu]), ['aktau']))).toEqual(['b/']);
  });

  it('deletes the college that left and adds the one that came', () => {
    const after = diff.write(board('2', [aktau, standing('munaily', 4)]), ['munaily', 'beineu']);
    expect([keys(after), after.deletes]).toEqual([['b/', 'b/munaily'], ['b/beineu']]);
    expect(diff.write(board('3', []), null).deletes).toEqual(['b/aktau', 'b/munaily']);
  });
});
