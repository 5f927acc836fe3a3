import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');
const folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The output of a start that ends soon: nothing listens at its database address. */
function said(env: Record<string, string>): string {
  const run = spawnSync(
    process.execPath,
    ['-r', path.join(root, 'test/support/register-typescript.cjs'), path.join(root, 'src/main.ts')],
    {
      cwd: root,
      encoding: 'utf8',
      timeout: 60_000,
      env: { PATH: process.env.PATH, DATABASE_URL: 'postgres://me@127.0.0.1:1/q', DATA_DIR: folder, ...env },
    },
  );
  expect(run.status).toBe(2);
  return run.stdout + run.stderr;
}

test('a start names DATA_DIR where it cannot be a folder', () => {
  expect(said({ DATA_DIR: '/dev/null' })).toMatch(/^DATA_DIR cannot be used \(EEXIST.*name a folder/m);
}, 60_000);

test('a start says what mails need', () => {
  const told = said({ SMTP_URL: 'smtp://me:not-to-be-shown@mail.example' });
  expect(told).toMatch(/^SMTP_URL needs PUBLIC_URL/m);
  expect(told).not.toContain('not-to-be-shown');
}, 120_000);

test('a start names what an object store lacks', () => {
  const told = said({ S3_BUCKET: 'photos', S3_SECRET_ACCESS_KEY: 'not-to-be-shown' });
  expect(told).toMatch(/^S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID must be set too/m);
  expect(told).not.toContain('not-to-be-shown');
}, 60_000);
