import type { Board, StandingsHistory, StandingsRow } from '../../projections/standings/standings.contract.js';
import { gapText, rankLine, sinceYesterday, valueOf, valueText } from '../shared/rows.js';
import type { Move } from './board-steps.js';

/** A row as the hall shows it now. */
export interface RowView {
  row: StandingsRow;
  index: number;
  value: number;
  points: string;
  gap: string;
  /** Gain or loss, during the move. */
  delta: string | null;
  change: number | null;
  ranks: number[];
  moving: boolean;
  /** Direction of the last move, for some seconds: 1 up, -1 down. */
  marked: number;
}

export interface Moment {
  board: Board;
  history: StandingsHistory | null;
  move: Move | null;
  progress: number;
  mark: { collegeId: string; places: number } | null;
}

/** The view of the row at `index` among all `rows`. */
export function rowView(rows: StandingsRow[], index: number, moment: Moment): RowView {
  const row = rows[index]!;
  const { board, history, move, mark } = moment;
  const moving = move?.collegeId === row.collegeId;
  const value = moving ? Math.round(move.valueFrom + (move.valueTo - move.valueFrom) * moment.progress) : valueOf(row);
  const neighbour = rows[index === 0 ? 1 : index - 1];
  const difference = neighbour ? valueOf(row) - valueOf(neighbour) : null;
  return {
    row,
    index,
    value,
    points: valueText(value, board, 'kk'),
    gap: difference === null ? '' : gapText(difference, board, 'kk'),
    delta: moving ? gapText(move.valueTo - move.valueFrom, board, 'kk') : null,
    change: sinceYesterday(history, row),
    ranks: rankLine(history, row),
    moving,
    marked: mark?.collegeId === row.collegeId ? Math.sign(mark.places) : 0,
  };
}
