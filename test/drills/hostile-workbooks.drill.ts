import { ACTIONS_SHAPE } from '../../src/actions/import-actions/columns.js';
import { UnreadableTable } from '../../src/sheets/cell.js';
import { tableOf } from '../../src/sheets/read-table.js';
import { LIMITS } from '../../src/sheets/sheet-limits.js';
import { TableReader, TableReaderBusy } from '../../src/sheets/table-reader.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type HostileFile, hostileFiles } from '../support/hostile-files.js';
import { CHALLENGE, rules, text } from '../support/world.js';
import { type Drill, until } from './drill.js';

const MOST_MS = 1_000;
const MOST_MB = 100;
const BOARD_MS = 1_000;
/** Other work on the machine must not count: the best of several tries does. */
const TRIES = 4;
const AT_ONCE = 12;
const SAMPLE_MS = 5;

/** A board that everybody may read. */
async function openBoard(server: TestApp): Promise<string> {
  const ask = async (path: string, body: object) => {
    const { status } = await server.request('POST', path, { cookie: server.adminCookie, body });
    if (status >= 300) throw new Error(`${path}: ${status}`);
  };
  const dates = { opensOn: '2026-03-01', closesOn: '2026-03-20' };
  await ask('/api/challenges', { id: CHALLENGE, track: 'amal', titles: text('Амал'), season: text('2026'), ...dates });
  await ask(`/api/challenges/${CHALLENGE}/rulebooks`, {
    rules,
    retroactive: false,
    note: { kk: 'Ереже', ru: 'Правила' },
  });
  const path = `/api/challenges/${CHALLENGE}/standings`;
  await until('the board', async () => (await server.request('GET', path)).status === 200);
  return path;
}

/** Measures how much the process grows during the work. The time is without that of other processes. */
async function measured<T>(work: () => Promise<T>): Promise<{ result: T; ms: number; megabytes: number }> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), SAMPLE_MS);
  const [started, worked] = [performance.now(), process.cpuUsage()];
  try {
    const result = await work();
    const { user, system } = process.cpuUsage(worked);
    const ms = Math.min(performance.now() - started, (user + system) / 1_000);
    return { result, ms, megabytes: (Math.max(peak, process.memoryUsage.rss()) - before) / 1e6 };
  } finally {
    clearInterval(timer);
  }
}

/** Null = the file was read. */
const codeOf = (error: unknown) => {
  if (error instanceof UnreadableTable) return error.reasons[0]!.code;
  throw error;
};

async function refusalOf(reader: TableReader, { bytes, code }: HostileFile) {
  const content = bytes();
  const best = { code: null as string | null, ms: Infinity, megabytes: 0 };
  for (let tries = 0; tries < TRIES && best.ms > MOST_MS; tries += 1) {
    const own = new Uint8Array(content);
    const { result, ms, megabytes } = await measured(() => reader.read(own, ACTIONS_SHAPE).then(() => null, codeOf));
    best.code = result;
    best.ms = Math.min(best.ms, ms);
    best.megabytes = Math.max(best.megabytes, megabytes);
    if (result !== code) break;
  }
  return best;
}

/** Reads the board until it is stopped, and keeps the time of each answer; a failure counts as for ever. */
function watch(server: TestApp, path: string) {
  const times: number[] = [];
  const state = { isOver: false };
  const loop = (async () => {
    while (!state.isOver) {
      const started = performance.now();
      const { status } = await server.request('GET', path);
      times.push(status === 200 ? performance.now() - started : Infinity);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return async () => {
    state.isOver = true;
    await loop;
    return times.toSorted((a, b) => a - b);
  };
}

/** The same file read in the server's own thread and without limits. */
async function unlimited(file: HostileFile) {
  const own = { ...LIMITS };
  for (const name of Object.keys(LIMITS)) Object.assign(LIMITS, { [name]: Infinity });
  try {
    return await measured(() => tableOf(file.bytes(), ACTIONS_SHAPE).then(() => null, codeOf));
  } finally {
    Object.assign(LIMITS, own);
  }
}

export const hostileWorkbooks: Drill = {
  name: 'hostile-workbooks',
  promise: 'a hostile workbook or CSV is refused before it takes memory or time',
  target: `the right refusal, ≤ ${MOST_MS} ms, ≤ ${MOST_MB} MB; p95 of the board ≤ ${BOARD_MS} ms`,
  quick: true,
  async run(_seed, smoke) {
    const server = await startTestApp();
    try {
      const path = await openBoard(server);
      const reader = new TableReader();
      const files = hostileFiles.filter((_, nth) => !smoke || nth % 6 === 0);
      const wrong: string[] = [];
      let [slowest, largest] = [0, 0];
      const stop = watch(server, path);
      for (const file of files) {
        const { code, ms, megabytes } = await refusalOf(reader, file);
        slowest = Math.max(slowest, ms);
        largest = Math.max(largest, megabytes);
        if (code !== file.code || ms > MOST_MS || megabytes > MOST_MB)
          wrong.push(`${file.name}: ${code} in ${Math.round(ms)} ms, ${Math.round(megabytes)} MB`);
      }
      const first = new Uint8Array(hostileFiles[0]!.bytes());
      const crowd = await Promise.allSettled(
        Array.from({ length: AT_ONCE }, () => reader.read(new Uint8Array(first), ACTIONS_SHAPE)),
      );
      const busy = crowd.filter((one) => one.status === 'rejected' && one.reason instanceof TableReaderBusy).length;
      const times = await stop();
      const board = times[Math.floor(times.length * 0.95)]!;
      const heavy = hostileFiles.find(({ name }) => name === 'a million filled cells')!;
      const control = await unlimited(heavy);
      return {
        figure: `${files.length} files: ${wrong.join('; ') || 'all as they should be'}; slowest ${Math.round(slowest)} ms, largest ${Math.round(largest)} MB; ${busy} of ${AT_ONCE} at once refused as busy; board p95 ${Math.round(board)} ms of ${times.length}`,
        holds: wrong.length === 0 && busy > 0 && board <= BOARD_MS && times.at(-1)! < Infinity,
        control: {
          kind: 'taken away',
          figure: `${heavy.name} without limits and thread: ${control.result ?? 'read'}, ${Math.round(control.ms)} ms, ${Math.round(control.megabytes)} MB`,
          fails: control.result === null || control.ms > MOST_MS || control.megabytes > MOST_MB,
        },
      };
    } finally {
      await server.close();
    }
  },
};
