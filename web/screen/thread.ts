/** A row's end of the thread and its knot on the scale, in pixels of the drawing. */
export interface Tie {
  id: string;
  rowY: number;
  knotY: number;
}

/** Knots of rows on a vertical scale of values, from the highest to the lowest row. */
export function tie(rows: { id: string; value: number; rowY: number }[]): Tie[] {
  if (rows.length < 2) return [];
  const values = rows.map((row) => row.value);
  const top = Math.max(...values);
  const bottom = Math.min(...values);
  if (top === bottom) return [];
  const ys = rows.map((row) => row.rowY);
  const from = Math.min(...ys);
  const height = Math.max(...ys) - from;
  return rows.map((row) => ({
    id: row.id,
    rowY: row.rowY,
    knotY: Math.round((from + ((top - row.value) / (top - bottom)) * height) * 10) / 10,
  }));
}
