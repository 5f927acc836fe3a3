import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchRun, type DrillRun, emptyRecord, type PromiseRecord, shortfalls, take } from './record.js';
import { render } from './table.js';

const root = path.join(__dirname, '../..');
const recordFile = path.join(root, 'docs/promises.json');
const tableFile = path.join(root, 'docs/promises.md');

const readJson = <Body>(file: string) => JSON.parse(readFileSync(file, 'utf8')) as Body;

const HELP = `npm run promises [-- <result.json>…] [--check <drills.json>]

Writes docs/promises.md from the results that npm run drills and npm run bench wrote with --json.

  --check <drills.json>  writes nothing and compares a run of drills with the table`;

/** Merges results of runs into the table. `--check` writes nothing and compares a fresh run of drills with it. */
function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { check: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const record = existsSync(recordFile) ? readJson<PromiseRecord>(recordFile) : emptyRecord();
  if (values.check === undefined) {
    const taken = positionals.reduce((sum, file) => take(sum, readJson<DrillRun | BenchRun>(file)), record);
    writeFileSync(recordFile, `${JSON.stringify(taken, null, 2)}\n`);
    writeFileSync(tableFile, render(taken));
    console.log(`${path.relative(process.cwd(), tableFile)} is written`);
    return 0;
  }
  const fresh = readJson<DrillRun>(values.check);
  const broken = shortfalls(fresh);
  const stale = existsSync(tableFile) && readFileSync(tableFile, 'utf8') === render(record) ? [] : ['docs/promises.md'];
  console.log(render(take(emptyRecord(), fresh)).split('## Speed')[0]);
  for (const one of broken) console.log(`falls short: ${one}`);
  for (const one of stale) console.log(`${one} is not what its record says: npm run promises`);
  const failed = broken.length + stale.length;
  const missing = fresh.rows.filter(({ notRun }) => notRun !== undefined).length;
  console.log(`${fresh.rows.length - missing - broken.length} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
