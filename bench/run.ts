import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { NotRun } from '../test/drills/drill.js';
import { commitOf } from '../test/support/commit.js';
import { offerEventStoreDb } from '../test/support/drill-store.js';
import { appendGroup, appendIdempotent, appendPeer } from './append.js';
import { approvalOnScreen, latencyOnSocket, throughputOnScreens } from './e2e.js';
import {
  BadArgument,
  type Bench,
  describeMachine,
  type BenchContext,
  judge,
  type Machine,
  openBenchContext,
  type Result,
  unmeasured,
  versionOf,
} from './harness.js';
import { httpBoard } from './http.js';
import { fanoutP99, fanoutPeer, socketMemory, socketStorm } from './live.js';
import { portalActions, portalHome } from './portal.js';
import { rebuildStandings, scaleCost, startWarm, travelAt } from './rebuild.js';

/** Every row, in the order in which they are measured. */
export const benches: readonly Bench[] = [
  appendGroup,
  appendPeer,
  appendIdempotent,
  rebuildStandings,
  travelAt,
  startWarm,
  httpBoard,
  portalHome,
  portalActions,
  latencyOnSocket,
  approvalOnScreen,
  throughputOnScreens,
  fanoutPeer,
  fanoutP99,
  socketMemory,
  socketStorm,
  scaleCost,
];

const ROUNDS = 5;
const SECONDS = 2;

const HELP = `npm run bench [-- <name>…] [--smoke] [--rounds <n>] [--json <file>]
npm run bench -- capacity [--smoke] [--render]

Measures each row against a limit or a peer of the same run; docs/benchmarks.md describes the rows.

  --smoke        makes every check with few rounds and reports no figure
  --rounds <n>   rounds per row, at least ${ROUNDS}
  --json <file>  also writes the results

capacity writes docs/capacity.md; --render writes it from the figures there are. Ends with 0 when every target is reached, 1 for a missed target, 2 for a missing measurement, 3 for an error or a wrong result.

Rows: ${benches.map(({ name }) => name).join(', ')}`;

function chosen(names: readonly string[]): readonly Bench[] {
  const fits = (bench: Bench, name: string) => bench.name === name || bench.name.startsWith(`${name}.`);
  const unknown = names.find((name) => !benches.some((bench) => fits(bench, name)));
  if (unknown)
    throw new BadArgument(`there is no ${unknown}; there are: ${benches.map(({ name }) => name).join(', ')}`);
  return benches.filter((bench) => names.length === 0 || names.some((name) => fits(bench, name)));
}

async function measure(bench: Bench, context: BenchContext): Promise<Result> {
  const missing = bench.needs?.filter((program) => versionOf(program) === null) ?? [];
  if (missing.length > 0) return unmeasured(bench, `${missing.join(' and ')} not found on this machine`);
  try {
    return judge(bench, await bench.run(context), context.smoke);
  } catch (error) {
    if (error instanceof NotRun) return unmeasured(bench, error.message);
    throw error;
  }
}

function print({ name, ratio, min, max, target, state, reason, metric, anchor, rounds, figures }: Result): void {
  const range = ratio === null ? '' : ` ${ratio.toFixed(2)} (${min?.toFixed(2)}–${max?.toFixed(2)}), ${rounds} rounds,`;
  console.log(`${name}:${range} target ${target}: ${state}${reason ? `: ${reason}` : ''}`);
  console.log(`    ${metric} ÷ ${anchor}`);
  const parts = Object.entries(figures).map(([what, value]) => `${what} ${value}`);
  if (parts.length > 0) console.log(`    ${parts.join(', ')}`);
}

function printMachine(machine: Machine): void {
  console.log(
    Object.entries(machine)
      .map(([what, value]) => `${what} ${value}`)
      .join(' · '),
  );
}

/** 0 = everything reached; 1 = a target was missed; 2 = something could not be measured. A smoke asks only for correctness. */
export async function bench(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      smoke: { type: 'boolean', default: false },
      rounds: { type: 'string', default: String(ROUNDS) },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const { smoke } = values;
  offerEventStoreDb(process.env.EVENTSTORE_URL);
  const wanted = chosen(positionals);
  const rounds = smoke ? 2 : Math.max(ROUNDS, Number(values.rounds) || ROUNDS);
  const context = await openBenchContext({ smoke, rounds, seconds: smoke ? 1 : SECONDS });
  try {
    const machine = await describeMachine(context);
    const commit = commitOf();
    printMachine(machine);
    const results: Result[] = [];
    for (const bench of wanted) {
      console.error(`${bench.name} …`);
      const result = await measure(bench, context);
      results.push(result);
      print(result);
      // After every row: a run that is broken off keeps what it has measured.
      const record = { at: new Date().toISOString(), smoke, ...commit, machine, results };
      if (values.json) writeFileSync(values.json, `${JSON.stringify(record, null, 2)}\n`);
    }
    if (smoke) return 0;
    if (results.some(({ state }) => state === 'not measured')) return 2;
    return results.some(({ state }) => state === 'missed') ? 1 : 0;
  } finally {
    await context.close();
  }
}
