import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildWeb } from '../support/web-build.js';

let build: ReturnType<typeof buildWeb>;

beforeAll(() => {
  build = buildWeb();
}, 120_000);

afterAll(() => build?.remove());

describe('Script budgets', () => {
  const size = (files: readonly string[]) =>
    files.reduce((sum, file) => sum + gzipSync(readFileSync(join(build.dist, 'web', file)), { level: 9 }).length, 0);
  const manifest = (page: string) =>
    JSON.parse(readFileSync(join(build.dist, `web/.vite/${page}.json`), 'utf8')) as Record<string, { file: string }>;

  it('keep the hall within 40 kB', () => {
    const scripts = Object.values(manifest('screen')).flatMap(({ file }) => (file.endsWith('.js') ? [file] : []));
    expect(scripts).toHaveLength(1);
    expect(size(scripts)).toBeLessThanOrEqual(40_000);
  });

  it.each(['kk', 'ru', 'en'])('keep the public page with %s within 46 kB', (locale) => {
    const files = manifest('public');
    const scripts = [files['public/main.ts']!.file, files[`shared/i18n/text.${locale}.ts`]!.file];
    expect(size(scripts)).toBeLessThanOrEqual(46_000);
    expect(size([files['public/CollegePage.svelte']!.file])).toBeLessThanOrEqual(8_000);
  });
});
