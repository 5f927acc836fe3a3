const FIRST_MS = 1_000;
const MOST_MS = 15_000;
/** Failures in a row after which tries become rare. */
const LONG_AFTER = 20;
const LONG_MS = 60_000;

/** Time until the next try; `failures` in a row, 1 or more. Jitter keeps phones of one room apart. */
export function backOff(failures: number, random: () => number = Math.random): number {
  const most = failures > LONG_AFTER ? LONG_MS : MOST_MS;
  const full = Math.min(most, FIRST_MS * 2 ** (failures - 1));
  return Math.round(full * (0.75 + random() / 4));
}
