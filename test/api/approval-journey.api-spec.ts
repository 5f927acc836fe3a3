import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { io, type Socket } from 'socket.io-client';
import { startTestApp, type TestApp } from '../support/app.js';
import { Season } from '../support/season.js';

const root = path.join(__dirname, '../..');
const section = readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8').split(/^## /m).find(isJourney)!;
const listed = [...section.matchAll(/\]\(([^)]+)\)/g)].map(([, file]) => file!);

/** Code that an approval runs and a reader of the journey need not open. CONTRIBUTING.md gives the reasons. */
const ON_TRUST = [
  /^src\/(accounts|config|events|http|observability|postgres)\//,
  /^src\/(challenges\/keep-calendar|actions\/lapse-action)\//,
  /^src\/event-store\/(canonical-json|coalesced-read|keyed-mutex)\.ts$/,
  /^src\/projector\/(checkpoints|lease|projector|projector-reporter|runner)\.ts$/,
  /^src\/projector\/postgres\/(documents\.repository|postgres-lease)\.ts$/,
  /^src\/leaderboard\/(standings-snapshots|live\/socket-auth)\.ts$/,
  /^src\/vault\/stream-texts\.ts$/,
  /^src\/(notifications|outbox|mail)\//,
  /^projections\/((?!standings\/)|standings\/news\.ts$)/,
];

function isJourney(text: string): boolean {
  return text.startsWith('The journey of an approval');
}

function unlisted(executed: readonly string[], list: readonly string[]): string[] {
  return executed.filter((file) => !list.includes(file) && !ON_TRUST.some((pattern) => pattern.test(file)));
}

/** Source files of which a function runs during the work. */
async function executedFiles(work: () => Promise<void>): Promise<string[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await work();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  // The compiled modules call a getter for each exported name that another file reads.
  const runs = ({ functions }: (typeof result)[number]) =>
    functions.some(({ functionName, ranges }) => !/^get\b/.test(functionName) && ranges[0]!.count > 0);
  const files = result
    .filter(runs)
    .map(({ url }) => path.relative(root, url.startsWith('file:') ? fileURLToPath(url) : url));
  return files.filter((file) => /^(src|projections)\//.test(file)).sort();
}

describe('the journey of an approval', () => {
  let server: TestApp;
  let socket: Socket;
  let executed: string[];

  beforeAll(async () => {
    server = await startTestApp();
    const season = new Season(server.store);
    await season.begin(['aktau', 'beineu']);
    await season.submit('a1', 'aktau');
    const { cookie } = await server.signedIn('reviewer', 'beineu');
    await server.request('GET', `/api/challenges/${season.id}/standings?atLeast=${season.position}`);
    socket = io(`${server.url}/live`, { transports: ['websocket'], forceNew: true });
    await socket.timeout(10_000).emitWithAck('standings:watch', { challengeId: season.id, board: 'total' });
    executed = await executedFiles(async () => {
      const changed = new Promise((resolve) => socket.once('standings:changed', resolve));
      const headers = { 'idempotency-key': 'approve-a1' };
      const body = { verified: { trees: 4 } };
      const { status } = await server.request('POST', '/api/actions/a1/approve', { cookie, headers, body });
      expect(status).toBe(200);
      await changed;
    });
  }, 120_000);
  afterAll(async () => {
    socket?.disconnect();
    await server?.close();
  });

  it('lists every file of the server that an approval runs', () => {
    expect(unlisted(executed, listed)).toEqual([]);
  });

  it('misses a file that the list omits', () => {
    const omitted = 'src/projector/leader.ts';
    expect(
      unlisted(
        executed,
        listed.filter((file) => file !== omitted),
      ),
    ).toEqual([omitted]);
  });

  it('states the number of files and folders, and about that of lines', () => {
    expect(new Set(listed).size).toBe(listed.length);
    const [files, folders, about] = /(\d+) files in\s+(\d+) folders, about ([\d,]+) lines/.exec(section)!.slice(1);
    expect(Number(files)).toBe(listed.length);
    expect(Number(folders)).toBe(new Set(listed.map((file) => path.dirname(file))).size);
    const lines = listed.reduce((sum, file) => sum + readFileSync(path.join(root, file), 'utf8').split('\n').length, 0);
    expect(Math.abs(lines / Number(about!.replace(',', '')) - 1)).toBeLessThan(0.05);
  });
});
