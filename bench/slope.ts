import { median } from './measure.js';

const NORMAL_95 = 1.96;

/** A slope with the interval in which it lies with 95 % if the points scatter by chance. */
export interface Slope {
  middle: number;
  low: number;
  high: number;
}

/**
 * The median of the slopes between all pairs of points (Theil–Sen), and the interval that the ranks of these slopes give (Kendall): a few
 * points far off move neither.
 */
export function slopeOf(points: readonly { x: number; y: number }[]): Slope {
  const slopes = points.flatMap((a, n) => points.slice(n + 1).map((b) => (b.y - a.y) / (b.x - a.x)));
  slopes.sort((a, b) => a - b);
  const n = points.length;
  const spread = NORMAL_95 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const rank = (slopes.length - spread) / 2;
  const at = (index: number) => slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(index)))]!;
  return { middle: median(slopes), low: at(rank - 1), high: at(slopes.length - rank) };
}
