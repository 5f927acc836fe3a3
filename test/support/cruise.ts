import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.join(__dirname, '../..');

export interface Violation {
  rule: string;
  from: string;
}

/** Runs the import rules of this repository over the folders of `where`. Throws when they cannot be run at all. */
export function cruise(
  where: string,
  folders: readonly string[],
  config = '.dependency-cruiser.cjs',
): { violations: Violation[]; modules: number } {
  const cli = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [cli, '--config', path.join(root, config), '--output-type', 'json', ...folders];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: where,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (!stdout.startsWith('{')) throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as {
    summary: { totalCruised: number; violations: { rule: { name: string }; from: string }[] };
  };
  return {
    violations: summary.violations.map(({ rule, from }) => ({ rule: rule.name, from })),
    modules: summary.totalCruised,
  };
}

/** Cruises a small invented source tree; `files` maps path to text, `packages` names what it has installed. */
export function cruiseInvented(
  files: Readonly<Record<string, string>>,
  packages: { dependencies: readonly string[]; devDependencies: readonly string[] },
  config?: string,
): Violation[] {
  const where = mkdtempSync(path.join(os.tmpdir(), 'qorzhyn-cruise-'));
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(where, file)), { recursive: true });
    writeFileSync(path.join(where, file), text);
  };
  try {
    const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
    const { dependencies, devDependencies } = packages;
    write(
      'package.json',
      JSON.stringify({ dependencies: versions(dependencies), devDependencies: versions(devDependencies) }),
    );
    write('tsconfig.json', JSON.stringify({ compilerOptions: { module: 'nodenext', moduleResolution: 'nodenext' } }));
    for (const name of [...dependencies, ...devDependencies]) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
      write(`node_modules/${name}/index.js`, 'exports.thing = 1;\n');
    }
    for (const [file, text] of Object.entries(files)) write(file, text);
    return cruise(where, [...new Set(Object.keys(files).map((file) => file.split('/')[0]!))], config).violations;
  } finally {
    rmSync(where, { recursive: true, force: true });
  }
}
