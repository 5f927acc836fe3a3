// Rebuilds on every change: the Nest CLI compiles the server, Vite builds the pages, this program restarts the server.
// Open pages reload by themselves. `npm run dev -- --inspect` opens the server for a debugger.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const QUIET_MS = 300;
const env = { ...process.env, WEB_RELOAD: 'true', VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' };
const inspect = process.argv.slice(2).filter((word) => word.startsWith('--inspect'));
const settings = process.argv.slice(2).filter((word) => !word.startsWith('--inspect'));

if (settings.includes('--help')) {
  console.log(`npm run dev [-- [--inspect[=<port>]] [--lan]]

Starts the server, rebuilds it and the pages on every change, and reloads open pages.

  --inspect  opens a port for a debugger, 9229 by default
  --lan      listens on the local network too

npm start -- --help lists the settings.`);
  process.exit(0);
}

const children = new Set();
let stopping = false;

function start(args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env });
  children.add(child);
  child.exited = new Promise((resolve) => child.on('exit', resolve)).finally(() => children.delete(child));
  return child;
}

/** Runs the work once the folders have been quiet; changes during the work lead to one more run. */
function onChange(folders, work) {
  let timer;
  let running = Promise.resolve();
  const listener = (_event, name) => {
    if (/[.-]spec\.ts$/.test(name ?? '')) return;
    clearTimeout(timer);
    timer = setTimeout(() => (running = running.then(work)), QUIET_MS);
  };
  for (const folder of folders) fs.watch(path.join(root, folder), { recursive: true }, listener);
}

async function buildPages() {
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', '-c'];
  for (const target of [
    ['web/vite.config.ts'],
    ['web/vite.config.ts', '--ssr'],
    ['web/app/vite.config.mts', 'web/app'],
  ])
    await start([...vite, ...target]).exited;
}

let server;
async function restart() {
  if (stopping) return;
  server?.kill('SIGTERM');
  await server?.exited;
  server = start([...inspect, '--enable-source-maps', 'dist/src/main.js', ...settings]);
}

async function stop() {
  stopping = true;
  for (const child of children) child.kill('SIGTERM');
  await Promise.all([...children].map(({ exited }) => exited));
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);

// The stamps stand for a finished build, which is about to change.
for (const part of ['server', 'web']) fs.rmSync(path.join(root, 'dist', `.built-${part}`), { force: true });
await buildPages();
onChange(['web', 'projections'], buildPages);
onChange(['dist/src', 'dist/projections', 'dist/web-ssr', 'dist/web-app'], restart);
start(['node_modules/@nestjs/cli/bin/nest.js', 'build', '--watch']);
await restart();
