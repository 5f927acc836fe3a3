import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '../../bench/harness.js';
import type { ApiClient } from '../../src/cli/demo/world.js';
import { hostileDocuments } from '../support/hostile-documents.js';
import { type HostileEvidence, hostilePictures, photo, scene, withMetadata } from '../support/hostile-pictures.js';
import { RestartableServer } from '../support/server-process.js';
import { TusClient } from '../support/tus-client.js';
import { CHALLENGE, claimOf, COLLEGES, openWorld } from '../support/world.js';
import { type Drill, NotRun } from './drill.js';
import { traceIn } from './metadata-search.js';
import { peakOf, WorkerMemory } from './worker-memory.js';

const MOST_MB = 512;
const BOARD_MS = 1_000;
const FILE_MS = 40_000;
/** Files of one action. */
const MOST_FILES = 10;
/** A process without limits is ended here, so that it does not take the machine's memory. */
const STOP_BYTES = 900_000_000;
const MEGABYTE = 1_048_576;

interface Shown {
  state: string;
  reason: string | null;
  reasonText: Record<string, string> | null;
}

interface ShownAction {
  evidence: readonly { file: { url: string; thumbnail: string | null } }[];
}

interface Taken {
  id: string;
  outcome: string;
  /** Sentences in kk, ru and en, or that of the refusal of a request. */
  sentences: string[];
  ms: number;
}

const clientOf = (server: RestartableServer, cookie: string) =>
  new TusClient(
    {
      url: server.url,
      request: async (method, route, { headers = {} } = {}) => {
        const answer = await fetch(`${server.url}${route}`, { method, headers: { cookie, ...headers } });
        const text = await answer.text();
        return { status: answer.status, headers: answer.headers, body: text === '' ? '' : JSON.parse(text) };
      },
    },
    cookie,
  );

/** Uploads a file and waits for what the server makes of it. */
async function take(client: TusClient, file: string): Promise<Taken> {
  const bytes = readFileSync(file);
  const [id, started] = [randomUUID(), performance.now()];
  const ms = () => performance.now() - started;
  const answers = [await client.start(id, bytes.length)];
  if (answers[0]!.status === 201 && bytes.length > 0) answers.push(await client.send(id, 0, bytes));
  const refused = answers.find(({ status }) => status >= 400);
  if (refused)
    return { id, outcome: refused.body.code, sentences: [refused.body.detail ?? refused.body.title], ms: ms() };
  for (; ms() < FILE_MS; await pause(20)) {
    const { state, reason, reasonText } = (await client.show(id)).body as Shown;
    if (state === 'ready') return { id, outcome: 'cleaned', sentences: [], ms: ms() };
    if (state === 'refused') return { id, outcome: reason!, sentences: Object.values(reasonText ?? {}), ms: ms() };
  }
  return { id, outcome: 'no answer', sentences: [], ms: ms() };
}

/** Null = the file got what it should. */
function faultOf({ name, outcome: expected }: HostileEvidence, { outcome, sentences }: Taken): string | null {
  if (outcome !== expected) return `${name}: ${outcome} instead of ${expected}`;
  const isSaid = sentences.every((one) => one.length > 20 && one !== outcome);
  const isEnough = outcome === 'cleaned' || sentences.length === 1 || new Set(sentences).size === 3;
  return isSaid && isEnough ? null : `${name}: ${outcome} without a sentence`;
}

function watch(url: string) {
  const times: number[] = [];
  const state = { isOver: false };
  const loop = (async () => {
    for (; !state.isOver; await pause(20)) {
      const started = performance.now();
      const { status } = await fetch(`${url}/api/challenges/${CHALLENGE}/standings`);
      times.push(status === 200 ? performance.now() - started : Infinity);
    }
  })();
  loop.catch(() => undefined);
  return async () => {
    state.isOver = true;
    await loop;
    return percentile(times, 0.99);
  };
}

/** Traces of metadata in all files that the server stored, and the number of these files. */
async function searchStore(dataDir: string) {
  const traces: string[] = [];
  const folder = path.join(dataDir, 'evidence');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { name, parentPath } of files) {
    const trace = await traceIn(readFileSync(path.join(parentPath, name)));
    if (trace !== null) traces.push(trace);
  }
  return { traces, count: files.length, originals: readdirSync(path.join(dataDir, 'uploads')).length };
}

