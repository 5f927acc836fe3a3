import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Drill } from './drill.js';

const root = path.join(__dirname, '../..');
const SPEC = 'projections/standings/standings-properties.spec.ts';

interface Told {
  numPassedTests: number;
  numTotalTests: number;
  testResults: { assertionResults: { title: string; status: string }[] }[];
}

/** Runs each property of the fold on random histories; each must also fail for a broken fold. */
function run(seed: number, runs: number): Told {
  const folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-properties-'));
  const file = path.join(folder, 'told.json');
  try {
    const jest = path.join(root, 'node_modules/jest/bin/jest.js');
    spawnSync(process.execPath, [jest, SPEC, '--json', '--outputFile', file, '--testTimeout', '1800000'], {
      cwd: root,
      env: { ...process.env, PROPERTY_SEED: String(seed), PROPERTY_RUNS: String(runs), NO_COLOR: '1' },
      stdio: 'ignore',
    });
    return JSON.parse(readFileSync(file, 'utf8')) as Told;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const properties: Drill = {
  name: 'properties',
  promise: 'rebuilt, resumed, repeated or reordered, every history gives the same standings',
  target: 'every property holds',
  quick: false,
  run(seed, smoke) {
    const runs = smoke ? 200 : 20_000;
    const { numPassedTests, numTotalTests, testResults } = run(seed, runs);
    const broken = testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status !== 'passed')
      .map(({ title }) => title);
    return Promise.resolve({
      figure: `${numPassedTests} of ${numTotalTests} properties × ${runs} histories${broken.length > 0 ? `; not: ${broken.join('; ')}` : ''}`,
      holds: broken.length === 0 && numTotalTests > 0,
      control: {
        kind: 'fault put in',
        figure: `${numPassedTests} broken folds found`,
        fails: numPassedTests === numTotalTests,
      },
    });
  },
};
