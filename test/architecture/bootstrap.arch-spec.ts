import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const project = path.join(__dirname, '../..');
const start = ['--build', '--database', 'dist/src/main.js'];
const newNode = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '24.1.0' } })`;
const oldNode = newNode.replace('24.1.0', '20.20.2');

interface Ended {
  code: number | null;
  out: string;
  err: string;
  lastLine: string;
}

/** A small project around the real bootstrap; its compiler and its npm count how often they run. */
class SmallProject {
  readonly root = path.join(mkdtempSync(path.join(os.tmpdir(), 'qorzhyn-boot-')), 'Менің қалтам мен бос орын');

  constructor() {
    const typescript = { 'node_modules/typescript': { version: '6.0.0' } };
    const absent = { 'node_modules/absent': { version: '1.0.0', optional: true } };
    this.write('package-lock.json', JSON.stringify({ packages: { '': {}, ...typescript, ...absent } }));
    this.write('node_modules/.package-lock.json', JSON.stringify({ packages: typescript }));
    this.write(
      'node_modules/typescript/bin/tsc',
      `const fs = require('fs');
fs.mkdirSync('dist/src', { recursive: true });
fs.copyFileSync('src/main.ts', 'dist/src/main.js');
fs.appendFileSync('builds', '.');`,
    );
    this.write('src/main.ts', `console.log('ran ' + process.argv.slice(2).join(' '));`);
    for (const file of ['bootstrap.mjs', 'node-runtime/package.json', 'node-runtime/package-lock.json']) {
      mkdirSync(path.dirname(path.join(this.root, 'scripts', file)), { recursive: true });
      copyFileSync(path.join(project, 'scripts', file), path.join(this.root, 'scripts', file));
    }
    this.npm('');
  }

  write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(this.root, file)), { recursive: true });
    writeFileSync(path.join(this.root, file), text);
  }

  /** A fake npm that installs this platform's packages of the lock. The Node it installs starts the Node of this test. */
  npm(beforehand: string): void {
    // A shell starts it, because a shebang cannot name a path with spaces.
    this.write('bin/npm', `#!/bin/sh\nexec "${process.execPath}" "${path.join(this.root, 'bin/npm.cjs')}" "$@"\n`);
    this.write(
      'bin/npm.cjs',
      `const fs = require('fs');
fs.appendFileSync(${JSON.stringify(path.join(this.root, 'npm-runs'))}, '.');
${beforehand}
for (const [folder, entry] of Object.entries(JSON.parse(fs.readFileSync('package-lock.json', 'utf8')).packages)) {
  if (entry.os !== process.platform || entry.cpu !== process.arch) continue;
  fs.mkdirSync(folder + '/bin', { recursive: true });
  const version = 'case "$1" in --version) echo v' + entry.version + '; exit ;; esac';
  const node = '#!/bin/sh\\n' + version + '\\nBROUGHT=yes exec "${process.execPath}" "$@"\\n';
  fs.writeFileSync(folder + '/bin/node', node, { mode: 0o755 });
}`,
    );
    chmodSync(path.join(this.root, 'bin/npm'), 0o755);
  }

  count(name: 'builds' | 'npm-runs'): number {
    const counter = path.join(this.root, name);
    return existsSync(counter) ? readFileSync(counter, 'utf8').length : 0;
  }

  private command(args: readonly string[], pretend: string): string[] {
    const before = `data:text/javascript,${encodeURIComponent(pretend)}`;
    return ['--import', before, path.join(this.root, 'scripts/bootstrap.mjs'), ...args];
  }

  private get env(): NodeJS.ProcessEnv {
    return { PATH: [path.join(this.root, 'bin'), process.env['PATH']].join(path.delimiter) };
  }

  /** `pretend` is code that runs before the bootstrap. */
  run(args: readonly string[], pretend = newNode): Ended {
    const options = { encoding: 'utf8', env: this.env, cwd: os.tmpdir() } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, this.command(args, pretend), options);
    return { code: status, out: stdout.trim(), err: stderr, lastLine: stderr.trim().split('\n').at(-1) ?? '' };
  }

  start(args: readonly string[], pretend = newNode): Promise<number | null> {
    const child = spawn(process.execPath, this.command(args, pretend), { env: this.env, stdio: 'ignore' });
    return new Promise((resolve) => child.on('exit', resolve));
  }

  get runtimes(): string[] {
    const folder = path.join(this.root, '.runtime');
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  remove(): void {
    rmSync(path.dirname(this.root), { recursive: true, force: true });
  }
}

