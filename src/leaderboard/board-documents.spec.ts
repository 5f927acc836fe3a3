import type { Standing } from '../../projections/standings/ranking.js';
import { type BoardState, BoardDiff } from './board-documents.js';

const standing = (collegeId: string, points: number) => ({ collegeId, points }) as Standing;
const board = (position: string, standings: Standing[]) =>
  ({
    head: { position },
    contestants: new Map(standings.map((one) => [one.collegeId, { standing: one }])),
  }) as unknown as BoardState;
const keys = ({ upserts }: ReturnType<BoardDiff['write']>) => upserts.map(({ key }) => key);

describe('what is written of a board', () => {
  const aktau = standing('aktau', 9);
  const beineu = standing('beineu', 5);
  let written: BoardDiff;

  beforeEach(() => {
    written = new BoardDiff('b/', 7);
    written.startFrom(board('1', [aktau, beineu]));
  });

  it('are the standings that say something else, with the head', () => {
    const after = written.write(board('2', [aktau, standing('beineu', 6)]), null);
    expect(keys(after)).toEqual(['b/', 'b/beineu']);
    expect(after.upserts[0]!.body).toEqual({ position: '2', seq: 8 });
    expect(after.upserts[1]!.body).toEqual({ collegeId: 'beineu', points: 6 });
  });

  it('is one document of a college that rises above all others', () => {
    expect(keys(written.write(board('2', [aktau, standing('beineu', 11)]), ['beineu']))).toEqual(['b/', 'b/beineu']);
  });

  it('are only those among the colleges that may have changed', () => {
    const changed = board('2', [standing('aktau', 10), standing('beineu', 6)]);
    expect(keys(written.write(changed, ['beineu', 'nobody']))).toEqual(['b/', 'b/beineu']);
    expect(keys(written.write(changed, null))).toEqual(['b/', 'b/aktau']);
  });

  it('is nothing when the standings say the same, whichever objects they are', () => {
    const same = board('1', [standing('aktau', 9), standing('beineu', 5)]);
    expect(written.write(same, null)).toEqual({ upserts: [], deletes: [] });
    expect(written.sequence).toBe(7);
  });

  it('is the head alone when only the position moved', () => {
    expect(keys(written.write(board('2', [aktau, beineu]), ['aktau']))).toEqual(['b/']);
  });

  it('lets go who left, and takes in who comes at the same time', () => {
    const after = written.write(board('2', [aktau, standing('munaily', 4)]), ['munaily', 'beineu']);
    expect([keys(after), after.deletes]).toEqual([['b/', 'b/munaily'], ['b/beineu']]);
    expect(written.write(board('3', []), null).deletes).toEqual(['b/aktau', 'b/munaily']);
  });
});
