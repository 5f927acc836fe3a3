import type { Ground } from './context.js';

/** The limit of a ratio; one of the two is set. */
export interface Target {
  atLeast?: number;
  atMost?: number;
}

/** Ours and the anchor, measured one right after the other in the same unit. */
export interface Round {
  ours: number;
  anchor: number;
}

export interface Sampled {
  rounds: readonly Round[];
  /** Parts of the ratio, for readers. */
  figures?: Record<string, string | number>;
}

export interface Bench {
  name: string;
  /** Name of the ratio. */
  metric: string;
  /** The limit or the peer of the same run. */
  anchor: string;
  target: Target;
  /** The known reason for a missed target; printed only where it is missed. */
  bound?: Bound;
  /** Programs beside our own without which the row stays unmeasured. */
  needs?: readonly string[];
  /** Checks that everything was done rightly and throws when it was not; `ground.smoke` makes too few rounds for a figure. */
  run(ground: Ground): Promise<Sampled>;
}

export interface Result {
  name: string;
  metric: string;
  anchor: string;
  target: string;
  state: 'reached' | 'missed' | 'not measured' | 'checked';
  ratio: number | null;
  min: number | null;
  max: number | null;
  rounds: number;
  /** Medians of both sides, in the unit of the row; null = not measured. */
  sides: Round | null;
  figures: Record<string, string | number>;
  /** Why there is no ratio. */
  reason?: string;
}

/** An anchor that varies more than this in one run says nothing. */
const STEADY = 2;

/** The median ratio of all rounds; no ratio when the anchor itself was unsteady or the rounds are a smoke. */
export function judge(bench: Bench, { rounds, figures = {} }: Sampled, smoke: boolean): Result {
  const anchors = rounds.map(({ anchor }) => anchor);
  const spread = Math.max(...anchors) / Math.min(...anchors);
  const sides = { ours: median(rounds.map(({ ours }) => ours)), anchor: median(anchors) };
  const row = { ...rowOf(bench), rounds: rounds.length, figures, sides };
  if (smoke) return { ...row, state: 'checked' };
  if (!(spread <= STEADY))
    return { ...row, state: 'not measured', reason: `the anchor varied ${spread.toFixed(1)}× within the run` };
  const ratios = rounds.map(({ ours, anchor }) => ours / anchor);
  const ratio = percentile(ratios, 0.5);
  const { atLeast = -Infinity, atMost = Infinity } = bench.target;
  const state = ratio >= atLeast && ratio <= atMost ? 'reached' : 'missed';
  return { ...row, state, ratio, min: Math.min(...ratios), max: Math.max(...ratios) };
}

export const unmeasured = (bench: Bench, reason: string): Result => ({ ...rowOf(bench), reason });

function rowOf({ name, metric, anchor, target }: Bench): Result {
  const limit = target.atLeast === undefined ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
  const none = { ratio: null, min: null, max: null, rounds: 0, sides: null, figures: {} };
  return { name, metric, anchor, target: limit, state: 'not measured', ...none };
}

/**
 * Ours and the anchor by turns, with alternating starts. With `slices`, a round has several short turns, and their median counts.
 * A disturbance of the disk then stays in one slice.
 */
export async function byTurns(
  { rounds, smoke = false }: Pick<Ground, 'rounds'> & Partial<Pick<Ground, 'smoke'>>,
  ours: () => Promise<number>,
  anchor: () => Promise<number>,
  slices = 1,
): Promise<Round[]> {
  const made: Round[] = [];
  const turns = smoke ? 1 : slices;
  for (let round = 0; round < rounds; round += 1) {
    const mine: number[] = [];
    const theirs: number[] = [];
    for (let turn = round; turn < round + turns; turn += 1) {
      if (turn % 2 === 0) mine.push(await ours());
      theirs.push(await anchor());
      if (turn % 2 === 1) mine.push(await ours());
    }
    made.push({ ours: median(mine), anchor: median(theirs) });
  }
  return made;
}

/** The samples of one run, split into `parts` rounds of medians. */
export function inParts(ours: readonly number[], anchor: readonly number[], parts: number): Round[] {
  const size = Math.floor(ours.length / parts);
  return Array.from({ length: parts }, (_, part) => {
    const [from, to] = [part * size, (part + 1) * size];
    return { ours: median(ours.slice(from, to)), anchor: median(anchor.slice(from, to)) };
  });
}

/** The value that a share of all values does not exceed; `values` are not empty. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);

/** Milliseconds since the epoch with fractions; comparable between processes of one machine. */
export const instant = () => performance.timeOrigin + performance.now();

export const rounded = (value: number) => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100);

/** Throws with the sentence when a check of correctness fails, which voids the figure. */
export function mustHold(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(`wrong, so nothing is reported: ${sentence}`);
}

/** The reason for a missed target, found by a profile on the named day and machine. */
export interface Bound {
  text: string;
  /** YYYY-MM-DD. */
  profiled: string;
  machine: string;
}

const TWO_CORES = '2 cores, Intel Xeon';

export const profiled = (on: string, text: string, machine = TWO_CORES): Bound => ({ text, profiled: on, machine });

/** One line for people. */
export const boundLine = ({ text, profiled: on, machine }: Bound) => `${text} (profiled ${on}, ${machine})`;

const NORMAL_95 = 1.96;

/** A slope with its 95 % interval. */
export interface Slope {
  middle: number;
  low: number;
  high: number;
}

/**
 * The median slope between all pairs of points (Theil–Sen), with an interval from the ranks of slopes (Kendall).
 * Outliers move neither.
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
