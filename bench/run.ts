import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { approvalOnScreen } from './approval-on-screen.js';
import type { Bench, Measured } from './measure.js';

const BENCHES: readonly Bench[] = [approvalOnScreen];

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' }, smoke: { type: 'boolean', default: false } },
  });
  const unknown = positionals.find((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown) throw new Error(`there is no ${unknown}; there are: ${BENCHES.map(({ name }) => name).join(', ')}`);
  const results: Measured[] = [];
  for (const bench of BENCHES.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    console.error(`${bench.name} …`);
    const measured = await bench.run(values.smoke);
    results.push(measured);
    const figures = Object.entries(measured.figures).map(([name, value]) => `${name} ${value}`);
    console.log(
      `${measured.name} | ${measured.metric} | ${measured.ratio.toFixed(2)} | ${measured.target} | ${figures.join(', ')}`,
    );
  }
  const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model ?? '' };
  console.log(`Node ${machine.node}, ${machine.cores} × ${machine.cpu}`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, results }, null, 2)}\n`);
  return values.smoke || results.every(({ reached }) => reached) ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
