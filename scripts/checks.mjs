// Runs the named checks one after another and ends with one line: `N passed, N failed`.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const tool = (file) => path.join(root, 'node_modules', file);
const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'qorzhyn-checks-'));
process.on('exit', () => fs.rmSync(reports, { recursive: true, force: true }));

const workers = Math.max(2, Math.floor(os.availableParallelism() / 2));

const steps = {
  lint: () =>
    one('lint', [
      tool('oxlint/bin/oxlint'),
      '--config',
      '.oxlintrc.json',
      '--deny-warnings',
      'src',
      'projections',
      'test',
      'web',
      'bench',
      'scripts',
    ]),
  format: () => one('format', [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']),
  language: () => one('language', ['scripts/check-language.mjs']),
  types: () => all([() => one('types', [tool('typescript/bin/tsc'), '-p', 'tsconfig.json', '--noEmit']), webTypes]),
  'import-rules': () =>
    one('import rules', [
      tool('dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      'src',
      'projections',
      'web',
    ]),
  tests: (args) => jest('tests', ['--config', 'jest.config.js', `--maxWorkers=${workers}`, ...args]),
  browser: (args) => jest('browser', ['--config', 'test/e2e/jest.config.js', '--runInBand', ...args]),
};

let running;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    running?.kill(signal);
    process.exit(2);
  });
}

function node(args) {
  return new Promise((resolve) => {
    running = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    running.on('exit', (code) => resolve(code ?? 2));
  });
}

async function one(name, args) {
  const code = await node(args);
  console.log(`${name}: ${code === 0 ? 'passed' : `failed (exit ${code})`}`);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function all(parts) {
  const sum = { passed: 0, failed: 0 };
  for (const part of parts) {
    const { passed, failed } = await part();
    sum.passed += passed;
    sum.failed += failed;
  }
  return sum;
}

async function webTypes() {
  if (!fs.existsSync(path.join(root, 'web', 'tsconfig.json'))) return { passed: 0, failed: 0 };
  return one('types of the pages', [
    tool('svelte-check/bin/svelte-check'),
    '--tsconfig',
    'web/tsconfig.json',
    '--threshold',
    'error',
    '--output',
    'human',
  ]);
}

/** Every test counts as one; a suite that could not run, or a run that died, counts as one failed. */
async function jest(name, args) {
  const report = path.join(reports, `${name}.json`);
  const code = await node([tool('jest/bin/jest.js'), '--ci', '--json', '--outputFile', report, ...args]);
  if (!fs.existsSync(report)) return { passed: 0, failed: 1 };
  const result = JSON.parse(fs.readFileSync(report, 'utf8'));
  contractSummary(result.testResults);
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const skipped = result.numPendingTests > 0 ? `, ${result.numPendingTests} skipped` : '';
  console.log(`${name}: ${result.numPassedTests} passed, ${failed} failed${skipped}`);
  return { passed: result.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/** How many promises of each port were checked on which adapter: the outermost `describe` names the adapter. */
function contractSummary(suites) {
  const counts = new Map();
  for (const suite of suites.filter(({ name }) => /[\\/]test[\\/]contract[\\/]/.test(name))) {
    for (const test of suite.assertionResults) {
      const key = `${path.basename(suite.name).replace(/\.contract-spec\.ts$/, '')} · ${test.ancestorTitles[0] ?? 'unnamed'}`;
      const count = counts.get(key) ?? { passed: 0, failed: 0, pending: 0 };
      count[test.status === 'passed' ? 'passed' : test.status === 'failed' ? 'failed' : 'pending'] += 1;
      counts.set(key, count);
    }
  }
  for (const [key, { passed, failed, pending }] of counts) {
    console.log(`contract: ${key}: ${passed} passed, ${failed} failed${pending > 0 ? `, ${pending} not run` : ''}`);
  }
}

// `npm test -- --only tests` runs one of several; any other word goes to jest, and then only the tests run.
const words = process.argv.slice(2);
const only = words.indexOf('--only');
const named = only === -1 ? words.filter((word) => word in steps) : [words[only + 1]].filter((word) => word in steps);
const rest = words.filter((word, index) => !(word in steps) && (only === -1 || (index !== only && index !== only + 1)));
const chosen = rest.length > 0 && named.includes('tests') ? ['tests'] : named;
if (chosen.length === 0) {
  console.error(`Name a check: ${Object.keys(steps).join(', ')}.`);
  process.exit(2);
}
const total = await all(chosen.map((name) => () => steps[name](rest)));
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
