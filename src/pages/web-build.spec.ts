import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebBuild } from './web-build.js';

test('a server without built pages says so and serves no assets', () => {
  const dist = mkdtempSync(join(tmpdir(), 'qorzhyn-no-pages-'));
  const build = new WebBuild(dist);
  expect(() => build.pages).toThrow(expect.objectContaining({ status: 503, code: 'PAGES_NOT_BUILT' }));
  expect(build.asset('screen.js')).toBeUndefined();
  rmSync(dist, { recursive: true });
});