/** Names cleaned files as evidence of actions and searches every byte that their links serve. */
async function searchLinks({ url }: RestartableServer, organiser: ApiClient, ids: readonly string[]) {
  const faults: string[] = [];
  let served = 0;
  for (let at = 0; at < ids.length; at += MOST_FILES) {
    const [actionId, files] = [randomUUID(), ids.slice(at, at + MOST_FILES)];
    const claim = { ...claimOf(COLLEGES[0]), files, attestation: 'no-minors' };
    const { position } = await organiser.call<{ position: string }>('PUT', `/api/actions/${actionId}`, claim);
    const action = await organiser.call<ShownAction>('GET', `/api/actions/${actionId}?atLeast=${position}`);
    const links = action.evidence.flatMap(({ file }) => [
      file.url,
      ...(file.thumbnail === null ? [] : [file.thumbnail]),
    ]);
    for (const link of links) {
      const answer = await fetch(`${url}${link}`, { headers: { cookie: organiser.cookie } });
      const trace = await traceIn(Buffer.from(await answer.arrayBuffer()));
      const isPrivate = answer.headers.get('cache-control') === 'no-store';
      const isHarmless =
        answer.headers.get('content-security-policy')?.startsWith("sandbox; default-src 'none'") ?? false;
      served += answer.status === 200 ? 1 : 0;
      if (trace !== null) faults.push(trace);
      if (!isPrivate || !isHarmless) faults.push('a file without its headers');
    }
  }
  return { faults, served };
}

/** The most memory of a process that decodes a picture without the limits of the intake, in megabytes. */
async function unlimited(file: string): Promise<number> {
  const code = `require('sharp')(process.argv[1], { limitInputPixels: false }).png({ compressionLevel: 1 }).toBuffer()`;
  const child = spawn(process.execPath, ['-e', code, file], { cwd: path.join(__dirname, '../..'), stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid!));
    if (peak > STOP_BYTES) child.kill('SIGKILL');
  }, 5);
  await ended;
  clearInterval(timer);
  return peak / MEGABYTE;
}

export const hostileFiles: Drill = {
  name: 'hostile-files',
  promise: 'a hostile photo or document is refused with a sentence or cleaned, and other users do not notice',
  target: `the right outcome, worker ≤ ${MOST_MB} MB, traces of metadata 0; p99 of the board ≤ ${BOARD_MS} ms`,
  quick: false,
  async run(_seed, smoke) {
    if (process.platform !== 'linux') throw new NotRun('only Linux has /proc, where the memory of a process is read');
    const folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-hostile-'));
    const every = [...hostilePictures, ...hostileDocuments].filter(({ announced }) => announced === undefined);
    const files = every.filter((_, nth) => !smoke || nth % 5 === 0);
    // Making them keeps this process busy, so the clock of the board starts later.
    for (const [nth, file] of files.entries()) writeFileSync(path.join(folder, String(nth)), await file.bytes());
    const server = await RestartableServer.start();
    try {
      const { organiser } = await openWorld(server.url, server.token);
      const client = clientOf(server, organiser.cookie);
      const memory = new WorkerMemory(server.pid);
      const stop = watch(server.url);
      const wrong: string[] = [];
      const cleaned: string[] = [];
      let slowest = { name: '', ms: 0 };
      for (const [nth, file] of files.entries()) {
        const taken = await take(client, path.join(folder, String(nth)));
        if (taken.ms > slowest.ms) slowest = { name: file.name, ms: taken.ms };
        if (taken.outcome === 'cleaned') cleaned.push(taken.id);
        const fault = faultOf(file, taken);
        if (fault !== null) wrong.push(fault);
      }
      const p99 = await stop();
      memory.stop();
      const megabytes = memory.peak / MEGABYTE;
      const stored = await searchStore(server.dataDir);
      const { faults, served } = await searchLinks(server, organiser, cleaned);
      const kept = [await photo(), await withMetadata(scene()).keepMetadata().webp().toBuffer()];
      const found = await Promise.all(kept.map((bytes) => traceIn(bytes)));
      const huge = path.join(folder, 'huge');
      writeFileSync(huge, await hostilePictures.find(({ name }) => name.includes('36 bytes'))!.bytes());
      const without = await unlimited(huge);
      return {
        figure: `${files.length} files: ${wrong.join('; ') || 'all as they should be'}; worker ${Math.round(megabytes)} MB in ${memory.pids.size} processes, slowest ${Math.round(slowest.ms)} ms (${slowest.name}); ${stored.count} files stored, traces ${stored.traces.join(', ') || 0}, originals left ${stored.originals}; ${served} served, faults ${faults.join(', ') || 0}; board p99 ${Math.round(p99)} ms`,
        holds:
          wrong.length === 0 &&
          memory.peak > 0 &&
          megabytes <= MOST_MB &&
          stored.count > 0 &&
          stored.traces.length === 0 &&
          served === stored.count &&
          faults.length === 0 &&
          stored.originals === 0 &&
          p99 <= BOARD_MS,
        control: {
          kind: 'taken away',
          figure: `without encoding again ${found.filter((trace) => trace !== null).length} of ${kept.length} photos have traces; 36 bytes without limits take ${Math.round(without)} MB and more`,
          fails: found.every((trace) => trace !== null) && without > MOST_MB,
        },
      };
    } finally {
      await server.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
