import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** Builds the web part into a folder of its own, so that tests never run on an old build. The files of one run share it. */
export function buildWeb(): { dist: string; remove: () => void } {
  const shared = process.env['TEST_WEB_DIST'];
  if (shared && existsSync(shared)) return { dist: shared, remove: () => undefined };
  const dist = shared ?? mkdtempSync(join(tmpdir(), 'qorzhyn-web-'));
  for (const kind of [
    ['web/vite.config.ts'],
    ['web/vite.config.ts', '--ssr'],
    ['web/app/vite.config.mts', 'web/app'],
  ]) {
    const run = spawnSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '-c', ...kind], {
      cwd: root,
      env: { ...process.env, WEB_DIST: dist, NODE_ENV: 'production', WEB_COMPONENTS: 'yes' },
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(`the web build failed:\n${run.stdout}\n${run.stderr}`);
  }
  return { dist, remove: () => rmSync(dist, { recursive: true, force: true }) };
}