describe('scripts/bootstrap.mjs', () => {
  let tree: SmallProject;
  beforeEach(() => (tree = new SmallProject()));
  afterEach(() => tree.remove());

  it('builds once and builds again only when a source changes', () => {
    expect(tree.run([...start, '--lan'])).toMatchObject({ code: 0, out: 'ran --lan' });
    expect(tree.run(start)).toMatchObject({ code: 0, out: 'ran' });
    expect(tree.count('builds')).toBe(1);
    utimesSync(path.join(tree.root, 'src/main.ts'), new Date(), new Date());
    tree.write('src/main.spec.ts', 'tests are not built');
    tree.run(start);
    expect(tree.count('builds')).toBe(1);
    tree.write('src/main.ts', `console.log('changed');`);
    expect(tree.run(start)).toMatchObject({ code: 0, out: 'changed' });
    expect(tree.count('builds')).toBe(2);
  });

  it('ends with the exit code of the command', () => {
    tree.write('src/main.ts', 'process.exit(1);');
    expect(tree.run(start).code).toBe(1);
  });

  it('refuses a platform without an embedded database unless one is named', () => {
    const { code, lastLine } = tree.run(
      start,
      `${newNode}; Object.defineProperty(process, 'arch', { value: 's390x' })`,
    );
    expect(code).toBe(2);
    expect(lastLine).toMatch(/s390x.*: set DATABASE_URL/);
  });

  it('names the missing packages instead of installing with --no-install', () => {
    const other = { packages: { 'node_modules/typescript': { version: '5.9.0' } } };
    tree.write('node_modules/.package-lock.json', JSON.stringify(other));
    expect(tree.run([...start, '--no-install'])).toMatchObject({
      code: 2,
      lastLine: 'Packages are missing: run npm ci --ignore-scripts, or leave out --no-install.',
    });
    expect(tree.count('npm-runs')).toBe(0);
  });

  it('stops after a failed build and builds again the next time', () => {
    const compiler = readFileSync(path.join(tree.root, 'node_modules/typescript/bin/tsc'), 'utf8');
    tree.write('node_modules/typescript/bin/tsc', `${compiler}\nprocess.exit(1);`);
    expect(tree.run(start)).toMatchObject({
      code: 2,
      out: '',
      lastLine: 'Building the server failed: the reason is above.',
    });
    tree.write('node_modules/typescript/bin/tsc', compiler);
    expect(tree.run(start)).toMatchObject({ code: 0, out: 'ran' });
    expect(tree.count('builds')).toBe(2);
  });

  it('refuses a file that does not exist', () => {
    expect(tree.run(['dance.mjs'])).toMatchObject({ code: 2, lastLine: 'dance.mjs is missing: nothing was run.' });
  });

  it('builds once when two commands start together', async () => {
    expect(await Promise.all([tree.start(start), tree.start(start), tree.start(start)])).toEqual([0, 0, 0]);
    expect(tree.count('builds')).toBe(1);
  });

  it('names the folder that it cannot write', () => {
    tree.write('.runtime', 'a file where the folder belongs');
    expect(tree.run(start)).toMatchObject({ code: 2, lastLine: expect.stringMatching(/cannot be written \(E\w+\)/) });
  });

  it('takes over the lock of a command that was killed', () => {
    const killed = spawnSync(process.execPath, ['-e', '']).pid;
    tree.write('.runtime/lock', String(killed));
    expect(tree.run(start)).toMatchObject({ code: 0, out: 'ran' });
    expect(tree.runtimes).toEqual([]);
  });
});

