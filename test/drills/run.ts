import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { offerEventStoreDb } from '../support/drill-store.js';
import { commitOf } from '../support/commit.js';
import { type Drill, NotRun, type Outcome } from './drill.js';
import { drills, sideBySide } from './drills.js';
import { runInLanes } from './lanes.js';

export interface Row {
  name: string;
  promise: string;
  target: string;
  seed: number;
  /** The value of `--minutes`. */
  minutes?: number;
  seconds: number;
  outcome?: Outcome;
  notRun?: string;
  error?: string;
}

const state = ({ outcome, notRun, error }: Row) => {
  if (notRun !== undefined) return `not run: ${notRun}`;
  if (error !== undefined) return `BROKEN: ${error}`;
  if (!outcome!.holds) return `BROKEN: ${outcome!.figure}`;
  return outcome!.control.fails ? outcome!.figure : `BLIND: ${outcome!.figure}`;
};

const holds = ({ outcome }: Row) => outcome !== undefined && outcome.holds && outcome.control.fails;

async function one(
  { name, promise, target, run }: Drill,
  seed: number,
  smoke: boolean,
  minutes?: number,
): Promise<Row> {
  const started = Date.now();
  const row = { name, promise, target, seed, ...(minutes === undefined ? {} : { minutes }) };
  const seconds = () => Math.round((Date.now() - started) / 100) / 10;
  try {
    return { ...row, outcome: await run(seed, smoke, minutes), seconds: seconds() };
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof NotRun) return { ...row, notRun: message, seconds: seconds() };
    return { ...row, error: message, seconds: seconds() };
  }
}

const HELP = `npm run drills [-- <name>…] [--quick] [--smoke] [--seed <number>] [--minutes <n>] [--json <file>]

Injects faults and checks a promise of each drill; docs/operations.md lists the drills.

  --quick          runs the drills that npm test runs
  --smoke          makes few rounds; of all drills, those without limits of time run two at a time
  --seed <number>  repeats a run
  --minutes <n>    length of long drills
  --json <file>    also writes the results

Ends with 0 when every promise holds, 1 when one is broken, 2 when a drill was not run.

Drills: ${drills.map(({ name }) => name).join(', ')}`;

async function main(): Promise<number> {
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      seed: { type: 'string' },
      minutes: { type: 'string' },
      smoke: flag,
      quick: flag,
      help: flag,
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const unknown = positionals.find((name) => !drills.some((drill) => drill.name === name));
  if (unknown) throw new Error(`there is no ${unknown}; there are: ${drills.map(({ name }) => name).join(', ')}`);
  const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error('--seed is a whole number');
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
  if (minutes !== undefined && !(minutes > 0)) throw new Error('--minutes is a number above 0');
  const chosen = drills.filter(
    ({ name, quick }) => (positionals.length === 0 || positionals.includes(name)) && (quick || !values.quick),
  );
  // Drills that need no database of their own share one.
  const shared = mkdtempSync(path.join(tmpdir(), 'qorzhyn-drills-'));
  process.env.TEST_POSTGRES_DIR = shared;
  process.on('exit', () => rmSync(shared, { recursive: true, force: true }));
  offerEventStoreDb(process.env.EVENTSTORE_URL);
  const commit = commitOf();
  const rows: Row[] = [];
  console.log('promise | figure | target | control | seed');
  const print = (row: Row) => {
    rows.push(row);
    const control = row.outcome?.control.figure ?? '–';
    console.log(`${row.name}: ${row.promise} | ${state(row)} | ${row.target} | ${control} | ${seed}`);
  };
  // Drills on one EventStoreDB come one after another.
  const inLanes = values.smoke && positionals.length === 0 && !process.env.EVENTSTORE_URL;
  const together = inLanes ? sideBySide.filter((drill) => chosen.includes(drill)) : [];
  for (const drill of chosen.filter((one) => !together.includes(one))) {
    console.error(`${drill.name} …`);
    const row = await one(drill, seed, values.smoke, minutes);
    print(row);
    console.error(`${drill.name}: ${row.seconds} s`);
  }
  if (together.length > 0) (await runInLanes(together, seed)).forEach(print);
  const machine = { Node: process.version, cores: cpus().length, cpu: cpus()[0]?.model ?? '' };
  const record = { at: new Date().toISOString(), smoke: values.smoke, ...commit, machine, rows };
  if (values.json) writeFileSync(values.json, `${JSON.stringify(record, null, 2)}\n`);
  const broken = rows.filter((row) => row.notRun === undefined && !holds(row)).length;
  const missing = rows.filter(({ notRun }) => notRun !== undefined).length;
  console.log(`${rows.length - broken - missing} passed, ${broken} failed${missing > 0 ? `, ${missing} skipped` : ''}`);
  return broken > 0 ? 1 : missing > 0 ? 2 : 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
