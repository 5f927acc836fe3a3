import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Manifest } from '../../src/cli/backup/manifest.js';
import type { Drill } from './drill.js';
import { random } from './drill.js';
import { CHALLENGE, COLLEGES, openWorld, signIn, submitAs, type TestWorld } from '../support/world.js';
import { RestartableServer, runCommand } from '../support/server-process.js';

interface Board {
  position: string;
  seq: number;
  rows: { collegeId: string; points: number }[];
}

const AT_ONCE = 8;
const KEY = { QORZHYN_BACKUP_KEY: 'a key of thirty-two characters, or more' };

const points = ({ rows }: Board) => rows.map((row) => `${row.collegeId} ${row.points}`).join();

/** Approves `points.length` actions and returns the last position. A thousand a day count for a college. */
async function approve(
  { submit, reviewers }: TestWorld,
  count: number,
  draw: () => number,
  points: (nth: number) => number = () => 1,
): Promise<number> {
  let made = 0;
  let last = 0;
  const lane = async () => {
    while (made < count) {
      made += 1;
      const verified = { beneficiaries: points(made) };
      const action = await submit(COLLEGES[Math.floor(draw() * COLLEGES.length)]);
      const at = `/api/actions/${action}/approve`;
      const { position } = await reviewers[0]!.call<{ position: string }>('POST', at, { verified });
      last = Math.max(last, Number(position));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return last;
}

const board = (someone: TestWorld['organiser'], at = '') =>
  someone.call<Board>('GET', `/api/challenges/${CHALLENGE}/standings${at}`);

/** Flips one bit of one file that a manifest names. */
function flip(folder: string, draw: () => number): string {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const files = [manifest.history, ...manifest.parts].filter(({ bytes }) => bytes > 0);
  const { file, bytes } = files[Math.floor(draw() * files.length)]!;
  const content = readFileSync(path.join(folder, file));
  content[Math.floor(draw() * bytes)]! ^= 1;
  writeFileSync(path.join(folder, file), content);
  return file;
}

export const restore: Drill = {
  name: 'restore',
  promise: 'a backup under load restores to a working server',
  target: 'verified; same points; 100 % of the later actions counted',
  quick: false,
  async run(seed, smoke) {
    const draw = random(seed);
    const [before, during, after] = smoke ? [5, 10, 5] : [2_000, 500, 100];
    const work = mkdtempSync(path.join(tmpdir(), 'qorzhyn-restore-'));
    const [backup, broken, data, other, out] = ['backup', 'broken', 'new', 'refused', 'export'].map((name) =>
      path.join(work, name),
    ) as [string, string, string, string, string];
    const first = await RestartableServer.start();
    let second: RestartableServer | null = null;
    try {
      const people = await openWorld(first.url, first.token);
      await approve(people, before, draw);
      const load = approve(people, during, draw);
      const taken = await runCommand('src/cli/backup/backup.ts', [backup], { DATA_DIR: first.dataDir, ...KEY });
      if (taken.code !== 0) throw new Error(`the backup ended with ${taken.code}: ${taken.lastLine}`);
      await load;
      const { history } = JSON.parse(readFileSync(path.join(backup, 'manifest.json'), 'utf8')) as Manifest;
      const then = await board(people.organiser, `?position=${history.last!.position}`);
      const now = await board(people.organiser);
      await runCommand('src/cli/backup/backup.ts', [broken], { DATA_DIR: first.dataDir, ...KEY });
      await first.end('SIGTERM');

      const began = performance.now();
      const restored = await runCommand('src/cli/restore/restore.ts', [backup], { DATA_DIR: data, ...KEY });
      if (restored.code !== 0) throw new Error(`the restore ended with ${restored.code}: ${restored.out.slice(-800)}`);
      const seconds = (performance.now() - began) / 1_000;
      const twice = await runCommand('src/cli/restore/restore.ts', [backup], { DATA_DIR: data, ...KEY });
      const strange = { DATA_DIR: other, QORZHYN_BACKUP_KEY: 'another key of thirty-two characters' };
      const foreign = await runCommand('src/cli/restore/restore.ts', [backup], strange);
      second = await RestartableServer.start({}, data);
      const [organiser, reviewer] = [await signIn(second.url, 'organiser'), await signIn(second.url, 'reviewer-0')];
      const again = await board(organiser);
      const reborn: TestWorld = { organiser, reviewers: [reviewer], position: '', submit: submitAs(organiser) };
      const last = await approve(reborn, after, draw, (nth) => nth);
      const exported = await runCommand('src/cli/export/export.ts', ['--out', out], { DATA_DIR: data });
      const grown = await board(organiser, `?atLeast=${last}`);
      await second.end('SIGTERM');
      const verified = await runCommand('src/cli/verify.ts', [], { DATA_DIR: data });
      const gained = sum(grown) - sum(again);
      const wanted = (after * (after + 1)) / 2;
      const holds =
        points(then) === points(again) &&
        gained === wanted &&
        again.seq > now.seq &&
        verified.code === 0 &&
        exported.code === 0 &&
        twice.code === 2 &&
        foreign.code === 1;

      const file = flip(broken, draw);
      const refused = await runCommand('src/cli/restore/restore.ts', [broken], { DATA_DIR: other, ...KEY });
      return {
        figure: `${history.lines} events, restored in ${seconds.toFixed(1)} s; ${gained} of ${wanted} later points; verify ${verified.code}, export ${exported.code}, a second restore ${twice.code}, under another key ${foreign.code}`,
        holds,
        control: {
          kind: 'fault put in',
          figure: `one bit of ${file} flipped: restore ends with ${refused.code}: ${refused.lastLine.slice(0, 60)}`,
          fails: refused.code === 1 && refused.lastLine.startsWith(file),
        },
      };
    } finally {
      await first.remove();
      await second?.remove();
      rmSync(work, { recursive: true, force: true });
    }
  },
};

const sum = ({ rows }: Board) => rows.reduce((total, row) => total + row.points, 0);
