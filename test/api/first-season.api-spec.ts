import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SystemClock } from '../../src/config/clock.js';
import { startTestApp, type TestApp } from '../support/app.js';

const guide = readFileSync(path.join(__dirname, '../../docs/first-season.md'), 'utf8');
const blocksOf = (text: string) => [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block!);

/** Runs shell commands until one fails; gives what they printed. */
function run(script: string, env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const cwd = mkdtempSync(path.join(tmpdir(), 'qorzhyn-guide-'));
  const child = spawn('sh', ['-eu', '-c', script], { cwd, env: { PATH: process.env.PATH, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return new Promise((resolve) =>
    child.once('close', (code) => {
      rmSync(cwd, { recursive: true });
      resolve({ code, output });
    }),
  );
}

describe('docs/first-season.md', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startTestApp({ clock: new SystemClock() });
  }, 120_000);
  afterAll(() => server?.close());

  it('has ten requests', () => {
    const [, requests = ''] = guide.split('## Ten requests');
    expect(
      blocksOf(requests)
        .join('\n')
        .match(/\bcurl /g),
    ).toHaveLength(10);
  });

  it('leads from an empty server to a board with points, as written', async () => {
    // The guide begins with the only organiser of a server.
    const link = `/api/accounts/${server.adminId}/invite-again`;
    const { body } = await server.request('POST', link, { cookie: server.adminCookie, body: {} });
    const { code, output } = await run(blocksOf(guide).join('\n'), { URL: server.url, TOKEN: body.token });
    expect([code, code === 0 ? undefined : output]).toEqual([0, undefined]);
    const { rows } = JSON.parse(output.slice(output.lastIndexOf('{"challengeId"'))) as {
      rows: { collegeId: string; rank: number; points: number }[];
    };
    expect(rows.map(({ collegeId, rank }) => [collegeId, rank])).toEqual([
      ['qarashash', 1],
      ['zhelayaq', 2],
    ]);
    expect(rows[0]!.points).toBeGreaterThan(0);
  });

  it('would fail with a command that the server refuses', async () => {
    const { code } = await run('curl -sS --fail-with-body "$URL/api/accounts"', { URL: server.url });
    expect(code).not.toBe(0);
  });
});
