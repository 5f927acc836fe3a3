import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A tree that looks like this repository to the bootstrap; its compiler only counts how often it was called. */
class InventedTree {
  readonly root = path.join(mkdtempSync(path.join(os.tmpdir(), 'qorzhyn-boot-')), 'Менің қалтам мен бос орын');

  constructor() {
    const lock = {
      packages: {
        '': {},
        'node_modules/typescript': { version: '6.0.0' },
        'node_modules/absent': { version: '1.0.0', optional: true },
      },
    };
    this.write('package-lock.json', JSON.stringify(lock));
    this.write(
      'node_modules/.package-lock.json',
      JSON.stringify({ packages: { 'node_modules/typescript': { version: '6.0.0' } } }),
    );
    this.write(
      'node_modules/typescript/bin/tsc',
      `const fs = require('fs');
fs.mkdirSync('dist/src', { recursive: true });
fs.copyFileSync('src/main.ts', 'dist/src/main.js');
fs.appendFileSync('builds', '.');`,
    );
    this.write('src/main.ts', `console.log('ran ' + process.argv.slice(2).join(' '));`);
    mkdirSync(path.join(this.root, 'src/cli'), { recursive: true });
    copyFileSync(path.join(__dirname, '../../src/cli/bootstrap.mjs'), path.join(this.root, 'src/cli/bootstrap.mjs'));
  }

  write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(this.root, file)), { recursive: true });
    writeFileSync(path.join(this.root, file), text);
  }

  get builds(): number {
    const counter = path.join(this.root, 'builds');
    return existsSync(counter) ? readFileSync(counter, 'utf8').length : 0;
  }

  /** `pretend` is code that runs before the bootstrap. */
  run(args: readonly string[], pretend = ''): { code: number | null; out: string; lastLine: string } {
    const before = pretend === '' ? [] : ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`];
    const env = { PATH: process.env['PATH'] };
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [...before, path.join(this.root, 'src/cli/bootstrap.mjs'), ...args],
      { encoding: 'utf8', env, cwd: os.tmpdir() },
    );
    return { code: status, out: stdout.trim(), lastLine: stderr.trim().split('\n').at(-1) ?? '' };
  }

  remove(): void {
    rmSync(path.dirname(this.root), { recursive: true, force: true });
  }
}

describe('a public command on a machine as it comes', () => {
  let tree: InventedTree;
  beforeEach(() => (tree = new InventedTree()));
  afterEach(() => tree.remove());

  it('builds once, runs with its arguments, and builds again only when a source says something else', () => {
    expect(tree.run(['start', '--lan'])).toMatchObject({ code: 0, out: 'ran --lan' });
    expect(tree.run(['start'])).toMatchObject({ code: 0, out: 'ran' });
    expect(tree.builds).toBe(1);
    utimesSync(path.join(tree.root, 'src/main.ts'), new Date(), new Date());
    tree.write('src/main.spec.ts', 'tests are not built');
    tree.run(['start']);
    expect(tree.builds).toBe(1);
    tree.write('src/main.ts', `console.log('changed');`);
    expect(tree.run(['start'])).toMatchObject({ code: 0, out: 'changed' });
    expect(tree.builds).toBe(2);
  });

  it('ends with the code of what it ran', () => {
    tree.write('src/main.ts', 'process.exit(1);');
    expect(tree.run(['start']).code).toBe(1);
  });

  it('says in one sentence that Node is too old', () => {
    const { code, lastLine } = tree.run(
      ['start'],
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } })`,
    );
    expect(code).toBe(2);
    expect(lastLine).toMatch(/^Qorzhyn needs Node 20\.19 or newer and this is 18\.20\.4: install Node 24 LTS/);
  });

  it('says in one sentence that there is no embedded database for this machine', () => {
    const { code, lastLine } = tree.run(['start'], `Object.defineProperty(process, 'arch', { value: 's390x' })`);
    expect(code).toBe(2);
    expect(lastLine).toMatch(/s390x.*: set DATABASE_URL/);
  });

  it('does not install when told not to, and says what is missing', () => {
    tree.write(
      'node_modules/.package-lock.json',
      JSON.stringify({ packages: { 'node_modules/typescript': { version: '5.9.0' } } }),
    );
    expect(tree.run(['start', '--no-install'])).toMatchObject({
      code: 2,
      lastLine: 'Packages are missing: run npm ci --ignore-scripts, or leave out --no-install.',
    });
  });

  it('stops when the build fails, and does not take a failed build for a finished one', () => {
    const compiler = readFileSync(path.join(tree.root, 'node_modules/typescript/bin/tsc'), 'utf8');
    tree.write('node_modules/typescript/bin/tsc', `${compiler}\nprocess.exit(1);`);
    expect(tree.run(['start'])).toMatchObject({ code: 2, out: '' });
    tree.write('node_modules/typescript/bin/tsc', compiler);
    expect(tree.run(['start'])).toMatchObject({ code: 0, out: 'ran' });
    expect(tree.builds).toBe(2);
  });

  it('refuses a command that it does not have', () => {
    expect(tree.run(['dance'])).toMatchObject({
      code: 2,
      lastLine: expect.stringMatching(/^Unknown command dance; known: demo, start/),
    });
  });
});
