import { WrittenBoard } from './board-documents.js';
import type { Standings, StandingsRow } from './standings.contract.js';

const row = (collegeId: string, order: number, points: number) => ({ collegeId, order, points }) as StandingsRow;
const board = (position: string, rows: StandingsRow[]) => ({ position, rows }) as Omit<Standings, 'seq'>;
const keys = ({ upserts }: ReturnType<WrittenBoard['write']>) => upserts.map(({ key }) => key);

describe('what is written of a board', () => {
  const aktau = row('aktau', 0, 9);
  const beineu = row('beineu', 1, 5);
  let written: WrittenBoard;

  beforeEach(() => {
    written = new WrittenBoard('b/', 7);
    written.adopt(board('1', [aktau, beineu]));
  });

  it('are the rows that say something else, with the head', () => {
    const after = written.write(board('2', [aktau, row('beineu', 1, 6)]));
    expect(keys(after)).toEqual(['b/', 'b/beineu']);
    expect(after.upserts[0]!.body).toEqual({ position: '2', seq: 8 });
    expect(keys(written.write(board('3', [row('beineu', 0, 11), row('aktau', 1, 9)])))).toEqual([
      'b/',
      'b/beineu',
      'b/aktau',
    ]);
  });

  it('is nothing when the rows say the same, whichever objects they are', () => {
    expect(written.write(board('1', [row('aktau', 0, 9), row('beineu', 1, 5)]))).toEqual({ upserts: [], deletes: [] });
    expect(written.number).toBe(7);
  });

  it('is the head alone when only the position moved', () => {
    expect(keys(written.write(board('2', [aktau, beineu])))).toEqual(['b/']);
  });

  it('lets go who left, and takes in who comes at the same time', () => {
    const after = written.write(board('2', [aktau, row('munaily', 1, 4)]));
    expect([keys(after), after.deletes]).toEqual([['b/', 'b/munaily'], ['b/beineu']]);
    expect(written.write(board('3', [])).deletes).toEqual(['b/aktau', 'b/munaily']);
  });
});
