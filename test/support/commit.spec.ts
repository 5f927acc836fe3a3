import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commitOf } from './commit.js';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'qorzhyn-commit-')));
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@localhost', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
const write = (file: string) => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), String(Math.random()));
};

afterAll(() => rmSync(folder, { recursive: true }));

describe('the commit that a figure was measured with', () => {
  it('is absent without a repository of its own', () => {
    expect(commitOf(folder)).toBeUndefined();
    git('init', '--quiet');
    write('src/a.ts');
    git('add', '.');
    git('commit', '--quiet', '-m', 'First');
    expect(commitOf(path.join(folder, 'src'))).toBeUndefined();
  });

  it('marks changed code, but not changed documents', () => {
    const commit = git('rev-parse', '--short', 'HEAD').trim();
    expect(commitOf(folder)).toEqual({ commit, isChanged: false });
    write('docs/figures.json');
    expect(commitOf(folder)).toEqual({ commit, isChanged: false });
    write('src/a.ts');
    expect(commitOf(folder)).toEqual({ commit, isChanged: true });
  });
});