describe('scripts/bootstrap.mjs on an old Node', () => {
  const lock = JSON.parse(readFileSync(path.join(project, 'scripts/node-runtime/package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string; integrity: string; os: string; cpu: string }>;
  };
  const packages = Object.entries(lock.packages).filter(([name]) => name !== '');
  const { version } = packages
    .map(([, entry]) => entry)
    .find(({ os: system, cpu }) => system === process.platform && cpu === process.arch)!;
  const folder = `${process.platform}-${process.arch}-${version}`;

  let tree: SmallProject;
  beforeEach(() => {
    tree = new SmallProject();
    tree.write('src/main.ts', `console.log(process.env.BROUGHT, process.env.PATH.split(':')[0].endsWith('/bin'));`);
  });
  afterEach(() => tree.remove());

  it('downloads the pinned Node once, names its size and uses it', () => {
    const first = tree.run(start, oldNode);
    expect(first).toMatchObject({ code: 0, out: 'yes true' });
    expect(first.err.split('\n')[0]).toMatch(
      new RegExp(
        `^Node 20\\.20\\.2 is older than 22\\.17: downloading Node ${version} into \\.runtime \\(\\d\\d MB\\) …$`,
      ),
    );
    expect(tree.runtimes).toEqual([folder]);
    const second = tree.run([...start, '--no-install'], oldNode);
    expect(second).toMatchObject({ code: 0, out: 'yes true', err: '' });
    expect(tree.count('npm-runs')).toBe(1);
  });

  it('uses the Node of the machine when it is new enough', () => {
    const atLeast = oldNode.replace('20.20.2', '22.17.0');
    expect(tree.run(start, atLeast)).toMatchObject({ code: 0, out: expect.stringMatching(/^undefined/) });
    expect(tree.run(start, oldNode.replace('20.20.2', '22.16.9')).out).toMatch(/^yes/);
  });

  it('refuses in one sentence with --no-install', () => {
    expect(tree.run([...start, '--no-install'], oldNode)).toMatchObject({
      code: 2,
      err: 'Qorzhyn needs Node 22.17 or newer and this is 20.20.2: install Node 24 LTS from https://nodejs.org, or leave out --no-install.\n',
    });
  });

  it('refuses in one sentence on a platform without a package of Node', () => {
    const strange = `${oldNode}; Object.defineProperty(process, 'arch', { value: 's390x' })`;
    expect(tree.run(['dist/src/main.js'], strange)).toMatchObject({
      code: 2,
      lastLine: expect.stringMatching(/^Qorzhyn needs Node 22\.17 or newer and this is 20\.20\.2: install Node 24 LTS/),
    });
  });

  it('refuses in one sentence on a Node without what the download needs', () => {
    const ancient = `${oldNode}; process.getBuiltinModule('fs').rmSync = undefined`;
    expect(tree.run(start, ancient)).toMatchObject({ code: 2, lastLine: expect.stringMatching(/install Node 24 LTS/) });
  });

  it('hides an empty HOME from npm, which would write into the project', () => {
    tree.npm(`if (process.env.HOME === '') process.exit(1);`);
    expect(tree.run(start, `process.env.HOME = ''; ${oldNode}`)).toMatchObject({ code: 0, out: 'yes true' });
  });

  it('does not use a download that was cut', () => {
    tree.npm(
      `fs.mkdirSync('node_modules/cut', { recursive: true }); process.kill(process.ppid, 'SIGKILL'); process.exit(1);`,
    );
    expect(tree.run(start, oldNode).code).toBe(null);
    expect(tree.runtimes.filter((name) => name.startsWith('download-'))).toHaveLength(1);
    tree.npm('');
    expect(tree.run(start, oldNode)).toMatchObject({ code: 0, out: 'yes true' });
    expect(tree.runtimes).toEqual([folder]);
  });

  it('replaces a runtime whose program is gone', () => {
    tree.write(`.runtime/${folder}/package.json`, '{}');
    expect(tree.run(start, oldNode)).toMatchObject({ code: 0, out: 'yes true' });
  });

  it('names the remedy when the download fails', () => {
    tree.npm('process.exit(1);');
    expect(tree.run(start, oldNode)).toMatchObject({
      code: 2,
      lastLine: `Node ${version} could not be downloaded: check the network and run the command again, or install Node 24 LTS from https://nodejs.org.`,
    });
    expect(tree.runtimes).toEqual([]);
  });

  it('downloads once when two commands start together', async () => {
    expect(await Promise.all([tree.start(start, oldNode), tree.start(start, oldNode)])).toEqual([0, 0]);
    expect([tree.count('npm-runs'), tree.count('builds')]).toEqual([1, 1]);
  });

  it('pins Node for every platform of the embedded database by its hash', () => {
    expect(packages.map(([, entry]) => `${entry.os}-${entry.cpu}`).sort()).toEqual([
      'darwin-arm64',
      'darwin-x64',
      'linux-arm64',
      'linux-x64',
      'win32-x64',
    ]);
    for (const [, entry] of packages) {
      expect(entry.integrity).toMatch(/^sha512-/);
      expect(Number(entry.version.split('.')[0])).toBeGreaterThanOrEqual(24);
    }
  });
});
