/** Why a target is not reached, in the words of whoever profiled: it is of that day and machine, whichever run misses the target. */
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
