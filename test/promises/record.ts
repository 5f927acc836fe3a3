import type { Result } from '../../bench/harness.js';
import { benches } from '../../bench/run.js';
import type { ControlKind, Outcome } from '../drills/drill.js';
import { drills } from '../drills/drills.js';
import type { Commit } from '../support/commit.js';

/** The result of a drill; older ones lack the kind of their control. */
interface StoredOutcome extends Omit<Outcome, 'control'> {
  control: { kind?: ControlKind; figure: string; fails: boolean };
}

/** The file written by `npm run drills -- --json`. */
export interface DrillRun extends Partial<Commit> {
  at: string;
  smoke: boolean;
  machine: Record<string, string | number>;
  rows: {
    name: string;
    seed: number;
    /** The value of `--minutes`; short drills ignore it. */
    minutes?: number;
    seconds: number;
    outcome?: StoredOutcome;
    notRun?: string;
    error?: string;
  }[];
}

/** The file written by `npm run bench -- --json`. */
export interface BenchRun extends Partial<Commit> {
  at: string;
  smoke: boolean;
  machine: Record<string, string | number>;
  results: Result[];
}

export interface Measured extends Partial<Commit> {
  at: string;
  /** Few rounds, every check. */
  smoke: boolean;
  /** Number of the machine in the record. */
  machine: number;
}

/** The last result of each promise, as the runs wrote it. */
export interface PromiseRecord {
  machines: Record<string, string | number>[];
  drills: Record<string, Measured & DrillRun['rows'][number]>;
  benches: Record<string, Measured & Result>;
}

export const emptyRecord = (): PromiseRecord => ({ machines: [], drills: {}, benches: {} });

/** Takes the results of a run over the older ones; what no longer exists goes. A run of few rounds does not replace a whole one. */
export function take(record: PromiseRecord, run: DrillRun | BenchRun): PromiseRecord {
  const taken = structuredClone(record);
  const machine = numberOf(taken, run.machine);
  const { at, smoke, commit, isChanged } = run;
  const when = { at, smoke, machine, ...(commit !== undefined && { commit, isChanged: isChanged === true }) };
  if ('rows' in run) {
    for (const row of run.rows)
      if (isBetter(when, taken.drills[row.name])) taken.drills[row.name] = { ...when, ...row };
  } else {
    for (const result of run.results) if (!run.smoke) taken.benches[result.name] = { ...when, ...result };
  }
  return onlyKnown(taken);
}

const isBetter = (now: Measured, before: Measured | undefined) => !before || before.smoke || !now.smoke;

function numberOf({ machines }: PromiseRecord, machine: Record<string, string | number>): number {
  const { 'load before': _, ...lasting } = machine;
  const known = machines.findIndex((one) => JSON.stringify(one) === JSON.stringify(lasting));
  return known >= 0 ? known : machines.push(lasting) - 1;
}

function onlyKnown(record: PromiseRecord): PromiseRecord {
  const pick = <Row>(rows: Record<string, Row>, names: readonly string[]) =>
    Object.fromEntries(names.flatMap((name) => (rows[name] ? [[name, rows[name]]] : [])));
  return {
    machines: record.machines,
    drills: pick(
      record.drills,
      drills.map(({ name }) => name),
    ),
    benches: pick(
      record.benches,
      benches.map(({ name }) => name),
    ),
  };
}

/** Promises of the first priority that a run shows broken; one that could not be run here is not broken. */
export function shortfalls(run: DrillRun): string[] {
  const first = new Set(drills.filter(({ priority }) => priority !== 'P1').map(({ name }) => name));
  return run.rows.flatMap(({ name, outcome, notRun, error }) => {
    if (!first.has(name) || notRun !== undefined) return [];
    if (!outcome) return [`${name}: ${error}`];
    if (!outcome.holds) return [`${name}: ${outcome.figure}`];
    return outcome.control.fails ? [] : [`${name}: its control did not fail: ${outcome.control.figure}`];
  });
}
