import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startTestApp, type TestApp } from '../support/app.js';
import { Season } from '../support/season.js';

const hasPython = spawnSync('python3', ['--version']).status === 0;
const program = path.join(__dirname, '..', 'live', 'follower.py');
const colleges = Array.from({ length: 12 }, (_, index) => `college-${index}`);

/** Runs the Python client and parses its output. */
class PythonFollower {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'follower-'));
  private readonly child: ChildProcess;
  private text = '';

  constructor(url: string, challengeId: string, board: string) {
    const { hostname, port } = new URL(url);
    this.child = spawn('python3', [program, hostname, port, challengeId, board, path.join(this.folder, 'stop')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child.stdout!.setEncoding('utf8').on('data', (part: string) => (this.text += part));
  }

  async watching(): Promise<void> {
    while (!this.text.includes('watching\n')) await once(this.child.stdout!, 'data');
  }

  /** Stops the client at the position and returns its copy of the board. */
  async copyAt(position: string): Promise<{ board: { seq: number }; changes: number; snapshots: number }> {
    writeFileSync(path.join(this.folder, 'stop'), position);
    const [code] = (await once(this.child, 'close')) as [number];
    if (code !== 0) throw new Error(`the follower ended with ${code}`);
    return JSON.parse(this.text.trim().split('\n').at(-1)!);
  }

  end(): void {
    this.child.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

describe('Python client of the AsyncAPI document', () => {
  let server: TestApp;
  const followers: PythonFollower[] = [];

  beforeAll(async () => {
    if (!hasPython) return console.warn('python3 is missing: the Python client was NOT run');
    server = await startTestApp();
  }, 120_000);
  afterAll(async () => {
    followers.forEach((follower) => follower.end());
    await server?.close();
  });

  const runs = hasPython ? test : test.skip;

  runs(
    'holds the board of the REST response after a thousand events',
    async () => {
      const season = new Season(server.store);
      await season.begin(colleges);
      await server.request('GET', `/api/challenges/${season.id}/standings?atLeast=${season.position}`);
      const all = (['total', 'per-100'] as const).map((board) => new PythonFollower(server.url, season.id, board));
      followers.push(...all);
      await Promise.all(all.map((follower) => follower.watching()));
      for (let n = 0; n < 500; n += 1) {
        await season.submit(`a${n}`, colleges[(n * 7) % colleges.length]!, n % 3 === 0 ? 'cleanup' : 'trees');
        await season.approve(`a${n}`, { trees: n % 41, participants: n % 97 });
        if (n === 200) await season.leave(colleges[3]!);
      }
      const [total, per100] = await Promise.all(all.map((follower) => follower.copyAt(season.position)));
      for (const [copy, board] of [
        [total!, 'total'],
        [per100!, 'per-100'],
      ] as const) {
        const { body } = await server.request(
          'GET',
          `/api/challenges/${season.id}/standings?board=${board}&atLeast=${season.position}`,
        );
        expect(copy.board).toEqual(body);
        expect(copy.board.seq).toBeGreaterThan(1);
        expect(copy.changes).toBeGreaterThan(5);
      }
    },
    120_000,
  );
});
