// Runs before node_modules exist and on any Node: built-ins only, old syntax, no `node:` prefix.
import { spawn, spawnSync } from 'child_process';
import { createHash } from 'crypto';
import fs from 'fs';
import path from 'path';
import { fileURLToPath } from 'url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const OLDEST = [20, 19];

/** What each public command needs and runs. `build` brings dist up to date first. */
const commands = {
  demo: { build: true, server: true, run: 'dist/src/cli/demo/demo.js' },
  start: { build: true, server: true, run: 'dist/src/main.js' },
  verify: { build: true, server: true, run: 'dist/src/cli/verify.js' },
  rebuild: { build: true, server: true, run: 'dist/src/cli/rebuild.js' },
  backup: { build: true, server: true, run: 'dist/src/cli/backup/backup.js' },
  restore: { build: true, server: true, run: 'dist/src/cli/restore/restore.js' },
  export: { build: true, server: true, run: 'dist/src/cli/export/export.js' },
  'migrate-store': { build: true, run: 'dist/src/cli/migrate-store/migrate-store.js' },
  import: { build: true, run: 'dist/src/cli/import/import.js' },
  bench: { build: true, server: true, run: 'bench/bench.cjs' },
  growth: { run: 'bench/growth.cjs' },
  drills: { build: true, server: true, run: 'test/drills/drills.cjs' },
  promises: { run: 'test/promises/promises.cjs' },
  build: { build: true },
  test: { run: 'src/cli/checks.mjs', args: ['types', 'import-rules', 'tests'] },
  'test:e2e': { build: true, run: 'src/cli/checks.mjs', args: ['browser'] },
  check: {
    build: true,
    run: 'src/cli/checks.mjs',
    args: ['lint', 'format', 'types', 'import-rules', 'tests', 'browser'],
  },
  lint: { run: 'src/cli/checks.mjs', args: ['lint', 'format'] },
  typecheck: { run: 'src/cli/checks.mjs', args: ['types'] },
  'import-rules': { run: 'src/cli/checks.mjs', args: ['import-rules'] },
};

const serverInputs = ['src', 'projections', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const webInputs = ['web', 'src', 'projections', 'package-lock.json'];

function stop(code, sentence) {
  console.error(sentence);
  process.exit(code);
}

function say(sentence) {
  console.error(sentence);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  stop(
    2,
    `Qorzhyn needs Node ${OLDEST.join('.')} or newer and this is ${process.versions.node}: install Node 24 LTS from https://nodejs.org and run the command again.`,
  );
}

function checkPlatform() {
  if (process.env.DATABASE_URL) return;
  const here = `${process.platform}-${process.arch}`;
  const known = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'];
  const musl = process.platform === 'linux' && process.report && !process.report.getReport().header.glibcVersionRuntime;
  if (known.includes(here) && !musl) return;
  stop(
    2,
    `There is no embedded database for ${here}${musl ? ' with musl' : ''}: set DATABASE_URL to a PostgreSQL 15 or newer and run the command again.`,
  );
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));
  } catch {
    return null;
  }
}

/** True when every package the lock asks for on any platform lies in node_modules in that version. */
function installed() {
  const wanted = readJson('package-lock.json');
  const present = readJson('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  return Object.keys(wanted.packages).every((name) => {
    const entry = wanted.packages[name];
    if (name === '' || entry.optional || entry.devOptional || entry.peer) return true;
    const have = present.packages[name];
    return have !== undefined && have.version === entry.version;
  });
}

function runNow(title, command, args) {
  say(title);
  const shell = process.platform === 'win32' && command === 'npm';
  const env = Object.assign({}, process.env, { VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' });
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell, env });
  if (result.status !== 0) stop(2, `${title} did not succeed: ${[command, ...args].join(' ')}`);
}

function digest(inputs) {
  const hash = createHash('sha256');
  const visit = (file) => {
    const full = path.join(root, file);
    const stat = fs.statSync(full, { throwIfNoEntry: false });
    if (stat === undefined || /(^|\/)(node_modules|dist)$|[.-]spec\.ts$/.test(file)) return;
    if (stat.isDirectory()) for (const name of fs.readdirSync(full).sort()) visit(`${file}/${name}`);
    else hash.update(`${file}\0${stat.size}\0`).update(fs.readFileSync(full));
  };
  inputs.forEach(visit);
  return hash.digest('hex');
}

function buildPart(name, inputs, build) {
  const stamp = path.join(root, 'dist', `.built-${name}`);
  const now = digest(inputs);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === now) return;
  fs.rmSync(stamp, { force: true });
  build();
  fs.writeFileSync(stamp, now);
}

function nodeTool(file) {
  return path.join(root, 'node_modules', file);
}

function build() {
  buildPart('server', serverInputs, () => {
    fs.rmSync(path.join(root, 'dist', 'src'), { recursive: true, force: true });
    fs.rmSync(path.join(root, 'dist', 'projections'), { recursive: true, force: true });
    runNow('Building the server …', process.execPath, [nodeTool('typescript/bin/tsc'), '-p', 'tsconfig.build.json']);
  });
  if (!fs.existsSync(path.join(root, 'web', 'vite.config.ts'))) return;
  buildPart('web', webInputs, () => {
    const vite = [nodeTool('vite/bin/vite.js'), 'build', '-c', 'web/vite.config.ts', '--logLevel', 'warn'];
    runNow('Building the pages …', process.execPath, vite);
    runNow('Building the pages as the server writes them …', process.execPath, [...vite, '--ssr']);
  });
}

function run(file, args) {
  const full = path.join(root, file);
  if (!fs.existsSync(full)) stop(2, `${file} is missing: the build did not make it.`);
  const child = spawn(process.execPath, ['--enable-source-maps', full, ...args], { cwd: root, stdio: 'inherit' });
  // A terminal sends Ctrl-C to the whole group; anything else reaches only this process and is handed on.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  child.on('exit', (code) => process.exit(code === null ? 2 : code));
}

const [name, ...rest] = process.argv.slice(2);
const command = commands[name];
if (!command) stop(2, `Unknown command ${name}; known: ${Object.keys(commands).join(', ')}.`);
const args = rest.filter((word) => word !== '--no-install');
checkNode();
if (command.server) checkPlatform();
if (!installed()) {
  if (args.length < rest.length)
    stop(2, 'Packages are missing: run npm ci --ignore-scripts, or leave out --no-install.');
  runNow('Installing packages (about a minute) …', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
}
if (command.build) build();
if (command.run) run(command.run, [...(command.args || []), ...args]);
