/** One row of the table: what was measured, against what, in the same run. */
export interface Measured {
  name: string;
  /** What `ratio` is, in words. */
  metric: string;
  ratio: number;
  target: string;
  reached: boolean;
  /** What the ratio was made of, for people. */
  figures: Record<string, string | number>;
}

export interface Bench {
  name: string;
  /** `smoke` keeps every check of correctness and makes too few rounds for a figure. Throws when something is wrong. */
  run(smoke: boolean): Promise<Measured>;
}

/** The value that a share of all values does not exceed; `values` are not empty. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}

/** Milliseconds since the epoch with fractions; comparable between processes of one machine. */
export const instant = () => performance.timeOrigin + performance.now();

export const rounded = (ms: number) => Math.round(ms * 10) / 10;
