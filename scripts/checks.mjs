// Runs the named checks and ends with one line: `N passed, N failed`. Checks of the source run side by side, then the tests.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'qorzhyn-checks-'));
process.on('exit', () => fs.rmSync(reports, { recursive: true, force: true }));

// Tests wait for the disk and for timers about half of their time, so three workers fill two cores.
const workers = Math.max(3, Math.floor(os.availableParallelism() / 2));
const folders = ['src', 'projections', 'test', 'web', 'bench', 'scripts'];

/** Programs of each check of the source, with their arguments. */
const sourceChecks = {
  lint: [['oxlint/bin/oxlint', '--config', '.oxlintrc.json', '--deny-warnings', ...folders]],
  format: [['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  language: [['../scripts/check-language.mjs']],
  types: [
    ['typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit'],
    ['svelte-check/bin/svelte-check', '--tsconfig', 'web/tsconfig.json', '--threshold', 'error', '--output', 'human'],
  ],
  'import-rules': [
    [
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      'src',
      'projections',
      'web',
    ],
  ],
};
const progress = ['--reporters', 'default', '--reporters', '<rootDir>/test/support/progress.js'];
const testRuns = {
  tests: ['--config', 'jest.config.js', ...progress, `--maxWorkers=${workers}`],
  browser: ['--config', 'test/e2e/jest.config.js'],
};

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    process.exit(2);
  });
}

function node(args, stdio) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', ...stdio] });
  running.add(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 2, text });
    });
  });
}

/** Prints the output of a program only when it fails. */
async function checkSource(name, [program, ...args]) {
  const started = Date.now();
  const { code, text } = await node([path.join(root, 'node_modules', program), ...args], ['pipe', 'pipe']);
  if (code !== 0) process.stdout.write(text);
  const seconds = Math.round((Date.now() - started) / 1000);
  const tool = sourceChecks[name].length > 1 ? ` (${program.split('/')[0]})` : '';
  console.log(`${name}${tool}: ${code === 0 ? 'passed' : `failed (exit ${code})`}, ${seconds} s`);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Every test counts as one; a suite that could not run, or a run that died, counts as one failed. */
async function jest(name, args) {
  const report = path.join(reports, `${name}.json`);
  const program = path.join(root, 'node_modules/jest/bin/jest.js');
  const { code } = await node([program, '--ci', '--json', '--outputFile', report, ...args], ['inherit', 'inherit']);
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

// `npm test -- --only types` runs one of several checks. Other words go to Jest, and only the tests run.
const words = process.argv.slice(2);
const isCheck = (word) => word in sourceChecks || word in testRuns;
const only = words.indexOf('--only');
const named = only === -1 ? words.filter(isCheck) : words.slice(only + 1, only + 2).filter(isCheck);
const rest = words.filter((word, index) => !isCheck(word) && (only === -1 || (index !== only && index !== only + 1)));
const chosen = rest.length > 0 && named.includes('tests') ? ['tests'] : named;
if (chosen.length === 0) {
  console.error(`Name a check: ${[...Object.keys(sourceChecks), ...Object.keys(testRuns)].join(', ')}.`);
  process.exit(2);
}
const ofSource = chosen.filter((name) => name in sourceChecks);
if (ofSource.length > 0) console.log(`Checking ${ofSource.join(', ')} …`);
const programs = ofSource.flatMap((name) => sourceChecks[name].map((program) => checkSource(name, program)));
const results = await Promise.all(programs);
for (const name of chosen.filter((word) => word in testRuns)) {
  console.log(`Running ${name} …`);
  results.push(await jest(name, [...testRuns[name], ...rest]));
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
