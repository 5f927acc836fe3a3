import { type Bench, limitOf, type Result, stateOf } from '../../bench/harness.js';
import { benches } from '../../bench/run.js';
import type { Drill } from '../drills/drill.js';
import { drills } from '../drills/drills.js';
import type { Measured, PromiseRecord } from './record.js';

const HEAD = `# Promises

Written by \`npm run promises\` from what \`npm run drills -- --json\` and \`npm run bench -- --json\` measured (docs/promises.json); change neither
by hand. Every command measures its row on the machine that runs it. The anchor of a ratio is measured in the same run, by turns.
P0 = a change that breaks it does not land.

A control must fail, which shows that the drill would see a broken promise. It is the product with its protection *taken away* or *not used*, an
injected *fault*, or a *stand-in* for a product that cannot run without the protection.

The figures belong to the run in the last column, with its commit where known. A row without a target is a figure for comparison.
`;

/** A cell of a Markdown table. */
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
const row = (...cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: string[], rows: string[]) => [row(...head), row(...head.map(() => '---')), ...rows].join('\n');

/** docs/promises.md, from the record alone. */
export function render(record: PromiseRecord): string {
  const safety = drills.map((drill) => drillRow(drill, record));
  const speed = benches.map((bench) => benchRow(bench, record));
  const machines = record.machines.map((machine, number) => {
    const words = Object.entries(machine).map(([what, value]) => `${what} ${value}`);
    return `- machine ${number + 1}: ${words.join(' · ')}`;
  });
  return [
    HEAD,
    `## Safety\n\n${table(['promise', 'command', 'figure', 'target', 'control', "control's figure", 'measured'], safety)}\n`,
    `## Speed\n\n${table(['promise', 'command', 'ratio', 'target', 'measured against', 'measured'], speed)}\n`,
    `## Machines\n\n${machines.join('\n') || '- none yet'}\n`,
  ].join('\n');
}

const when = ({ at, smoke, machine, commit, isChanged }: Measured) =>
  `${at.slice(0, 10)}, machine ${machine + 1}${commit ? `, ${commit}${isChanged ? ' with changes' : ''}` : ''}${smoke ? ', few rounds' : ''}`;

function drillRow({ name, promise, target, priority }: Drill, { drills: known }: PromiseRecord): string {
  const found = known[name];
  const minutes = found?.minutes === undefined ? '' : ` --minutes ${found.minutes}`;
  const command = `\`npm run drills -- ${name}${minutes}\``;
  const start = [`${promise} (${priority ?? 'P0'})`, command];
  if (!found) return row(...start, 'not measured yet', target, '–', '–', '–');
  const { outcome, notRun, error } = found;
  const figure = outcome
    ? `${outcome.holds ? '' : '**broken:** '}${outcome.figure}`
    : notRun === undefined
      ? `**broken:** ${error}`
      : `not run: ${notRun}`;
  const control = outcome ? `${outcome.control.fails ? '' : '**did not fail:** '}${outcome.control.figure}` : '–';
  return row(...start, figure, target, outcome?.control.kind ?? '–', control, `${when(found)}, seed ${found.seed}`);
}

const short = (value: number) => Number(value.toPrecision(4)).toLocaleString('en');

function ratioOf(bench: Bench, { ratio, min, max, rounds, reason }: Result): string {
  if (ratio === null) return `not measured: ${reason}`;
  const range = `${ratio.toPrecision(3)} (${min?.toPrecision(3)}–${max?.toPrecision(3)}, ${rounds} rounds)`;
  return stateOf(bench, ratio) === 'missed' ? `**missed:** ${range}` : range;
}

function benchRow(bench: Bench, { benches: known }: PromiseRecord): string {
  const { name, metric, anchor } = bench;
  const command = `\`npm run bench -- ${name}\``;
  const limit = limitOf(bench);
  const found = known[name];
  if (!found) return row(metric, command, 'not measured yet', limit, anchor, '–');
  const against = found.sides ? `${anchor}: ${short(found.sides.anchor)}; ours ${short(found.sides.ours)}` : anchor;
  const more = Object.entries(found.figures).map(([what, value]) => `${what} ${value}`);
  return row(metric, command, ratioOf(bench, found), limit, [against, ...more].join('; '), when(found));
}
