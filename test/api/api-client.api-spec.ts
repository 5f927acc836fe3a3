import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startTestApp } from '../support/app.js';

const root = resolve(__dirname, '../..');
const typesFile = join(root, 'web/app/api/schema.d.ts');

/** Types of the OpenAPI document, as the pages import them. */
function typesOf(document: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'qorzhyn-api-types-'));
  const source = join(folder, 'openapi.json');
  const target = join(folder, 'schema.d.ts');
  writeFileSync(source, JSON.stringify(document));
  const program = join(root, 'node_modules/openapi-typescript/bin/cli.js');
  execFileSync(
    process.execPath,
    [program, source, '--output', target, '--root-types', '--root-types-no-schema-prefix'],
    {
      stdio: 'pipe',
    },
  );
  const types = readFileSync(target, 'utf8');
  rmSync(folder, { recursive: true });
  // The document has the texts; here every reworded sentence would be a change.
  return types.replaceAll(/^ *\/\*\*[^]*?\*\/\n/gm, '');
}

test('the types of the pages match the OpenAPI document', async () => {
  const server = await startTestApp();
  const { body } = await server.request('GET', '/api/openapi.json');
  await server.close();
  const types = typesOf(body);
  if (process.env['UPDATE_API_TYPES']) writeFileSync(typesFile, types);
  // The texts are long, so a failed comparison prints one sentence.
  const isSame = readFileSync(typesFile, 'utf8') === types;
  expect(isSame ? 'the same' : 'different: run this test with UPDATE_API_TYPES=yes').toBe('the same');
  expect(typesOf({ ...body, paths: {} })).not.toBe(types);
});
